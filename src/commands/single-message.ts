import type { App } from '../app.ts';
import { Fault } from '../fault.ts';
import type { Address } from '../mail/address.ts';
import { prepareLetter } from '../mail/message.ts';
import type { Outcome } from '../mail/transport.ts';
import type { Mailing } from './mailing.ts';

/** A message to one person, who need not be a subscriber. */
export interface SingleMessage {
  /** What it is, for its Message-ID. */
  readonly name: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * Hands over a message that belongs to no edition and is in no ledger.
 * @throws Fault where the mail server cannot be used
 */
export async function sendSingle(
  app: App,
  { from, replyTo, dkim, messageId: messageIdOf, transport }: Mailing,
  address: Pick<Address, 'wire' | 'key'>,
  { name, subject, html, text }: SingleMessage,
): Promise<Outcome> {
  const now = app.clock();
  const letter = { subject, html: [html], text: [text], date: now, from, replyTo, list: null };
  const messageId = messageIdOf(`${name} ${now} ${app.chance()}`, address.key);
  const recipient = { name: '', address: address.wire, messageId, unsubscribe: null };
  const bytes = prepareLetter(letter, dkim)(recipient);
  const channel = await transport.open();
  if (channel instanceof Fault) throw channel;
  try {
    return await channel.send({ messageId, from: from.address, to: address.wire, bytes }, async () => true);
  } finally {
    channel.close();
  }
}
