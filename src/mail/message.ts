import { createHash } from 'node:crypto';
import type { Instant } from '../model.ts';
import type { DkimSigner } from './dkim.ts';
import { headerLine, type Mailbox, mailbox, phrase, unstructured } from './header.ts';
import { asBlock, type Block, quotedPrintable } from './quoted-printable.ts';

/** What one recipient's copy says of them. */
export interface Places {
  readonly name: string;
  readonly email: string;
  readonly unsubscribeUrl: string;
}

/** A stretch of a part: the same for everybody, or made of one recipient's places. */
export type Segment = string | ((places: Places) => string);

/** A message to many, each of whom gets a copy of their own. */
export interface Letter {
  readonly subject: string;
  readonly text: readonly Segment[];
  readonly html: readonly Segment[];
  /** The same in every copy and at every try. */
  readonly date: Instant;
  readonly from: Mailbox;
  readonly replyTo: Mailbox | null;
  readonly list: { readonly title: string; readonly url: string } | null;
}

/** What a copy has of its own. */
export interface Recipient {
  readonly name: string;
  /** As it goes over the wire. */
  readonly address: string;
  /** With angle brackets. */
  readonly messageId: string;
  /** Where and by which mail this recipient unsubscribes; null: a message that nobody subscribed to. */
  readonly unsubscribe: { readonly url: string; readonly mailto: string } | null;
}

/** Writes one recipient's copy: lines of RFC 5322 and MIME in blocks, the same whenever it is written. */
export type CopyWriter = (recipient: Recipient) => readonly Buffer[];

/**
 * Prepares a letter for its copies: what is the same for all is encoded here, once; a copy costs its few own header
 * lines and its links.
 */
export function prepareLetter(letter: Letter, dkim: DkimSigner | null): CopyWriter {
  const common = commonHeaders(letter);
  const boundary = boundaryOf(letter);
  const body = [
    asBlock(`--${boundary}\r\n${partHeader('text/plain')}`),
    ...prepareSegments(letter.text),
    asBlock(`\r\n--${boundary}\r\n${partHeader('text/html')}`),
    ...prepareSegments(letter.html),
    asBlock(`\r\n--${boundary}--\r\n`),
  ];
  const contentType = headerLine('Content-Type', `multipart/alternative; boundary="${boundary}"`);
  return (recipient) => {
    const blocks = body.map((block) => (typeof block === 'function' ? block(placesOf(recipient)) : block));
    const headers = [...common, ...ownHeaders(recipient, letter), 'MIME-Version: 1.0', contentType];
    if (dkim !== null) headers.unshift(dkim.sign(headers, bodyHash(blocks)));
    return [Buffer.from(`${headers.join('\r\n')}\r\n\r\n`), ...blocks.map((block) => block.bytes)];
  };
}

function commonHeaders({ from, replyTo, subject, date, list }: Letter): string[] {
  const lines = [headerLine('From', mailbox(from))];
  if (replyTo !== null) lines.push(headerLine('Reply-To', mailbox(replyTo)));
  lines.push(headerLine('Subject', unstructured(subject)), headerLine('Date', dateValue(date)));
  if (list !== null) {
    const host = new URL(list.url).hostname;
    lines.push(headerLine('List-Id', `${phrase(list.title)} <digest.${host}>`));
    lines.push(`List-Archive: <${list.url}/>`);
  }
  return [...lines, 'Auto-Submitted: auto-generated'];
}

/** An address is never broken, so these lines are folded between addresses only. */
function ownHeaders({ name, address, messageId, unsubscribe }: Recipient, { list }: Letter): string[] {
  const lines = [headerLine('To', mailbox({ name, address })), `Message-ID: ${messageId}`];
  if (unsubscribe === null || list === null) return lines;
  return [
    ...lines,
    `List-Unsubscribe: <${unsubscribe.url}>,\r\n <${unsubscribe.mailto}>`,
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  ];
}

function dateValue(instant: Instant): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}

function placesOf({ name, address, unsubscribe }: Recipient): Places {
  return { name, email: address, unsubscribeUrl: unsubscribe?.url ?? '' };
}

function partHeader(type: string): string {
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
}

function prepareSegments(segments: readonly Segment[]): (Block | ((places: Places) => Block))[] {
  return segments.map((segment) =>
    typeof segment === 'string' ? quotedPrintable(segment) : (places) => quotedPrintable(segment(places)),
  );
}

/** Bound to the content, so that the same letter has the same octets; nothing in quoted-printable can begin like it. */
function boundaryOf({ subject, date, html }: Letter): string {
  const fixed = html.filter((segment) => typeof segment === 'string');
  const digest = createHash('sha256').update(`${date}\n${subject}\n${fixed.join('')}`);
  return `=_${digest.digest('hex').slice(0, 32)}`;
}

function bodyHash(blocks: readonly Block[]): string {
  const hash = createHash('sha256');
  for (const block of blocks) hash.update(block.canonical);
  return hash.digest('base64');
}
