import { resolve } from 'node:path';
import { type App, secretOf } from '../app.ts';
import { type Mailbox, senderOf } from '../config/settings.ts';
import { segmentsOf } from '../digest/personal.ts';
import { Fault } from '../fault.ts';
import { type Address, readAddress } from '../mail/address.ts';
import { type DkimSigner, openDkim } from '../mail/dkim.ts';
import { prepareLetter } from '../mail/message.ts';
import { openTransport } from '../mail/open-transport.ts';
import { openReturnPath, type ReturnPath } from '../mail/return-path.ts';
import { messageIds, openTokens, type Tokens } from '../mail/token.ts';
import type { Mail, Transport } from '../mail/transport.ts';
import type { Instant, RenderedEdition } from '../model.ts';

/** Somebody a copy goes to. */
export interface CopyRecipient {
  readonly name: string;
  readonly address: Pick<Address, 'wire' | 'key'>;
  readonly messageId: string;
}

/** What tells, of mail that comes back, what it is about. */
export interface Reception {
  readonly tokens: Tokens;
  /** Where bounces come to; null: to the sender. */
  readonly returnPath: ReturnPath | null;
}

/** A site's way of writing and handing over mail, as its settings have it. */
export interface Mailing extends Reception {
  readonly transport: Transport;
  readonly dkim: DkimSigner | null;
  readonly from: Mailbox;
  /** The address in `from`. */
  readonly sender: Pick<Address, 'wire' | 'key'>;
  readonly replyTo: Mailbox | null;
  /** The Message-ID of what is sent under this name to the recipient of this key. */
  readonly messageId: (name: string, key: string) => string;
  /** Where the recipient of this key unsubscribes. */
  unsubscribeUrl(key: string): string;
  /** Prepares an edition for its copies; a copy is the same whenever it is written. */
  prepare(rendered: Pick<RenderedEdition, 'subject' | 'html' | 'text'>, date: Instant): (to: CopyRecipient) => Mail;
}

/**
 * Opens what mail is made and sent with.
 * @throws Fault where `smtp.url`, the sender or the DKIM key cannot be used.
 */
export async function openMailing(app: App): Promise<Mailing> {
  const { settings } = app;
  const { url, connections, dkim: signing } = settings.smtp;
  const secret = await secretOf(app);
  const { name, address } = senderOf(settings);
  const sender = senderAddress(address);
  const { tokens, returnPath } = await openReception(app);
  const from = { name, address: sender.wire };
  const replyTo = settings.digest.replyTo === null ? null : wireMailbox(settings.digest.replyTo, 'digest.replyTo');
  const dkim = signing === null ? null : openDkim({ ...signing, keyFile: resolve(settings.site, signing.keyFile) });
  const tokenOf = (key: string) => tokens.seal('unsubscribe', key);
  const unsubscribeBy = (token: string) => `${settings.url}/unsubscribe/${token}`;
  return {
    transport: openTransport({ url, site: settings.site, connections, name: sender.domain }),
    tokens,
    dkim,
    from,
    sender,
    replyTo,
    returnPath,
    messageId: messageIds(secret, settings.url, sender.domain),
    unsubscribeUrl: (key) => unsubscribeBy(tokenOf(key)),
    prepare({ subject, html, text }, date) {
      const list = { title: settings.title, url: settings.url };
      const parts = { subject, text: segmentsOf(text), html: segmentsOf(html) };
      const write = prepareLetter({ ...parts, date, from, replyTo, list }, dkim);
      return ({ name, address, messageId }) => {
        const token = tokenOf(address.key);
        const mailto = `mailto:${returnPath?.unsubscribe ?? from.address}?subject=unsubscribe%20${token}`;
        const unsubscribe = { url: unsubscribeBy(token), mailto };
        const blocks = write({ name, address: address.wire, messageId, unsubscribe });
        return { messageId, from: returnPath?.addressOf(messageId) ?? from.address, to: address.wire, blocks };
      };
    },
  };
}

/** Opens what reads the mail that comes back. @throws Fault where the sender or `smtp.bounce` is no address */
export async function openReception(app: App): Promise<Reception> {
  const { url, smtp } = app.settings;
  const tokens = openTokens(await secretOf(app), url);
  if (smtp.bounce === null) return { tokens, returnPath: null };
  const { domain } = senderAddress(senderOf(app.settings).address);
  const returnPath = openReturnPath(smtp.bounce, domain);
  addressOf(returnPath.addressOf('0'.repeat(40)), 'smtp.bounce');
  return { tokens, returnPath };
}

/** The fixed recipients of the settings, each once. @throws Fault where one is no address. */
export function fixedRecipients(app: App): readonly Address[] {
  const addresses = app.settings.digest.to.map((text) => addressOf(text, 'digest.to'));
  return [...new Map(addresses.map((address) => [address.key, address])).values()];
}

/** Reads an address that a setting or an option gives. @throws Fault where it is none. */
export function addressOf(text: string, where: string): Address {
  const address = readAddress(text);
  if (!('error' in address)) return address;
  const problem = `"${text}" ${address.error}`;
  throw new Fault({
    stage: 'settings',
    subject: where,
    problem,
    mend: 'write it like news@example.org',
    permanent: true,
  });
}

/** A site on one's own machine may send from `news@localhost`, which no subscriber could have. */
function senderAddress(text: string): Pick<Address, 'wire' | 'key' | 'domain'> {
  const [, domain] = /^[\w.+-]+@([\w.-]+)$/.exec(text) ?? [];
  const address = readAddress(text);
  if ('error' in address && domain !== undefined) return { wire: text, key: text.toLowerCase(), domain };
  return addressOf(text, 'digest.from');
}

function wireMailbox({ name, address }: Mailbox, where: string): Mailbox {
  return { name, address: addressOf(address, where).wire };
}
