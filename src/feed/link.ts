import type { RawElement } from './rss-parser.ts';

/** The address that a guid, or another text, is; null where it is none. */
export function permalink(text: string): string | null {
  return /^https?:\/\//i.test(text) ? (URL.parse(text)?.href ?? null) : null;
}

/** The address of the page that a list of Atom links leads to: `alternate`, HTML before other types (RFC 4287, 4.2.7). */
export function alternateOf(links: readonly RawElement[]): string | null {
  const alternates = links.filter((link) => relOf(link) === 'alternate');
  const html = alternates.find(({ attributes }) => /html/.test(attributes.type ?? 'html'));
  return (html ?? alternates[0])?.attributes.href ?? null;
}

const REGISTERED = /^https?:\/\/www\.iana\.org\/assignments\/(?:link-)?relations?\//;

/** A link's relation, which may also be written as its address in the registry; `alternate` where none is said. */
export function relOf({ attributes }: RawElement): string {
  const rel = (attributes.rel ?? '').trim().toLowerCase().replace(REGISTERED, '');
  return rel === '' ? 'alternate' : rel;
}
