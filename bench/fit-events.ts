// Fits src/extract/events/prose/weights.json to texts whose events are marked, and says by cross-validation how well a
// table fitted to nine tenths of the texts judges the last tenth.
//   node bench/fit-events.ts TEXTS.jsonl LABELS.json [--write]
// TEXTS holds one `tidings extract` input a line; LABELS, by their ids, { events: [{ startDate, endDate?, optional? }] }.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { z } from 'zod';
import { openDocument } from '../src/extract/document.ts';
import { candidatesIn } from '../src/extract/events/prose/candidates.ts';
import { writingOf } from '../src/extract/events/prose/days.ts';
import { signsOf } from '../src/extract/events/prose/features.ts';
import type { Weights } from '../src/extract/events/prose/judge.ts';
import { confidenceOf, evidenceOf } from '../src/extract/events/prose/judge.ts';
import { eventLanguage } from '../src/extract/events/prose/languages/index.ts';
import { readLines, readPassages } from '../src/extract/events/prose/passages.ts';
import { SURE } from '../src/extract/events/prose/prose-events.ts';
import { daysBetween } from '../src/extract/events/prose/resolve-day.ts';
import { readDocument } from '../src/extract/reading.ts';

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
interface Example {
  readonly text: string;
  readonly day: string;
  readonly signs: ReadonlySet<string>;
  readonly announces: boolean | null;
}

/** What a sign is held to be worth until the texts say otherwise: few of them have each of the rarer signs. */
const BELIEFS: Weights = {
  'labelled as when': 2.5,
  'near day with a time': 1.5,
  'happens near': 0.8,
  'occasion near': 0.8,
  'named with its year': 0.8,
  'named as events are': 0.8,
  'time said': 0.7,
  'invites near': 0.5,
  'weekday said': 0.4,
  range: 0.4,
  'occasion in title': 0.4,
  'title echoed': 0.4,
  'on before': 0.3,
  'closing in sentence': -0.3,
  'recurring near': -0.3,
  'among many': -0.3,
  'day of writing': -0.5,
  'far ahead': -0.5,
  'release in title': -0.5,
  'in aside': -0.5,
  'office near': -0.7,
  'day of writing without a time': -1,
  'closing near': -1,
  'past near': -1,
  'publication near': -1,
  'release near': -1,
  'cancelled near': -1,
  'recap in title': -1,
  'limit before': -1.5,
};

/** How strongly a weight is drawn to its belief. */
const STIFFNESS = 1.5;
const STEPS = 400;
const STEP = 0.05;
/** A sign that fewer mentions have is not weighed. */
const LEAST_MENTIONS = 3;
const LEAST_WEIGHT = 0.05;
const FOLDS = 10;
const SHUFFLES = 5;

const MS_PER_DAY = 86_400_000;

function examplesOf(text: Text, marked: readonly Marked[]): Example[] {
  const language = eventLanguage(text.language);
  if (language === null) return [];
  const writing = writingOf(Date.parse(text.date_published), text.timezone, language);
  const { today } = writing;
  const { blocks } = readDocument(openDocument(text.content_html, null));
  return candidatesIn(readPassages(readLines(text.title, blocks, language), writing))
    .filter(({ mention }) => daysBetween(today, mention.lastDay ?? mention.day) >= 0)
    .map((candidate) => {
      const day = candidate.mention.day.toString();
      return { text: text.id, day, signs: signsOf(candidate, language, today), announces: isMarked(day, marked) };
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

/** Logistic regression by gradient descent with Adam's steps, each weight drawn to its belief. */
function regress(examples: readonly Example[]): Weights {
  const judged = examples.filter(({ announces }) => announces !== null);
  const counts = new Map<string, number>();
  for (const sign of judged.flatMap(({ signs }) => [...signs])) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const names = ['bias', ...[...counts].filter(([, count]) => count >= LEAST_MENTIONS).map(([sign]) => sign)];
  const weights: Record<string, number> = {};
  const mean: Record<string, number> = {};
  const square: Record<string, number> = {};
  for (let step = 1; step <= STEPS; step += 1) {
    const slope = slopeOf(judged, weights, names);
    for (const name of names) {
      const gradient = slope.get(name) ?? 0;
      const average = 0.9 * (mean[name] ?? 0) + 0.1 * gradient;
      const spread = 0.999 * (square[name] ?? 0) + 0.001 * gradient ** 2;
      mean[name] = average;
      square[name] = spread;
      const pace = Math.sqrt(spread / (1 - 0.999 ** step)) + 1e-8;
      weights[name] = (weights[name] ?? 0) - (STEP * average) / (1 - 0.9 ** step) / pace;
    }
  }
  return weights;
}

function slopeOf(examples: readonly Example[], weights: Weights, names: readonly string[]): Map<string, number> {
  const pull = (name: string) => (name === 'bias' ? 0 : STIFFNESS * ((weights[name] ?? 0) - (BELIEFS[name] ?? 0)));
  const slope = new Map(names.map((name) => [name, pull(name)]));
  for (const { signs, announces } of examples) {
    const error = 1 / (1 + Math.exp(-evidenceOf(signs, weights))) - (announces ? 1 : 0);
    for (const name of ['bias', ...signs]) {
      const known = slope.get(name);
      if (known !== undefined) slope.set(name, known + error);
    }
  }
  return slope;
}

/** Days that were rightly and wrongly taken for an event's first, and those that had to be found. */
interface Score {
  readonly right: number;
  readonly wrong: number;
  readonly wanted: number;
}

function scoreOf(examples: readonly Example[], weights: Weights): Score {
  const days = [...Map.groupBy(examples, ({ text, day }) => `${text} ${day}`).values()];
  const judged = days.filter((mentions) => mentions.every(({ announces }) => announces !== null));
  const wanted = judged.filter((mentions) => mentions.some(({ announces }) => announces));
  const taken = judged.filter(
    (mentions) => confidenceOf(mentions.map(({ signs }) => evidenceOf(signs, weights))) >= SURE,
  );
  const right = taken.filter((mentions) => wanted.includes(mentions)).length;
  return { right, wrong: taken.length - right, wanted: wanted.length };
}

function crossValidate(examples: readonly Example[]): Score {
  const scores = Array.from({ length: SHUFFLES * FOLDS }, (_, round) => {
    const isHeldOut = ({ text }: Example) => foldOf(text, Math.floor(round / FOLDS)) === round % FOLDS;
    return scoreOf(examples.filter(isHeldOut), regress(examples.filter((example) => !isHeldOut(example))));
  });
  const total = (key: keyof Score) => scores.reduce((sum, score) => sum + score[key], 0) / SHUFFLES;
  return { right: total('right'), wrong: total('wrong'), wanted: total('wanted') };
}

/** The part that a text is in: all its mentions in one, differently in each shuffle. */
function foldOf(text: string, shuffle: number): number {
  let hash = shuffle * 7919 + 17;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % FOLDS;
}

function told({ right, wrong, wanted }: Score): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  return `precision ${percent(right / (right + wrong))}, recall ${percent(right / wanted)} of ${wanted} days`;
}

function rounded(weights: Weights): Weights {
  const kept = Object.entries(weights).filter(([name, weight]) => name === 'bias' || Math.abs(weight) >= LEAST_WEIGHT);
  return Object.fromEntries(
    kept.sort(([, a], [, b]) => b - a).map(([name, weight]) => [name, Number(weight.toFixed(2))]),
  );
}

const [texts, labels, write] = process.argv.slice(2);
if (texts === undefined || labels === undefined) {
  console.error('usage: node bench/fit-events.ts TEXTS.jsonl LABELS.json [--write]');
  process.exit(2);
}
const marks = Labels.parse(JSON.parse(readFileSync(labels, 'utf8')));
const lines = readFileSync(texts, 'utf8').split('\n').filter(Boolean);
const examples = lines
  .map((line) => Text.parse(JSON.parse(line)))
  .flatMap((text) => (marks[text.id]?.doubtful ? [] : examplesOf(text, marks[text.id]?.events ?? [])));
const weights = rounded(regress(examples));
console.log(`${examples.length} mentions; on the texts fitted to: ${told(scoreOf(examples, weights))}`);
console.log(`on texts not fitted to: ${told(crossValidate(examples))}`);
if (write === '--write') {
  const table = new URL('../src/extract/events/prose/weights.json', import.meta.url);
  writeFileSync(table, `${JSON.stringify(weights, null, 2)}\n`);
}
