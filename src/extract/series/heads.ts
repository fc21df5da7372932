import type { SeriesEntry } from './part.ts';
import { headOf, type Topics, topicWords } from './topic.ts';

/** How many titles that are no parts begin alike where that is a label. */
const LABELLED = 2;

/** What stands before several titles that are no parts: "Anna Doe: …" on a planet, "Case study: …". */
export function labelsOf(entries: readonly SeriesEntry[]): ReadonlySet<string> {
  const heads = Map.groupBy(entries, ({ title }) => headOf(title).toLowerCase());
  return new Set([...heads].flatMap(([head, those]) => (those.length < LABELLED ? [] : [head])));
}

/** A label and the author's name are no topic that two parts could share. */
export function withoutLabels(topics: Topics, labels: ReadonlySet<string>, { authors }: SeriesEntry): Topics {
  const names = new Set(authors.map(({ name }) => name.toLowerCase()));
  const others = topics.others.filter((piece) => !labels.has(piece.toLowerCase()) && !names.has(piece.toLowerCase()));
  return { ...topics, others };
}

/** An entry as the first part, which is often not numbered, of what goes on under a title. */
export interface Opening {
  readonly title: string;
  readonly entry: SeriesEntry;
}

/** By its whole title, and where that is no part's by what is set off before a subtitle, unless it is a label or but a word. */
export function openingsOf(entry: SeriesEntry, isPart: boolean, labels: ReadonlySet<string>): Opening[] {
  const head = isPart ? '' : headOf(entry.title);
  const words = labels.has(head.toLowerCase()) ? [] : topicWords(head);
  const titles = [topicWords(entry.title).join(' '), ...(words.length > 1 ? [words.join(' ')] : [])];
  return titles.map((title) => ({ title, entry }));
}
