/** Labels of a host: small letters, digits, single hyphens. The last is letters alone, or it might be a number's part. */
const HOST = '(?:[a-z0-9]+(?:-[a-z0-9]+)*\\.)+[a-z]{2,}';
/** What is written as it is behind a host, save for `'`, which a path and a query do not treat alike. */
const PLAIN = '\\w~!$&()*+,;=:@.';
/** No segment of dots, in whatever spelling, which a path is shortened by. */
const PATH = `[${PLAIN}-]*(?:(?:/(?!\\.)|%(?!2[eE]))[${PLAIN}-]*)*`;
const REST = `[${PLAIN}%/?-]*`;

const PLAIN_ADDRESS = new RegExp(`^https?://${HOST}(?=/)${PATH}(?:\\?${REST})?(?:#${REST})?$`);

/**
 * Whether an address on the web is absolute and written as a browser writes it, so that to parse it would give the same
 * again. Nearly all are, and to parse one takes ten times as long as to see that.
 */
export function isPlainAddress(address: string): boolean {
  return PLAIN_ADDRESS.test(address);
}
