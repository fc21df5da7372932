import type { Story } from '../extract/duplicates.ts';
import type { Series } from '../extract/series.ts';
import type { Edition, Entry, Source } from '../model.ts';

/** What of an entry the editor looks at and passes on: all but its text. */
export type CandidateEntry = Omit<Entry, 'contentHtml'>;

/** What the editor knows of a source. */
export interface CandidateSource extends Pick<Source, 'url' | 'kind' | 'include' | 'exclude'> {
  /** As readers are told it. */
  readonly name: string;
  /** Its place in the lists, from 0. */
  readonly position: number;
}

/** An entry that was in no edition yet. */
export interface Candidate {
  readonly entry: CandidateEntry;
  readonly source: CandidateSource;
  /** Whether it came with its source's first poll, and so is news only where it is dated within the period. */
  readonly initial: boolean;
}

/** What of an entry that earlier editions came to is looked at. */
export type PastEntry = Pick<Entry, 'id' | 'title' | 'edition' | 'sourceUrl' | 'published' | 'summary'>;

/** What a decision depends on besides the candidates. */
export interface SelectOptions {
  /** How many posts are shown with their summaries, at most. */
  readonly posts: number;
  readonly period: Edition['period'];
  /** `groupStories` of the candidates and of what earlier editions had. */
  readonly stories: readonly Story[];
  /** `tellSeries` of the same without the stories' copies. */
  readonly series: readonly Series[];
  /** How many other sources link to an entry, by its id: `countQuotes`. */
  readonly quotes: ReadonlyMap<number, number>;
  /** The ids of posts that only announce an event which the edition shows: see `onlyAnnounces`. */
  readonly announcing: ReadonlySet<number>;
  /** What earlier editions had, or, where the edition is empty, came too late for, as far back as the stories and series reach. */
  readonly past: readonly PastEntry[];
}

/** One item of an edition: an entry with what is told together with it. */
export interface Choice {
  readonly candidate: Candidate;
  /** The same story elsewhere, in the order of their ids. */
  readonly copies: readonly Candidate[];
  readonly series: {
    readonly title: string;
    /** Those of this edition in order, of which the candidate is the first. */
    readonly parts: readonly Candidate[];
    readonly continued: boolean;
    /** How it is known: `4 parts counted by day`, those of other editions among them. */
    readonly reason: string;
  } | null;
}

/** Where an entry went, and why: one for each candidate. */
export interface Decision {
  readonly id: number;
  readonly title: string;
  /** `event`: with the events it announces; `copy`, `part`: with the post that `under` names. */
  readonly place: 'post' | 'brief' | 'event' | 'copy' | 'part' | 'left out';
  /** The entry under which it is shown. */
  readonly under: number | null;
  /** Sentences without their full stops. */
  readonly reasons: readonly string[];
}

/** What is in an edition. */
export interface Selection {
  /** Best first. */
  readonly posts: readonly Choice[];
  /** The rest of the ranking, to be listed by title. */
  readonly brief: readonly Choice[];
  /** Of all candidates, which are thereby settled: none of them is new in a later edition. Ascending by id. */
  readonly decisions: readonly Decision[];
}
