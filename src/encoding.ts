import { isAscii, isUtf8 } from 'node:buffer';

/** A document's text with the WHATWG name of the encoding it was read in, and what was odd about that. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  readonly warnings: readonly string[];
}

/**
 * Reads bytes as text: a byte order mark decides, then what UTF-16 looks like, then the HTTP charset, then the XML
 * declaration (RFC 7303), then UTF-8, and windows-1252 where the bytes contradict all of them.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): DecodedText {
  return decode(bytes, (body) => [inHeader(contentType), inDeclaration(body)]);
}

/** {@link decodeText} for a web page, which may say its encoding in a `<meta>` (HTML, 4.2.5.4). */
export function decodePage(bytes: Uint8Array, contentType: string | null): DecodedText {
  return decode(bytes, (body) => [inHeader(contentType), inDeclaration(body), inMeta(body)]);
}

/** What a document says that its encoding is, in one place after another, strongest first. */
type Labels = (body: Uint8Array) => readonly (string | undefined)[];

function decode(bytes: Uint8Array, labels: Labels): DecodedText {
  const mark = MARKS.find(({ bytes: mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (mark !== undefined && mark.encoding !== 'utf-8')
    return decodeWide(bytes.subarray(mark.bytes.length), mark.encoding);
  const wide = looksWide(bytes);
  if (wide !== null) return decodeWide(bytes, wide);
  const body = mark === undefined ? bytes : bytes.subarray(mark.bytes.length);
  const claims = claimedEncodings(labels(body));
  const encoding = chooseNarrow(body, mark === undefined ? claims : ['utf-8']);
  const claim = claims[0];
  const warnings = claim === undefined || claim === encoding ? [] : [`says it is ${claim}, read as ${encoding}`];
  return { text: mendLegacy(decodeNarrow(body, encoding)), encoding, warnings };
}

const MARKS = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: 'utf-32le' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: 'utf-32be' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

type Wide = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** UTF-16 and UTF-32 without a mark, told by where the zero bytes of the first two characters stand (XML 1.0, appendix F). */
function looksWide(bytes: Uint8Array): Wide | null {
  const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
  const byZeros: Record<string, Wide> = { x0x0: 'utf-16le', '0x0x': 'utf-16be', x000: 'utf-32le', '000x': 'utf-32be' };
  return byZeros[zeros] ?? null;
}

function decodeWide(bytes: Uint8Array, encoding: Wide): DecodedText {
  const text =
    encoding === 'utf-32le' || encoding === 'utf-32be'
      ? decodeUtf32(bytes, encoding === 'utf-32le')
      : new TextDecoder(encoding).decode(bytes);
  return { text, encoding, warnings: [] };
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
  }
  return parts.join('');
}

function inHeader(contentType: string | null): string | undefined {
  return CHARSET.exec(contentType ?? '')?.[1];
}

function inDeclaration(body: Uint8Array): string | undefined {
  return /<\?xml\b[^>]*?\bencoding\s*=\s*["']?\s*([^\s"'?>]+)/i.exec(latin1(body.subarray(0, 1024)))?.[1];
}

/** Browsers look for it in the first 1024 bytes; some pages have it behind a long title. */
function inMeta(body: Uint8Array): string | undefined {
  const [meta = ''] = /<meta\b[^>]*?charset[^>]*>/i.exec(latin1(body.subarray(0, 4096))) ?? [];
  return CHARSET.exec(meta)?.[1];
}

const CHARSET = /charset\s*=\s*["']?\s*([^\s"';,>]+)/i;

/** As WHATWG names; labels that mean nothing are left out. */
function claimedEncodings(labels: readonly (string | undefined)[]): string[] {
  return labels.flatMap((label) => (label === undefined ? [] : (encodingOf(label) ?? [])));
}

function encodingOf(label: string): string | null {
  for (const name of [label, label.replace(/[^a-z0-9]+/gi, ''), label.replace(/_/g, '-')]) {
    const encoding = knownEncoding(name);
    // An 8-bit document cannot be UTF-16, whatever it says.
    if (encoding !== null && !encoding.startsWith('utf-16')) return encoding === 'gbk' ? 'gb18030' : encoding;
  }
  return null;
}

function knownEncoding(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function chooseNarrow(bytes: Uint8Array, claims: readonly string[]): string {
  const stateful = claims.find((claim) => claim === 'iso-2022-jp');
  if (stateful !== undefined && bytes.includes(0x1b)) return stateful;
  if (isUtf8(bytes)) return isAscii(bytes) ? (claims[0] ?? 'utf-8') : trustUtf8(bytes, claims);
  return [...claims, 'utf-8'].find((claim) => isSound(decodeNarrow(bytes, claim))) ?? 'windows-1252';
}

/** A few East Asian pairs can be valid UTF-8 by accident; many cannot. */
function trustUtf8(bytes: Uint8Array, claims: readonly string[]): string {
  const eastAsian = claims.find((claim) => /^(gb18030|big5|euc-|shift_jis)/.test(claim));
  if (eastAsian === undefined) return 'utf-8';
  const high = bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  return high < 12 && isSound(decodeNarrow(bytes, eastAsian)) ? eastAsian : 'utf-8';
}

/** Whether a text came out whole but for a few bytes that were damaged on the way. */
function isSound(text: string): boolean {
  const damaged = text.match(/\ufffd/g)?.length ?? 0;
  if (damaged === 0) return true;
  const foreign = text.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0;
  return foreign > damaged * 10;
}

function decodeNarrow(bytes: Uint8Array, encoding: string): string {
  // The runtime's own windows-1252 decoder has been seen to yield C1 controls, which mendLegacy turns into letters.
  return encoding === 'windows-1252' ? latin1(bytes) : new TextDecoder(encoding).decode(bytes);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** C1 controls are never meant: they are windows-1252's letters taken for ISO 8859-1, here or by the feed's maker. */
export function mendLegacy(text: string): string {
  return /[\u0080-\u009f]/.test(text)
    ? text.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control)
    : text;
}
