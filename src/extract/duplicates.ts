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
  /** The others, ascending; but for those that only link to the story, never one of the same source and site as another. */
  readonly copies: readonly number[];
  /** By what each of them was recognised, by its id, in words: `the same link`, `nearly the same text; a link to it`. */
  readonly reasons: ReadonlyMap<number, string>;
}

/**
 * The stories that more than one entry tells: carried, cross-posted, quoted whole or linked to. Entries of one source
 * and site stay apart, unless they only link to it, and so do those that have only their title in common. Takes time in
 * proportion to the number of entries, and gives the same stories, ascending by original, whatever their order. Home pages
 * tell whose a story is.
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
    .map(({ members, evidence }) => toStory(members, evidence))
    .sort((a, b) => a.original - b.original);
}

function strongestFirst(a: Evidence, b: Evidence): number {
  return b.strength - a.strength || a.one.entry.id - b.one.entry.id || a.other.entry.id - b.other.entry.id;
}

interface Group {
  readonly members: Telling[];
  readonly publishers: Set<string>;
  readonly evidence: Evidence[];
}

/** Groups that grow by evidence, each with at most one telling of a publisher besides those that only link to it. */
class Groups {
  readonly #of = new Map<Telling, Group>();

  join(evidence: Evidence): void {
    const [one, other] = [this.#groupOf(evidence.one), this.#groupOf(evidence.other)];
    if (one === other) return;
    // The smaller moves into the larger, so that no entry moves often, however many tell one story.
    const [larger, smaller] = one.members.length < other.members.length ? [other, one] : [one, other];
    const publishers = this.#isLinkAlone(evidence) ? [] : [...smaller.publishers];
    if (publishers.some((publisher) => larger.publishers.has(publisher))) return;
    larger.members.push(...smaller.members);
    larger.evidence.push(...smaller.evidence, evidence);
    for (const publisher of publishers) larger.publishers.add(publisher);
    for (const member of [evidence.one, evidence.other, ...smaller.members]) this.#of.set(member, larger);
  }

  /** Who passes a story on again has nothing else to tell by it. */
  #isLinkAlone({ reason, pointing }: Evidence): boolean {
    return reason === 'a link to it' && pointing !== null && this.#groupOf(pointing).members.length === 1;
  }

  all(): Group[] {
    return [...new Set(this.#of.values())];
  }

  #groupOf(telling: Telling): Group {
    const alone = { members: [telling], publishers: new Set([telling.publisher]), evidence: [] };
    return this.#of.get(telling) ?? alone;
  }
}

function toStory(members: readonly Telling[], evidence: readonly Evidence[]): Story {
  const [original, ...copies] = originalFirst(members, evidence).map(({ entry }) => entry.id);
  if (original === undefined) throw new TypeError('a story is told by nobody');
  return { original, copies: copies.sort((a, b) => a - b), reasons: reasonsOf(evidence.toSorted(strongestFirst)) };
}

function reasonsOf(evidence: readonly Evidence[]): Map<number, string> {
  const reasons = new Map<number, Set<string>>();
  for (const { one, other, reason } of evidence)
    for (const { entry } of [one, other]) reasons.set(entry.id, (reasons.get(entry.id) ?? new Set()).add(reason));
  return new Map([...reasons].map(([id, own]) => [id, [...own].join('; ')]));
}
