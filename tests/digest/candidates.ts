import type {
  Candidate,
  CandidateEntry,
  CandidateSource,
  PastEntry,
  SelectOptions,
} from '../../src/digest/selection.ts';
import type { Story } from '../../src/extract/duplicates.ts';

/** The period of the editions that the tests of this room make: the week to Monday, 18 August 2014. */
export const period = { from: Date.UTC(2014, 7, 11, 5), to: Date.UTC(2014, 7, 18, 5) };

/** Of sources that are listed in the order of their letters. */
export function source(letter: string, change: Partial<CandidateSource> = {}): CandidateSource {
  return {
    url: `https://${letter}.example/feed`,
    name: `Blog ${letter.toUpperCase()}`,
    kind: 'blog',
    include: null,
    exclude: null,
    position: letter.charCodeAt(0) - 'a'.charCodeAt(0),
    ...change,
  };
}

/** An ordinary post of 200 words, in the middle of the period. */
export function candidate(
  id: number,
  from: string | CandidateSource = 'a',
  change: Partial<CandidateEntry> = {},
  initial = false,
): Candidate {
  const of = typeof from === 'string' ? source(from) : from;
  return { source: of, initial, entry: { ...plainEntry(id, of.url), ...change } };
}

function plainEntry(id: number, sourceUrl: string): CandidateEntry {
  return {
    id,
    sourceUrl,
    guid: `guid-${id}`,
    url: `${new URL(sourceUrl).origin}/${id}`,
    title: `Post ${id}`,
    summary: `What post ${id} says.`,
    ownSummary: null,
    image: null,
    published: Date.UTC(2014, 7, 14),
    updated: null,
    firstSeen: Date.UTC(2014, 7, 14),
    changed: null,
    edition: null,
    authors: [],
    tags: [],
    attachments: [],
    language: 'en',
    words: 200,
    minutes: 1,
    events: [],
    truncated: false,
    links: [],
    sketch: '',
    fingerprint: '',
    origin: null,
  };
}

/** What an earlier edition had, or, where its name is empty, came too late for. */
export function past(id: number, title: string, edition: string): PastEntry {
  return { ...plainEntry(id, source('a').url), title, edition };
}

/** A story all of whose tellings were recognised by one thing. */
export function story(original: number, copies: readonly number[], reason = 'the same link'): Story {
  return { original, copies, reasons: new Map([original, ...copies].map((id) => [id, reason])) };
}

/** Twenty posts at most, and nothing told together. */
export function options(change: Partial<SelectOptions> = {}): SelectOptions {
  return { posts: 20, period, stories: [], series: [], quotes: new Map(), announcing: new Set(), past: [], ...change };
}
