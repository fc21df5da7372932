import { load } from 'cheerio/slim';
import { shownAddress, webAddress } from '../address.ts';
import { Fault } from '../fault.ts';
import type { Feed } from '../model.ts';
import { ACCEPT_FEEDS } from './accept.ts';
import { type Ask, type Credentials, credentialsOf, type Followed, follow, isWebAddress } from './follow.ts';
import type { ReadBody } from './poll.ts';
import { describeStatus } from './wording.ts';

/** A feed behind an address that a person gave. */
export interface FoundFeed {
  /** What to list: where permanent redirects led, if there were any. */
  readonly url: string;
  readonly title: string;
}

export interface DiscoveryOptions {
  readonly ask: Ask;
  readonly read: ReadBody;
}

/** What may be the feed behind a page. */
interface Candidate {
  readonly url: URL;
  /** What the page declares as its feed; what may be it by its name or place; what is of comments or another site. */
  readonly kind: 'declared' | 'guessed' | 'other';
}

/** Feeds that a page links to and that are tried; a page with more is no blog's. */
const MOST_LINKS = 10;

const TOO_MANY_REQUESTS = 429;

const COMMON_PATHS = ['feed', 'rss.xml', 'atom.xml', 'index.xml', 'feed.xml'];

/**
 * Finds the feed behind the address of a feed or a page: the address itself, else the first that works of the page's
 * links to feeds, comments last; of what it links to for readers that is called like a feed; and of the usual paths at
 * the root and beside the page.
 */
export async function discoverFeed(address: URL, options: DiscoveryOptions): Promise<FoundFeed | Fault> {
  const credentials = credentialsOf(address);
  const first = await openAddress(address, credentials, options.ask);
  if (first instanceof Fault) return first;
  const found = await asFeed(address, first, options.read);
  if (found !== null) return found;
  const page = new URL(first.url);
  const html = new TextDecoder().decode(first.answer.body);
  const candidates = distinct([...linkedFeeds(html, page), ...mentionedFeeds(html, page), ...usualPlaces(page)]);
  return firstThatWorks(address, candidates, options);
}

async function firstThatWorks(
  address: URL,
  candidates: readonly Candidate[],
  { ask, read }: DiscoveryOptions,
): Promise<FoundFeed | Fault> {
  const credentials = credentialsOf(address);
  let failed: Fault | null = null;
  for (const { url, kind } of candidates) {
    // Nothing else stands in for a feed that will answer another day.
    if (kind === 'other' && failed !== null) continue;
    const opened = await openAddress(url, credentials, ask);
    const feed = opened instanceof Fault ? null : await asFeed(url, opened, read);
    if (feed !== null) return feed;
    if (kind === 'declared' && opened instanceof Fault && !opened.permanent) failed ??= opened;
  }
  return nothingBehind(address, failed);
}

function nothingBehind(address: URL, failed: Fault | null): Fault {
  const about = { stage: 'poll', subject: shownAddress(address.href) } as const;
  if (failed === null) {
    const mend = 'give the address of the feed itself';
    return new Fault({ ...about, problem: 'is no feed, and none was found behind it', mend });
  }
  const problem = `links to a feed, ${failed.subject}, that ${failed.problem}`;
  return new Fault({ ...about, problem, mend: 'try again later, or give the address of another feed', cause: failed });
}

async function openAddress(url: URL, credentials: Credentials | null, ask: Ask): Promise<Followed | Fault> {
  const opened = await follow({ url, validators: null, accept: ACCEPT_FEEDS, credentials }, ask);
  if (opened instanceof Fault) return opened;
  const about = { stage: 'poll', subject: shownAddress(url.href) } as const;
  if ('held' in opened) {
    return new Fault({ ...about, problem: 'is on a host that asked to be left alone for now (Retry-After)' });
  }
  const { status } = opened.answer;
  if (status === 200) return opened;
  return new Fault({
    ...about,
    problem: describeStatus(status),
    permanent: status < 500 && status !== TOO_MANY_REQUESTS,
  });
}

async function asFeed(asked: URL, { url, answer, movedTo }: Followed, read: ReadBody): Promise<FoundFeed | null> {
  const feed: Feed | Fault = await read({
    bytes: answer.body,
    url,
    contentType: answer.headers.get('content-type') ?? null,
  });
  if (feed instanceof Fault) return null;
  return { url: movedTo === url ? withCredentialsOf(asked, movedTo) : asked.href, title: feed.title };
}

/** A feed that needed a password where it was still needs it where it moved to on the same host. */
function withCredentialsOf(asked: URL, movedTo: string): string {
  const moved = new URL(movedTo);
  if (moved.host === asked.host) [moved.username, moved.password] = [asked.username, asked.password];
  return moved.href;
}

/** Types that are feeds and nothing else, and those of XML, which may be. Neither oEmbed nor plain JSON is among them. */
const FEED_TYPE =
  /^(?:application\/(?:x[.-])?(?:rss|atom|rdf)(?:\+xml)?|application\/feed\+json|text\/calendar|(?:application|text)\/xml)$/i;

const COMMENTS = /\bcomments?\b|\bcommentaires?\b|\bkommentare?\b/i;

/** The feeds that a page links to in its head or body, those of comments last. */
export function linkedFeeds(html: string, page: URL): Candidate[] {
  const { $, resolve } = open(html, page);
  const links = $('link[rel][href], a[rel][type][href]')
    .toArray()
    .flatMap(({ attribs }) => {
      const { rel = '', type = '', href = '', title = '' } = attribs;
      const isAlternate = rel.toLowerCase().split(/\s+/).includes('alternate');
      const isFeed = FEED_TYPE.test(type.split(';')[0]?.trim() ?? '');
      const url = resolve(href);
      return isAlternate && isFeed && url !== null ? [{ url, title, kind: 'declared' as const }] : [];
    });
  return firstOf(links);
}

/** How paths of feeds end, and what links to feeds are called in few words. */
const FEED_PATH =
  /(?:^|\/)(?:feeds?|rss2?|atom|index\.rdf|[\w.-]+\.(?:rss|atom|rdf))\/?$|(?:rss|atom|feed)[\w-]*\.xml$/i;
const FEED_WORDS = /^.{0,20}\b(?:rss|atom|feed)\b.{0,20}$/i;

/** What a page links to in its text that is called like a feed, those on its own host first, those of comments last. */
export function mentionedFeeds(html: string, page: URL): Candidate[] {
  const { $, resolve } = open(html, page);
  const isOwn = (url: URL) => url.host === page.host;
  const links = $('a[href]')
    .toArray()
    .flatMap((anchor) => {
      const href = anchor.attribs.href?.trim() ?? '';
      const [url, title] = [resolve(href), $(anchor).text().trim()];
      const isCalledSo =
        /^(?:feed|webcals?):/i.test(href) || FEED_PATH.test(url?.pathname ?? '') || FEED_WORDS.test(title);
      return isCalledSo && url !== null ? [{ url, title, kind: isOwn(url) ? 'guessed' : 'other' } as const] : [];
    });
  return firstOf([...links.filter(({ url }) => isOwn(url)), ...links.filter(({ url }) => !isOwn(url))]);
}

interface Link extends Candidate {
  /** What it says that it leads to. */
  readonly title: string;
}

/** As many links as are tried, those to comments last. */
function firstOf(links: readonly Link[]): Candidate[] {
  const isOfComments = ({ url, title }: Link) => COMMENTS.test(`${title} ${url.pathname.replaceAll(/[-_/]/g, ' ')}`);
  const feeds = links.filter((link) => !isOfComments(link)).map(({ url, kind }) => ({ url, kind }));
  const comments = links.filter(isOfComments).map(({ url }) => ({ url, kind: 'other' as const }));
  return distinct([...feeds, ...comments]).slice(0, MOST_LINKS);
}

function open(html: string, page: URL) {
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } });
  const base = URL.parse($('base[href]').first().attr('href')?.trim() ?? '', page.href) ?? page;
  const resolve = (href: string): URL | null => {
    const url = URL.parse(webAddress(href.trim()), base.href);
    return url !== null && isWebAddress(url) ? url : null;
  };
  return { $, resolve };
}

function usualPlaces(page: URL): Candidate[] {
  const atRoot = COMMON_PATHS.map((path) => new URL(`/${path}`, page));
  const beside = COMMON_PATHS.map((path) => new URL(path, page));
  const below = page.pathname.endsWith('/')
    ? []
    : COMMON_PATHS.map((path) => new URL(`${page.pathname}/${path}`, page));
  return [...atRoot, ...beside, ...below].map((url) => ({ url, kind: 'guessed' }));
}

/** Each address once, as what it is first. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const first = new Map<string, Candidate>();
  for (const candidate of candidates) {
    if (!first.has(candidate.url.href)) first.set(candidate.url.href, candidate);
  }
  return [...first.values()];
}
