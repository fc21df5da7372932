import type { App } from '../../app.ts';
import { Fault } from '../../fault.ts';
import { ACCEPT_PAGES } from '../../poll/accept.ts';
import { follow } from '../../poll/follow.ts';
import { NETWORK_IS_AWAY } from '../../poll/outage.ts';
import { codeOf, describeStatus } from '../../poll/wording.ts';
import { openAsking, withHttp } from '../http.ts';
import type { Mailing } from '../mailing.ts';
import { type Checkup, sendsMail } from './checkup.ts';
import { type Finding, fine, warning, wrong } from './finding.ts';

const OK = 200;

/** Whether a recipient leaves by one click (RFC 8058): the headers, over https, to a page that answers. */
export async function examineOneClick(checkup: Checkup): Promise<Finding[]> {
  const { app, mailing, online } = checkup;
  if (mailing instanceof Fault || !sendsMail(checkup)) return [];
  const headers = headersOf(mailing, app.clock());
  if (!headers.includes('List-Unsubscribe-Post: List-Unsubscribe=One-Click')) {
    return [wrong('messages have no one-click header', 'report this: tidings always writes it')];
  }
  if (!app.settings.url.startsWith('https:')) {
    return [warning(`${app.settings.url} is not https, as one-click unsubscribing wants`, 'serve the site by https')];
  }
  const problem = await problemOfPage(app, mailing.unsubscribeUrl(mailing.sender.key));
  if (problem === null) return [fine('headers are there, and the page behind them answers')];
  if (problem.away && !online) return [];
  const mend = 'run "tidings serve" behind that address, or nobody can leave by it';
  return [warning(`${app.settings.url}/unsubscribe/…: ${problem.text}`, mend)];
}

function headersOf(mailing: Mailing, date: number): string {
  const write = mailing.prepare({ subject: '', html: '', text: '' }, date);
  const messageId = mailing.messageId('check', mailing.sender.key);
  return Buffer.concat(write({ name: '', address: mailing.sender, messageId }).blocks).toString('latin1');
}

function problemOfPage(app: App, address: string): Promise<{ text: string; away: boolean } | null> {
  return withHttp(app, async (http) => {
    const asking = await openAsking(app, http);
    const wanted = { url: new URL(address), validators: null, accept: ACCEPT_PAGES, credentials: null };
    const followed = await follow(wanted, (url, headers) => asking.ask(url, headers));
    if (followed instanceof Fault) return { text: followed.problem, away: NETWORK_IS_AWAY.has(codeOf(followed.cause)) };
    if ('held' in followed) return { text: 'is to be left alone for now', away: false };
    const { status } = followed.answer;
    return status === OK ? null : { text: describeStatus(status), away: false };
  });
}
