const HEXADECIMAL = /\/(68747470(?:[\da-f]{2})+)$/;
const WRITTEN = /[/=](https?(?::|%3a)(?:\/|%2f)+[^&]+)/i;

/**
 * The address of what a proxy for pictures serves, where the proxy's own address has it in it, as it is, escaped or in
 * hexadecimal digits; null where it has none.
 */
export function proxied({ pathname, search }: URL): URL | null {
  const [, digits] = HEXADECIMAL.exec(pathname) ?? [];
  if (digits !== undefined) return URL.parse(Buffer.from(digits, 'hex').toString());
  const [, written] = WRITTEN.exec(pathname + search) ?? [];
  return written === undefined ? null : URL.parse(written.replace(/%3a/gi, ':').replace(/%2f/gi, '/'));
}
