import { Fault } from '../../fault.ts';
import { NETWORK_IS_AWAY } from '../../poll/outage.ts';
import { codeOf } from '../../poll/wording.ts';
import { type Checkup, sendsMail } from './checkup.ts';
import { type Finding, faulty, fine, warning } from './finding.ts';

/** Connects to the mail server and logs in, and sends nothing. */
export async function examineMailServer(checkup: Checkup): Promise<Finding[]> {
  const { mailing, online } = checkup;
  if (mailing instanceof Fault) return [faulty(mailing)];
  const channel = await mailing.transport.open();
  if (channel instanceof Fault) {
    const isAway = !online && NETWORK_IS_AWAY.has(codeOf(channel.cause));
    return isAway ? [warning('the mail server could not be looked at', 'see "network"')] : [faulty(channel)];
  }
  channel.close();
  const { name } = mailing.transport;
  if (sendsMail(checkup)) return [fine(`${name} takes mail from ${mailing.from.address}`)];
  return [warning(`messages are written to ${name} and not sent`, 'set smtp.url in tidings.yaml to your mail server')];
}
