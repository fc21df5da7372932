import type { App } from '../app.ts';
import { renderConfirmation } from '../digest/confirmation.ts';
import { Fault } from '../fault.ts';
import { prepareLetter } from '../mail/message.ts';
import type { WebAddress } from '../web/web-options.ts';
import { renderOptions } from './edition.ts';
import type { Mailing } from './mailing.ts';

/**
 * Sends the message with the link that makes the address a subscriber.
 * @throws Fault where the mail server cannot be used
 */
export async function sendConfirmation(app: App, mailing: Mailing, address: WebAddress): Promise<void> {
  const { settings, clock } = app;
  const confirmUrl = `${settings.url}/confirm/${mailing.tokens.seal('confirm', address.key)}`;
  const { subject, html, text } = await renderConfirmation({ ...renderOptions(app), confirmUrl, email: address.text });
  const { from, replyTo, dkim } = mailing;
  const now = clock();
  const letter = { subject, html: [html], text: [text], date: now, from, replyTo, list: null };
  const messageId = mailing.messageId(`confirmation ${now} ${app.chance()}`, address.key);
  const recipient = { name: '', address: address.wire, messageId, unsubscribe: null };
  const bytes = prepareLetter(letter, dkim)(recipient);
  const channel = await mailing.transport.open();
  if (channel instanceof Fault) throw channel;
  try {
    const outcome = await channel.send({ messageId, from: from.address, to: address.wire, bytes }, async () => true);
    if (outcome.kind !== 'accepted')
      app.log.warn(`a confirmation was not taken by ${mailing.transport.name}: ${outcome.kind}`);
  } finally {
    channel.close();
  }
}
