import type { App } from '../app.ts';
import { renderConfirmation } from '../digest/confirmation.ts';
import { Fault } from '../fault.ts';
import type { WebAddress } from '../web/web-options.ts';
import { renderOptions } from './edition.ts';
import type { Mailing } from './mailing.ts';
import { sendNotice } from './notice.ts';

/**
 * Sends the message with the link that makes the address a subscriber.
 * @throws Fault where the mail server cannot be used
 */
export async function sendConfirmation(app: App, mailing: Mailing, address: WebAddress): Promise<void> {
  const { settings, clock, chance } = app;
  const confirmUrl = `${settings.url}/confirm/${mailing.tokens.seal('confirm', address.key)}`;
  const message = await renderConfirmation({ ...renderOptions(app), confirmUrl, email: address.text });
  const messageId = mailing.messageId(`confirmation ${clock()} ${chance()}`, address.key);
  const outcome = await sendNotice(app, mailing, { to: { name: '', address: address.wire }, messageId, ...message });
  if (outcome instanceof Fault) throw outcome;
  if (outcome.kind !== 'accepted')
    app.log.warn(`a confirmation was not taken by ${mailing.transport.name}: ${outcome.kind}`);
}
