import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { reasonOf } from '../fault.ts';
import { addressKey } from './address.ts';
import type { ReturnPath } from './return-path.ts';

/** What became of a delivery, as a report tells of one recipient (RFC 3464, 2.3). */
export interface RecipientReport {
  /** The keys of the final and the original recipient. */
  readonly keys: readonly string[];
  readonly severity: Severity;
  /** The status code, as in `5.1.1`. */
  readonly status: string;
}

/** hard: the address is dead; soft: it may live; none: nothing failed. */
export type Severity = 'hard' | 'soft' | 'none';

/** What a message to the bounce address turns out to be. */
export type Incoming =
  | { readonly kind: 'report'; readonly messageId: string; readonly recipients: readonly RecipientReport[] }
  /** A feedback report (RFC 5965): the recipient called the message spam. `key` is null where the report hides it. */
  | { readonly kind: 'complaint'; readonly messageId: string; readonly key: string | null }
  /** A mail to the address in List-Unsubscribe. */
  | { readonly kind: 'unsubscribe'; readonly token: string }
  | { readonly kind: 'other'; readonly why: string };

/**
 * Reads a message, with LF or CRLF and with or without an mbox "From " line. Never throws for what is in it. Where a
 * report returns nothing of the message it is about, the address it came to may tell, by the site's return path.
 */
export async function readIncoming(message: Uint8Array, returnPath: ReturnPath | null): Promise<Incoming> {
  try {
    const email = await PostalMime.parse(withoutMboxLine(message), {
      forceRfc822Attachments: true,
      attachmentEncoding: 'utf8',
    });
    return await interpret(email, returnPath);
  } catch (thrown) {
    return { kind: 'other', why: `it cannot be read: ${reasonOf(thrown)}` };
  }
}

async function interpret(email: Email, returnPath: ReturnPath | null): Promise<Incoming> {
  const status = partOf(email, /^message\/(?:global-)?delivery-status$/);
  const feedback = partOf(email, /^message\/feedback-report$/);
  if (status === null && feedback === null) return interpretMail(email);
  const messageId = (await originalMessageId(email)) ?? messageIdByAddress(email, returnPath);
  if (messageId === null) return { kind: 'other', why: 'it does not say which message it is about' };
  if (status !== null) return { kind: 'report', messageId, recipients: readRecipients(status) };
  return readComplaint(feedback ?? '', messageId);
}

function interpretMail(email: Email): Incoming {
  const automatic = email.headers.some(({ key, value }) => key === 'auto-submitted' && !/^\s*no\b/i.test(value));
  const token = /\bunsubscribe\s+([\w-]{22,})/i.exec(email.subject ?? '')?.[1];
  if (token === undefined || automatic) return { kind: 'other', why: 'it is no report' };
  return { kind: 'unsubscribe', token };
}

/** A delivery-status part: blocks of fields, the first about the message, each other about one recipient. */
function readRecipients(part: string): RecipientReport[] {
  const [, ...blocks] = part.trim().split(/\r?\n(?:[ \t]*\r?\n)+/);
  return blocks.map((block) => {
    const fields = readFields(block);
    const status = /^\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '';
    const addresses = [fields.get('final-recipient'), fields.get('original-recipient')].map(typedAddress);
    const keys = [...new Set(addresses.filter((key) => key !== null))];
    return { keys, status, severity: severityOf(fields.get('action') ?? '', status) };
  });
}

/** A mailbox that is full, and refusals for the message's or its sender's sake, say nothing against the address. */
const passing = /^(?:4\..*|5\.2\.[23]|5\.[367]\..*|5\.1\.[78]|5\.4\.[67])$/;

/** How grave a report of this action and status (RFC 3463) is for the address. */
export function severityOf(action: string, status: string): Severity {
  if (action.trim().toLowerCase() !== 'failed' || !/^[45]\./.test(status)) return 'none';
  return passing.test(status) ? 'soft' : 'hard';
}

function readComplaint(part: string, messageId: string): Incoming {
  const fields = readFields(part);
  if (!/^(?:abuse|opt-out)\b/i.test(fields.get('feedback-type') ?? '')) {
    return { kind: 'other', why: 'it complains of nothing' };
  }
  const recipient = fields.get('original-rcpt-to') ?? fields.get('removal-recipient');
  return { kind: 'complaint', messageId, key: recipient === undefined ? null : bareKey(recipient) };
}

/** The Message-ID of the message that a report returns, whole or by its headers. */
async function originalMessageId(email: Email): Promise<string | null> {
  const original = partOf(email, /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/global-headers)$/);
  if (original === null) return null;
  const { messageId } = await PostalMime.parse(original);
  return messageId ?? null;
}

/** Where a mail server says to which address a message came. */
const CAME_TO: ReadonlySet<string> = new Set(['to', 'delivered-to', 'x-original-to', 'envelope-to']);

/** The Message-ID that the address stands for to which a report came (VERP). */
function messageIdByAddress({ headers }: Email, returnPath: ReturnPath | null): string | null {
  const addresses = headers.flatMap(({ key, value }) => (CAME_TO.has(key) ? value.split(/[\s<>,;]+/) : []));
  return addresses.map((address) => returnPath?.messageIdAt(address) ?? null).find((id) => id !== null) ?? null;
}

function partOf({ attachments }: Email, type: RegExp): string | null {
  const part = attachments.find(({ mimeType }) => type.test(mimeType.toLowerCase()));
  return part === undefined ? null : textOf(part.content);
}

function textOf(content: Attachment['content']): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** Fields by their lower-case names, unfolded; of several of one name the first. */
function readFields(block: string): ReadonlyMap<string, string> {
  const lines = block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const fields = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([\w-]+)[ \t]*:[ \t]*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
  });
  return new Map(fields.reverse());
}

/** The key of an address with its type before it, as in `rfc822; ann@example.net`. */
function typedAddress(field: string | undefined): string | null {
  return field === undefined ? null : bareKey(field.replace(/^[\w-]+\s*;/, ''));
}

function bareKey(text: string): string | null {
  return addressKey(text.trim().replace(/^<(.*)>$/, '$1'));
}

/** Mailboxes in one file put a line before each message that is none of it. */
function withoutMboxLine(message: Uint8Array): Uint8Array {
  const begin = new TextDecoder('latin1').decode(message.subarray(0, 5));
  return /^>?From /.test(begin) ? message.subarray(message.indexOf(0x0a) + 1) : message;
}
