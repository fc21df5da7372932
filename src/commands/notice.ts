import type { App } from '../app.ts';
import type { Mailbox } from '../config/settings.ts';
import { Fault } from '../fault.ts';
import { prepareLetter } from '../mail/message.ts';
import type { Outcome } from '../mail/transport.ts';
import type { Mailing } from './mailing.ts';

/** A message of the site's own to one person: no edition, and nobody's subscription. */
export interface Notice {
  /** The address as it goes over the wire. */
  readonly to: Mailbox;
  /** With angle brackets. */
  readonly messageId: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * Hands over one message. `mayEnd` is asked before its last byte may leave.
 * @returns the Fault where the mail server cannot be used
 */
export async function sendNotice(
  app: App,
  { from, replyTo, dkim, transport }: Mailing,
  { to, messageId, subject, html, text }: Notice,
  mayEnd: () => Promise<boolean> = async () => true,
): Promise<Outcome | Fault> {
  const letter = { subject, html: [html], text: [text], date: app.clock(), from, replyTo, list: null };
  const blocks = prepareLetter(letter, dkim)({ ...to, messageId, unsubscribe: null });
  const channel = await transport.open();
  if (channel instanceof Fault) return channel;
  try {
    return await channel.send({ messageId, from: from.address, to: to.address, blocks }, mayEnd);
  } finally {
    channel.close();
  }
}
