import type { MergedEvent } from '../extract/events/merge.ts';
import type { Edition, EditionBrief, EditionEvent, EditionPost } from '../model.ts';
import { arrangedPosts } from './arrange.ts';
import { noiseIn } from './noise.ts';
import type { PlannedEdition } from './period.ts';
import type { Candidate, Choice, Selection } from './selection.ts';
import { shortText } from './shorten.ts';
import { type Horizon, upcoming } from './upcoming.ts';

/** What an edition is made of. */
export interface Composition extends PlannedEdition {
  readonly selection: Selection;
  /** `mergeEvents` of all that is stored, whichever edition the entries were in. */
  readonly events: readonly MergedEvent[];
  /** The entries that announce events, by their ids. An event none of whose entries is here is not shown. */
  readonly announcements: ReadonlyMap<number, EditionEvent['announcedBy'][number]>;
  /** The ids of events that an earlier edition announced: should they be cancelled, this one says so. */
  readonly announced: ReadonlySet<string>;
  readonly horizon: Horizon;
}

/** Events in prose that are less sure than this are not told to readers. */
const LEAST_CONFIDENCE = 0.5;

/** The edition out of what was selected for it: what a template, a calendar or a reader's program needs, and no more. */
export function composeEdition(composition: Composition): Edition {
  const { name, period, selection } = composition;
  return {
    name,
    period,
    events: composeEvents(composition),
    posts: composePosts(selection),
    brief: selection.brief.flatMap(composeBrief),
  };
}

/**
 * Whether an edition tells of anything that no earlier one told: posts, titles in brief, or events that entries new in
 * it announce. What merely remains ahead is no news.
 */
export function hasNews({ selection, events }: Composition, edition: Edition): boolean {
  if (edition.posts.length > 0 || edition.brief.length > 0) return true;
  const fresh = new Set(selection.decisions.filter(({ place }) => place === 'event').map(({ id }) => id));
  const shown = new Set(edition.events.map(({ id }) => id));
  return events.some(({ id, entryIds }) => shown.has(id) && entryIds.some((entryId) => fresh.has(entryId)));
}

function composeEvents({ events, horizon, announced, announcements, selection }: Composition): EditionEvent[] {
  const told = events.filter(
    ({ event, id, entryIds }) =>
      event.confidence >= LEAST_CONFIDENCE &&
      (isOn(event.status) || announced.has(id)) &&
      entryIds.some((entryId) => announcements.has(entryId)),
  );
  const places = new Map([...selection.posts, ...selection.brief].map(({ candidate }, at) => [candidate.entry.id, at]));
  return upcoming(told, horizon).map(({ event, id, entryIds }) => ({
    ...event,
    id,
    announcedBy: entryIds
      .toSorted((a, b) => (places.get(a) ?? places.size) - (places.get(b) ?? places.size) || a - b)
      .flatMap((entryId) => announcements.get(entryId) ?? []),
  }));
}

function isOn(status: EditionEvent['status']): boolean {
  return status !== 'cancelled' && status !== 'postponed';
}

/** In groups, but for those that are hardly worth a place: the better posts of their source do not bring them forward. */
function composePosts({ posts }: Selection): EditionPost[] {
  const isNoise = ({ candidate }: Choice) => noiseIn(candidate.entry) !== null;
  const worthy = posts.filter((choice) => !isNoise(choice));
  return [...arrangedPosts(worthy.map(composePost)), ...posts.filter(isNoise).map(composePost)];
}

function composePost({ candidate, copies, series }: Choice): EditionPost {
  const { entry, source } = candidate;
  const parts = series?.parts ?? [candidate];
  return {
    title: entry.title,
    url: entry.url,
    summary: entry.summary,
    image: parts.find((part) => part.entry.image !== null)?.entry.image ?? null,
    published: entry.published,
    source: source.name,
    sourceUrl: source.url,
    // Where a feed gives an address for a name, nobody asked for it to be mailed about.
    authors: entry.authors.map(({ name }) => name).filter((name) => !name.includes('@')),
    tags: entry.tags,
    language: entry.language,
    minutes: parts.reduce((sum, part) => sum + part.entry.minutes, 0),
    series: series === null ? null : seriesOf(series),
    alsoIn: alsoIn(copies, candidate),
  };
}

function seriesOf({ title, parts, continued }: NonNullable<Choice['series']>): EditionPost['series'] {
  return { title, parts: parts.map(linkOf), continued };
}

function linkOf({ entry }: Candidate): { title: string; url: string | null } {
  return { title: entry.title, url: entry.url };
}

/** Each other source once; of a series, with what it has of the first part. */
function alsoIn(copies: readonly Candidate[], { source: own }: Candidate): EditionPost['alsoIn'] {
  const bySource = Map.groupBy(copies, ({ source }) => source.url);
  bySource.delete(own.url);
  return [...bySource.values()].flatMap(([first]) =>
    first === undefined ? [] : [{ source: first.source.name, url: first.entry.url }],
  );
}

/** A title of so many characters is read in passing. */
const BRIEF_LENGTH = 100;

/** Every part of a series by itself, since none may be missing; what has no title, by how it begins. */
function composeBrief({ candidate, series }: Choice): EditionBrief[] {
  return (series?.parts ?? [candidate]).map(({ entry, source }) => ({
    title: entry.title === '' ? shortText(entry.summary, BRIEF_LENGTH) : entry.title,
    url: entry.url,
    source: source.name,
    language: entry.language,
  }));
}
