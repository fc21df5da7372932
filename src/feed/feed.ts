import type { Feed, FeedFormat } from '../model.ts';
import type { CanonicalFeed } from './canonical.ts';
import { hintsOf } from './hints.ts';
import { itemOf } from './item.ts';
import { alternateOf, relOf } from './link.ts';
import { authorsOf } from './people.ts';
import { firstText, parseHead, parseItems, type RawElement, type RawElements } from './rss-parser.ts';
import { plainText } from './text.ts';

/** A feed's own account of itself, without what is only known of the document: its encoding and state. */
export type FeedContent = Omit<Feed, 'encoding' | 'repaired' | 'warnings'>;

/** Has rss-parser read a canonical feed, and makes the model's feed of it. */
export async function readCanonical(canonical: CanonicalFeed, documentUrl: string | null): Promise<FeedContent> {
  const head = await parseHead(canonical);
  const links = [...head.all('atom:link'), ...head.all('link')];
  const language = languageTag(firstText(head, ['language', 'dc:language']) || canonical.language);
  const inherited = {
    bodies: canonical.bodies,
    language,
    authors: head.all('atom:author').flatMap(authorsOf),
    documentUrl,
  };
  return {
    format: formatOf(canonical),
    id: firstText(head, ['atom:id']) || null,
    title: firstText(head, ['title', 'atom:title', 'dc:title']),
    description: descriptionOf(head, canonical),
    homePageUrl: homePageOf(head),
    feedUrl: linkOf(links, 'self'),
    hubUrls: links.filter((link) => relOf(link) === 'hub').flatMap(({ attributes }) => attributes.href ?? []),
    language,
    hints: hintsOf(head),
    items: await parseItems(canonical, (item) => itemOf(item, inherited)),
    deleted: head.all('at:deleted-entry').flatMap(({ attributes }) => attributes.ref ?? []),
    ...(canonical.breaksOff === undefined ? {} : { breaksOff: canonical.breaksOff }),
  };
}

const DESCRIPTIONS = [
  'description',
  'tagline',
  'atom:subtitle',
  'atom:tagline',
  'dc:description',
  'atom:info',
  'itunes:subtitle',
  'itunes:summary',
];

function descriptionOf(head: RawElements, { bodies }: CanonicalFeed): string | null {
  const body = bodies[Number(firstText(head, DESCRIPTIONS) || Number.NaN)];
  return body === undefined ? null : plainText(body).trim() || null;
}

function homePageOf(head: RawElements): string | null {
  return firstText(head, ['link']) || alternateOf(head.all('atom:link'));
}

function linkOf(links: readonly RawElement[], rel: string): string | null {
  return links.find((link) => relOf(link) === rel)?.attributes.href ?? null;
}

/** `en_us` is meant as BCP 47's `en-us`. */
export function languageTag(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim().replace(/_/g, '-');
}

function formatOf({ root, namespaces }: CanonicalFeed): FeedFormat {
  const version = root.attributes.get('version')?.trim() ?? '';
  switch (root.name) {
    case 'atom:feed':
      return version.startsWith('0.') || namespaces.some((uri) => ATOM_03.test(uri)) ? 'atom03' : 'atom10';
    case 'rss':
      return RSS_VERSIONS.find(([pattern]) => pattern.test(version))?.[1] ?? 'rss20';
    default:
      return namespaces.some((uri) => /netscape\.com/i.test(uri)) ? 'rss090' : 'rss10';
  }
}

const ATOM_03 = /purl\.org\/atom\/ns#/i;
const RSS_VERSIONS: readonly (readonly [RegExp, FeedFormat])[] = [
  [/^0\.90?$/, 'rss090'],
  [/^0\.91/, 'rss091'],
  [/^0\.9/, 'rss092'],
  [/^1/, 'rss10'],
];
