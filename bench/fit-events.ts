// Fits src/extract/events/prose/weights.json to texts whose events are marked, and says by cross-validation how well a
// table fitted to nine tenths of the texts judges the last tenth, and what its confidence is worth there.
//   node bench/fit-events.ts TEXTS.jsonl LABELS.json [--write]
// TEXTS holds one `tidings extract` input a line; LABELS, by their ids, { events: [{ startDate, endDate?, optional? }] }.
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import type { Weights } from '../src/extract/events/prose/judge.ts';
import type { Judgement } from './events/calibration.ts';
import { binned, brierScore, expectedCalibrationError, fitSlope } from './events/calibration.ts';
import type { Score } from './events/cross-validation.ts';
import { crossValidate, judgeDays, scoreOf } from './events/cross-validation.ts';
import { readExamples } from './events/examples.ts';
import { regress } from './events/regression.ts';

const SHUFFLES = 5;
const LEAST_WEIGHT = 0.05;
const EDGES = [0, 0.3, 0.5, 0.7, 0.9, 1];

function rounded(weights: Weights): Weights {
  const kept = Object.entries(weights).filter(([name, weight]) => name === 'bias' || Math.abs(weight) >= LEAST_WEIGHT);
  return Object.fromEntries(
    kept.sort(([, a], [, b]) => b - a).map(([name, weight]) => [name, Number(weight.toFixed(2))]),
  );
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

function told(scores: readonly Score[], silent: number): string {
  const total = (key: keyof Score) => scores.reduce((sum, score) => sum + score[key], 0) / scores.length;
  const [right, wanted] = [total('right'), total('wanted')];
  const alarms = ((100 * total('falseAlarms')) / silent).toFixed(1);
  return `precision ${percent(right / (right + total('wrong')))}, recall ${percent(right / wanted)} of ${wanted} days, ${alarms} false alarms per 100 texts that announce nothing`;
}

function printCalibration(title: string, rounds: readonly (readonly Judgement[])[]): void {
  const days = rounds.flat();
  const bins = binned(rounds, EDGES);
  console.log(
    `${title}: Brier score ${brierScore(days).toFixed(4)}, calibration error ${percent(expectedCalibrationError(bins))}`,
  );
  console.table(
    bins.map(({ from, to, count, said, held, interval }) => ({
      confidence: `${from}–${to}`,
      days: count,
      'mean said': percent(said),
      right: percent(held),
      '95 % interval': interval.map(percent).join('–'),
    })),
  );
}

const [texts, labels, write] = process.argv.slice(2);
if (texts === undefined || labels === undefined) {
  console.error('usage: node bench/fit-events.ts TEXTS.jsonl LABELS.json [--write]');
  process.exit(2);
}
const examples = readExamples(texts, labels);
const { mentions, silent } = examples;
const weights = rounded(regress(mentions));
const rounds = crossValidate(examples, SHUFFLES);
const slope = Number(fitSlope(rounds.flatMap(({ plain }) => plain)).toFixed(2));
console.log(
  `${mentions.length} mentions; on the texts fitted to: ${told([scoreOf(judgeDays(mentions, weights, slope), examples)], silent.size)}`,
);
console.log(
  `on texts not fitted to: ${told(
    rounds.map(({ calibrated }) => scoreOf(calibrated, examples)),
    silent.size,
  )}`,
);
printCalibration(
  'their confidence by the regression alone',
  rounds.map(({ plain }) => plain),
);
printCalibration(
  `their confidence with the slope that fits them, which --write ships (${slope})`,
  rounds.map(({ calibrated }) => calibrated),
);
if (write === '--write') {
  const table = new URL('../src/extract/events/prose/weights.json', import.meta.url);
  writeFileSync(table, `${JSON.stringify({ slope, weights }, null, 2)}\n`);
}
