import { publicAddress } from '../address.ts';

/**
 * C0 but tab and line feed, DEL, C1, the two code points that are no characters in any encoding of XML, byte order marks,
 * and what stands for a character that was lost: validators of feeds take it for a fault of the feed.
 */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffd-\uffff]/g;

/** Numeric references to the same, which a parser would make them of. */
const reference = /&#(?:x([0-9a-f]+)|([0-9]+));?/gi;

const notInAddresses = /[^\u0021-\u007e]|[<>"{}|\\^`[\]]|%(?![0-9a-f]{2})/iu;
const notInAddressesAll = new RegExp(notInAddresses, 'giu');

const emailAddress = /[<(]?(?:mailto:)?[^\s<>()@,;]+@[^\s<>()@,;]+\.[^\s<>()@,;]+[>)]?/gi;

/** Nearly all texts are fit as they are, and told so by this at a fraction of the cost of three replacements. */
const suspicious = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffd-\uffff]/;

/** Text fit for XML, JSON and HTML alike: no control characters, no lone surrogates, line ends as line feeds. */
export function printable(text: string): string {
  if (!suspicious.test(text) && text.isWellFormed()) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(unprintable, '')
    .replace(/[\ud800-\udfff]/gu, '');
}

const breaks = /[\t\n\u2028\u2029]/;

/** The same on one line, for titles and names; spaces stay as they are, those that do not break among them. */
export function oneLine(text: string): string {
  const lines = printable(text);
  if (!breaks.test(lines)) return lines.trim();
  return lines.replace(/[ \t\n\u2028\u2029]+/g, (blank) => (breaks.test(blank) ? ' ' : blank)).trim();
}

/** The same for markup, in which a control character can also be written as a reference. */
export function printableHtml(html: string): string {
  return printable(html).replace(reference, (whole: string, hex: string | undefined, decimal: string | undefined) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff && printable(String.fromCodePoint(code)) !== '' ? whole : '';
  });
}

/**
 * The address where it is one of the web, as it is written but for what no URI may hold (RFC 3986), which is
 * percent-encoded, and a password; null for anything else, a file of this machine above all.
 */
export function webAddress(url: string | null | undefined): string | null {
  if (url == null || !/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url)) return null;
  const [, host = '', path = '', fragment = ''] = /^([^:]+:\/\/[^/?#]*)([^#]*)(.*)$/s.exec(url.trim()) ?? [];
  const hasMore = host.includes('@') || notInAddresses.test(host.replace(/[[\]]/g, ''));
  const authority = hasMore ? new URL(url).origin : host;
  const anchor = fragment === '' ? '' : `#${encodeBad(fragment.slice(1)).replaceAll('#', '%23')}`;
  return `${authority}${encodeBad(path)}${anchor}`;
}

/** The address of a source or of its site, where it is one of the web that anybody may have. */
export function sourceAddress(url: string | null): string | null {
  return url === null ? null : webAddress(publicAddress(url));
}

function encodeBad(part: string): string {
  return part.replace(notInAddressesAll, (character) => encodeURIComponent(character.toWellFormed()));
}

/** A person's name without the e-mail address that feeds like to put beside it; empty where there is nothing else. */
export function nameOnly(name: string): string {
  const line = oneLine(name);
  const bare = oneLine(line.replace(emailAddress, ' '));
  return bare === line ? line : bare.replace(/^\((.*)\)$/, '$1').replace(/^["'](.*)["']$/, '$1');
}

/** Text as HTML that shows it. */
export function textAsHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
