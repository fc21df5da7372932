import type { Feed, FeedFormat } from '../model.ts';
import type { CanonicalFeed } from './canonical.ts';
import { hintsOf } from './hints.ts';
import { alternateOf, itemOf } from './item.ts';
import { authorsOf } from './people.ts';
import type { RawElement, RawElements, RawFeed } from './rss-parser.ts';
import { plainText } from './text.ts';
import type { XmlElement } from './xml/tree.ts';

/** A feed's own account of itself, without what is only known of the document: its encoding and state. */
export type FeedContent = Omit<Feed, 'encoding' | 'repaired' | 'warnings'>;

/** Makes the model's feed of what rss-parser read of a canonical one. */
export function feedOf(raw: RawFeed, canonical: CanonicalFeed, context: { url: string | null; timezone: string }): FeedContent {
  const { head } = raw;
  const links = [...head.all('atom:link'), ...head.all('link')];
  const language = firstText(head, ['language', 'dc:language']) || canonical.language;
  const authors = head.all('atom:author').flatMap(authorsOf);
  return {
    format: formatOf(canonical.root),
    id: firstText(head, ['atom:id']) || null,
    title: firstText(head, ['title', 'atom:title', 'dc:title']),
    description: descriptionOf(head, canonical),
    homePageUrl: homePageOf(head),
    feedUrl: linkOf(links, 'self'),
    hubUrls: links.filter((link) => hasRel(link, 'hub')).flatMap(({ attributes }) => attributes['href'] ?? []),
    language: language === null ? null : languageTag(language),
    hints: hintsOf(head),
    items: raw.items.map((item) =>
      itemOf(item, {
        bodies: canonical.bodies,
        language: language === null ? null : languageTag(language),
        authors: canonical.dialect === 'atom' ? authors : [],
        documentUrl: context.url,
        timezone: context.timezone,
      }),
    ),
    deleted: head.all('at:deleted-entry').flatMap(({ attributes }) => attributes['ref'] ?? []),
  };
}

function firstText(elements: RawElements, names: readonly string[]): string {
  for (const name of names) {
    const text = elements.all(name).find((element) => element.text !== '')?.text;
    if (text !== undefined) return text;
  }
  return '';
}

const DESCRIPTIONS = ['description', 'tagline', 'atom:subtitle', 'atom:tagline', 'dc:description', 'atom:info', 'itunes:subtitle', 'itunes:summary'];

function descriptionOf(head: RawElements, { bodies }: CanonicalFeed): string | null {
  const body = bodies[Number(firstText(head, DESCRIPTIONS) || Number.NaN)];
  return body === undefined ? null : plainText(body).trim() || null;
}

function homePageOf(head: RawElements): string | null {
  return firstText(head, ['link']) || alternateOf(head.all('atom:link'));
}

function linkOf(links: readonly RawElement[], rel: string): string | null {
  return links.find((link) => hasRel(link, rel))?.attributes['href'] ?? null;
}

function hasRel({ attributes }: RawElement, rel: string): boolean {
  return attributes['rel']?.trim().toLowerCase() === rel;
}

/** `en_us` is meant as BCP 47's `en-us`. */
export function languageTag(text: string): string {
  return text.trim().replace(/_/g, '-');
}

function formatOf(root: XmlElement): FeedFormat {
  if (root.name === 'atom:feed') return isAtom03(root) ? 'atom03' : 'atom10';
  if (root.name !== 'rss') return /netscape/.test(root.attributes.get('xmlns') ?? '') ? 'rss090' : 'rss10';
  const version = root.attributes.get('version') ?? '';
  if (/^0\.90/.test(version)) return 'rss090';
  if (/^0\.91/.test(version)) return 'rss091';
  if (/^0\.9[23]/.test(version)) return 'rss092';
  return /^1\./.test(version) ? 'rss10' : 'rss20';
}

function isAtom03(root: XmlElement): boolean {
  return root.attributes.get('version') === '0.3';
}

