import { linkEvidence, linkPostEvidence } from './duplicates/by-link.ts';
import { textEvidence } from './duplicates/by-text.ts';
import { wordsEvidence } from './duplicates/by-words.ts';
import { originalFirst } from './duplicates/original.ts';
import { type Evidence, type HomePages, prepare, type StoryEntry, type Telling } from './duplicates/telling.ts';

export type { StoryEntry } from './duplicates/telling.ts';

/** One story that several entries tell. */
export interface Story {
  /** The entry under which it is told: that of the site whose story it is, else the earliest, else the fullest. */
  readonly original: number;
  /** The other entries, ascending; never one of the same source and site as another. */
  readonly copies: readonly number[];
  /** By what they were recognised, in words: `the same link`, `nearly the same text; a link to it`. */
  readonly reason: string;
}

/**
 * The stories that more than one entry tells: carried, cross-posted, quoted whole or linked to. Entries of one source
 * and site stay apart, and so do those that have only their title in common. Takes time in proportion to the number of
 * entries, and gives the same stories, ascending by original, whatever their order. Home pages tell whose a story is.
 */
export function groupStories(entries: readonly StoryEntry[], homePages: HomePages = new Map()): Story[] {
  const tellings = prepare(entries, homePages);
  const evidence = [
    ...linkEvidence(tellings),
    ...linkPostEvidence(tellings),
    ...textEvidence(tellings),
    ...wordsEvidence(tellings),
  ];
  const groups = new Groups();
  for (const found of evidence.toSorted(strongestFirst)) groups.join(found);
  return groups
    .all()
    .map(toStory)
    .sort((a, b) => a.original - b.original);
}

function strongestFirst(a: Evidence, b: Evidence): number {
  return b.strength - a.strength || a.one.entry.id - b.one.entry.id || a.other.entry.id - b.other.entry.id;
}

interface Group {
  readonly members: readonly Telling[];
  readonly publishers: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Groups that grow by evidence, each with at most one telling of a publisher. */
class Groups {
  readonly #of = new Map<Telling, Group>();

  join(evidence: Evidence): void {
    const [one, other] = [this.#groupOf(evidence.one), this.#groupOf(evidence.other)];
    if (one.publishers.some((publisher) => other.publishers.includes(publisher))) return;
    const joined = {
      members: [...one.members, ...other.members],
      publishers: [...one.publishers, ...other.publishers],
      evidence: [...one.evidence, ...other.evidence, evidence],
    };
    for (const member of joined.members) this.#of.set(member, joined);
  }

  all(): Group[] {
    return [...new Set(this.#of.values())];
  }

  #groupOf(telling: Telling): Group {
    return this.#of.get(telling) ?? { members: [telling], publishers: [telling.publisher], evidence: [] };
  }
}

function toStory({ members, evidence }: Group): Story {
  const [original, ...copies] = originalFirst(members, evidence).map(({ entry }) => entry.id);
  if (original === undefined) throw new TypeError('a story is told by nobody');
  const reason = [...new Set(evidence.map((found) => found.reason))].join('; ');
  return { original, copies: copies.sort((a, b) => a - b), reason };
}
