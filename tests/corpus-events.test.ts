import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { binned } from '../bench/events/calibration.ts';
import { crossValidate, type JudgedDay, scoreOf } from '../bench/events/cross-validation.ts';
import { readExamples } from '../bench/events/examples.ts';
import { openStandIn } from './support/stand-in.ts';

const run = promisify(execFile);

/** The corpus is not part of the repository: its texts are their authors' own. */
const CORPUS = process.env.TIDINGS_CORPUS ?? fileURLToPath(new URL('../../shared/corpus/', import.meta.url));
const SCORER = `${CORPUS}/extract/score.mjs`;

const Scores = z.object({
  prose: z.object({
    precision: z.number(),
    recall: z.number(),
    falsePer100: z.number(),
    time: z.number(),
    timeN: z.number(),
    loc: z.number(),
    locN: z.number(),
    name: z.number(),
    nameN: z.number(),
  }),
  structured: z.object({ score: z.number() }),
});

describe.skipIf(!existsSync(SCORER))('on the corpus of events (skipped where TIDINGS_CORPUS has none)', () => {
  let scores: z.infer<typeof Scores>;

  beforeAll(async () => {
    await using program = await openStandIn();
    const options = ['--json', '--only', 'prose,structured', '--', ...program.command];
    const { stdout } = await run(process.execPath, [SCORER, ...options], { maxBuffer: 2 ** 26 });
    scores = Scores.parse(JSON.parse(stdout));
  }, 120_000);

  it('of the days announced in prose 85 % are found, and 92 % of those found are announced', () => {
    expect(scores.prose.recall).toBeGreaterThanOrEqual(0.85);
    expect(scores.prose.precision).toBeGreaterThanOrEqual(0.92);
  });

  it('a hundred texts that announce nothing give at most five false alarms', () => {
    expect(scores.prose.falsePer100).toBeLessThanOrEqual(5);
  });

  it('of the events found, 85 % have the right time, 70 % the right place and 75 % the right name', () => {
    const { time, timeN, loc, locN, name, nameN } = scores.prose;
    expect(time / timeN).toBeGreaterThanOrEqual(0.85);
    expect(loc / locN).toBeGreaterThanOrEqual(0.7);
    expect(name / nameN).toBeGreaterThanOrEqual(0.75);
  });

  it('98 % of what markup and calendars say is told', () => {
    expect(scores.structured.score).toBeGreaterThanOrEqual(0.98);
  });
});

describe.skipIf(!existsSync(SCORER))('of texts it was not fitted to (skipped where TIDINGS_CORPUS has none)', () => {
  let days: readonly JudgedDay[];
  let silent: ReadonlySet<string>;

  beforeAll(() => {
    const examples = readExamples(`${CORPUS}/extract/events-prose.jsonl`, `${CORPUS}/extract/events-prose.labels.json`);
    silent = examples.silent;
    days = crossValidate(examples, 1).flatMap(({ calibrated }) => calibrated);
  }, 60_000);

  it('the model finds as many as it is to find, and takes as few others for one', () => {
    const { right, wrong, wanted, falseAlarms } = scoreOf(days, { silent });
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.92);
    expect(right / wanted).toBeGreaterThanOrEqual(0.85);
    expect((100 * falseAlarms) / silent.size).toBeLessThanOrEqual(5);
  });

  it.each([
    [0, 0.3],
    [0.3, 0.7],
    [0.7, 0.9],
    [0.9, 1],
  ])('what is given %d to %d is right as often', (from, to) => {
    const [bin] = binned([days], [from, to]);
    const [low = 1, high = 0] = bin?.interval ?? [];
    expect(bin?.count).toBeGreaterThanOrEqual(10);
    expect(low).toBeLessThanOrEqual(bin?.said ?? 0);
    expect(high).toBeGreaterThanOrEqual(bin?.said ?? 1);
  });
});
