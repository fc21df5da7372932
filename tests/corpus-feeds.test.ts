import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStandIn } from './support/stand-in.ts';

const ROOT = join(import.meta.dirname, '..');
const CORPUS = join(ROOT, '..', 'shared', 'corpus', 'feeds');
const SCORER = join(CORPUS, 'score.mjs');
const present = existsSync(SCORER);

/** What was reached; these numbers only rise. In per cent. */
const FLOORS = ['--min-overall', '99.9', '--min-field', '99.8', '--min-kind', '99', '--min-kept', '99.8'];

/** Runs the corpus's own scorer, which asks us forty times; its last lines say how much of what was right. */
async function score(): Promise<{ readonly status: number; readonly report: string }> {
  await using program = await openStandIn();
  const args = [SCORER, '--deadline', '150', ...FLOORS, '--', ...program.command];
  return await new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, report: stdout });
    });
  });
}

it.skipIf(!present)(
  `reads the feed corpus as well as ever${present ? '' : ' (skipped: no ../shared here)'}`,
  { timeout: 170_000 },
  async () => {
    const { status, report } = await score();
    expect(report).toMatch(/^items /m);
    expect({ status, report: status === 0 ? '' : report.trim().split('\n').slice(-40).join('\n') }).toEqual({
      status: 0,
      report: '',
    });
  },
);
