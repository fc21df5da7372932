import { encodeWord, foldLines, quoteString } from 'nodemailer/lib/mime-funcs';

/** Who is written to or from; the address as it goes over the wire. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const ENCODED_WORD_LENGTH = 52;
const FOLD_COLUMN = 76;

/** A header line of ready text, folded where it has blanks. */
export function headerLine(name: string, value: string): string {
  return foldLines(`${name}: ${value}`, FOLD_COLUMN);
}

/**
 * Any text as the value of an unstructured header. Line breaks and control characters become blanks; what is not ASCII,
 * or would be read as an encoded word (RFC 2047), goes as encoded words, so that readers show the text as it is.
 */
export function unstructured(text: string): string {
  const line = oneLine(text);
  return needsEncoding(line) ? words(line) : line;
}

/** A mailbox whose name may be any text. */
export function mailbox({ name, address }: Mailbox): string {
  const line = oneLine(name);
  if (line === '') return /^[\w.+@-]+$/.test(address) ? address : `<${address}>`;
  return `${phrase(line)} <${address}>`;
}

/** Any text as a phrase: an atom, a quoted string or encoded words. */
export function phrase(text: string): string {
  const line = oneLine(text);
  if (needsEncoding(line)) return words(line);
  return /^[\w ]*$/.test(line) ? line : quoteString(line);
}

/** Encoded words can be folded anywhere, so they also serve what has no blank to fold at (RFC 5322: 998 octets a line). */
function needsEncoding(line: string): boolean {
  return /[^ -~]|=\?|\S{200}/.test(line);
}

function words(line: string): string {
  const ascii = line.replace(/[^A-Za-z]/g, '').length;
  return encodeWord(line, ascii * 2 > line.length ? 'Q' : 'B', ENCODED_WORD_LENGTH);
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .toWellFormed();
}
