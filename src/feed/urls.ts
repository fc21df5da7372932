/** What a link in an entry may lead to. Anything else, `javascript:` and `data:` first of all, is dropped. */
const SCHEMES: ReadonlySet<string> = new Set(
  'http https ftp ftps mailto tel sms sip sips xmpp irc ircs news nntp gopher gemini magnet geo webcal feed matrix'
    .split(' ')
    .map((scheme) => `${scheme}:`),
);

/**
 * The absolute form of a URL found in a feed (RFC 3986, as browsers read it); null where it cannot be made absolute
 * or its scheme is not one that a reader may safely follow.
 */
export function resolveUrl(value: string, base: string | null): string | null {
  const url = URL.parse(value.trim(), base ?? undefined);
  return url !== null && SCHEMES.has(url.protocol) ? url.href : null;
}

/** The base that results from an `xml:base` within another, which may not be usable at all (RFC 3986, 5.1). */
export function resolveBase(value: string, outer: string | null): string | null {
  return value.trim() === '' ? outer : (resolveUrl(value, outer) ?? outer);
}
