/** Header fields as received: names in lower case, values in Latin-1, byte for byte. */
export type Headers = ReadonlyMap<string, string>;

/** Fields that are lists, so that several lines of them are one (RFC 9110 §5.3); of all others the first counts. */
const LISTS: ReadonlySet<string> = new Set(['cache-control', 'content-encoding', 'link']);

/** Reads header fields from the bytes of names and values in turn. */
export function readHeaders(raw: readonly (Buffer | string)[]): Headers {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = textOf(raw[index]).toLowerCase();
    const value = textOf(raw[index + 1]);
    const earlier = headers.get(name);
    if (earlier === undefined) headers.set(name, value);
    else if (LISTS.has(name)) headers.set(name, `${earlier}, ${value}`);
  }
  return headers;
}

function textOf(bytes: Buffer | string | undefined): string {
  return typeof bytes === 'string' ? bytes : (bytes?.toString('latin1') ?? '');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A value that is UTF-8 by what it holds, as the text it means; any other stays Latin-1. */
export function asUtf8(value: string): string {
  try {
    return utf8.decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}
