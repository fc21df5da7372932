import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { openDocument } from '../../src/extract/document.ts';
import { dateOf } from '../../src/extract/events/calendar-date.ts';
import { candidatesIn } from '../../src/extract/events/prose/candidates.ts';
import { writingOf } from '../../src/extract/events/prose/days.ts';
import { signReader } from '../../src/extract/events/prose/features.ts';
import { eventLanguage } from '../../src/extract/events/prose/languages/index.ts';
import { readLines, readPassages } from '../../src/extract/events/prose/passages.ts';
import { readDocument } from '../../src/extract/reading.ts';

const Text = z.object({
  id: z.string(),
  title: z.string(),
  content_html: z.string(),
  date_published: z.string(),
  timezone: z.string(),
  language: z.string(),
});
const Marked = z.object({ startDate: z.string(), endDate: z.string().optional(), optional: z.boolean().optional() });
const Labels = z.record(z.string(), z.object({ events: z.array(Marked), doubtful: z.boolean().optional() }));

type Text = z.infer<typeof Text>;
type Marked = z.infer<typeof Marked>;

/** A mention of a day, and whether an event begins on it; null where it is neither asked for nor wrong. */
export interface Example {
  readonly text: string;
  readonly day: string;
  readonly signs: ReadonlySet<string>;
  readonly announces: boolean | null;
}

/** All mentions in texts whose events people had marked. */
export interface Examples {
  readonly mentions: readonly Example[];
  /** The ids of the texts that announce nothing. */
  readonly silent: ReadonlySet<string>;
}

const MS_PER_DAY = 86_400_000;

/** Reads a file of `tidings extract` inputs, one a line, with the events that `labels` holds by the texts' ids. */
export function readExamples(texts: string, labels: string): Examples {
  const marks = Labels.parse(JSON.parse(readFileSync(labels, 'utf8')));
  const lines = readFileSync(texts, 'utf8').split('\n').filter(Boolean);
  const judged = lines.map((line) => Text.parse(JSON.parse(line))).filter(({ id }) => !marks[id]?.doubtful);
  const announced = (id: string) => marks[id]?.events.some(({ optional }) => !optional) ?? false;
  return {
    mentions: judged.flatMap((text) => mentionsIn(text, marks[text.id]?.events ?? [])),
    silent: new Set(judged.map(({ id }) => id).filter((id) => !announced(id))),
  };
}

function mentionsIn(text: Text, marked: readonly Marked[]): Example[] {
  const language = eventLanguage(text.language);
  if (language === null) return [];
  const writing = writingOf(Date.parse(text.date_published), text.timezone, language);
  const { today } = writing;
  const signsOf = signReader(language, today);
  const { blocks } = readDocument(openDocument(text.content_html, null));
  return candidatesIn(readPassages(readLines(text.title, blocks, language), writing))
    .filter(({ mention }) => (mention.lastDay ?? mention.day) >= today)
    .map((candidate) => {
      const day = dateOf(candidate.mention.day);
      return { text: text.id, day, signs: signsOf(candidate), announces: isMarked(day, marked) };
    });
}

function isMarked(day: string, marked: readonly Marked[]): boolean | null {
  if (marked.some(({ startDate, optional }) => !optional && startDate.startsWith(day))) return true;
  return marked.some((event) => isDuring(day, event)) ? null : false;
}

/** Of an event whose end is left open, the three days after its first. */
function isDuring(day: string, { startDate, endDate }: Marked): boolean {
  const first = startDate.slice(0, 10);
  const open = new Date(Date.parse(first) + 3 * MS_PER_DAY).toISOString().slice(0, 10);
  const last = endDate === undefined ? first : endDate === '*' ? open : endDate.slice(0, 10);
  return day >= first && day <= last;
}
