import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStandIn } from './support/stand-in.ts';

const run = promisify(execFile);

/** The corpus is not part of the repository: its texts are their authors' own. */
const CORPUS = process.env.TIDINGS_CORPUS ?? fileURLToPath(new URL('../../shared/corpus/', import.meta.url));
const SCORER = `${CORPUS}/extract/score.mjs`;

const Bodies = z.object({ f1: z.number(), readability: z.number() });
const Scores = z.object({
  summary: z.object({
    score: z.number(),
    rouge: z.object({ product: z.number(), leadWhole: z.number(), lead320: z.number() }),
  }),
  body: Bodies.extend({ sets: z.record(z.string(), Bodies) }),
  image: z.object({ score: z.number() }),
});

describe.skipIf(!existsSync(SCORER))('on the corpus of pages and posts (skipped where TIDINGS_CORPUS has none)', () => {
  let scores: z.infer<typeof Scores>;

  beforeAll(async () => {
    await using program = await openStandIn();
    const options = ['--json', '--only', 'summary,body,image', '--', ...program.command];
    const { stdout } = await run(process.execPath, [SCORER, ...options], { maxBuffer: 2 ** 26 });
    scores = Scores.parse(JSON.parse(stdout));
  }, 120_000);

  it('98 % of the rules about summaries hold', () => {
    expect(scores.summary.score).toBeGreaterThanOrEqual(0.98);
  });

  it('summaries say more of what the authors say than the texts’ beginnings do', () => {
    const { product, leadWhole, lead320 } = scores.summary.rouge;
    expect(product).toBeGreaterThan(Math.max(leadWhole, lead320));
  });

  it.each(['benchmark', 'readability'])('articles of the %s set are found as well as by Readability', (set) => {
    const { f1 = 0, readability = 1 } = scores.body.sets[set] ?? {};
    expect(f1).toBeGreaterThanOrEqual(readability - 0.0005);
  });

  it('nine lead images in ten are right', () => {
    expect(scores.image.score).toBeGreaterThanOrEqual(0.9);
  });
});
