import type { DayMention } from './days.ts';
import type { Passage, Passages } from './passages.ts';

/** A day named in a text that may be an event's, with what stands around it. */
export interface Candidate {
  readonly mention: DayMention;
  readonly passage: Passage;
  /** What comes before it in its sentence, and after it, up to the next day named; folded. */
  readonly before: string;
  readonly after: string;
  /** The passages of the entry that name days, and what is above them. */
  readonly near: readonly Passage[];
  /** These and those around them. */
  readonly around: () => readonly Passage[];
  /** Whether the entry names more than a handful of days. */
  readonly isAmongMany: boolean;
}

/** More days than this are a calendar, or a history. */
const HANDFUL = 7;

/** A calendar of a year has no more; a text that has is made to be slow. */
const MOST_CANDIDATES = 150;

/** Every day that a text names. */
export function candidatesIn({ telling: passages, around }: Passages): Candidate[] {
  const distinct = new Set(passages.flatMap(({ days }) => days.map(({ day }) => day)));
  const isAmongMany = distinct.size > HANDFUL;
  const all = passages.flatMap((passage) =>
    passage.days.map((mention, i) => {
      const { folded, days } = passage;
      const previous = days.slice(0, i).findLast(({ to }) => to <= mention.from)?.to ?? 0;
      const next = days.find(({ from }) => from >= mention.to)?.from ?? folded.length;
      return {
        mention,
        passage,
        before:
          previous === 0
            ? withLead(folded.slice(0, mention.from), passage, passages)
            : folded.slice(previous, mention.from),
        after: folded.slice(mention.to, next),
        near: passages,
        around,
        isAmongMany,
      };
    }),
  );
  return all.slice(0, MOST_CANDIDATES);
}

/** Of a date that opens its sentence ("Bug day! Aug. 10"), the sentence before it in its block leads up to it. */
function withLead(before: string, { block, sentence }: Passage, passages: readonly Passage[]): string {
  if (/[a-z0-9]/.test(before)) return before;
  const lead = passages.find((other) => other.block === block && other.sentence === sentence - 1);
  return `${lead?.folded ?? ''}${before}`;
}
