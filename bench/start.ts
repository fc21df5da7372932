/**
 * How long the program takes to start, beside Node alone: from source, as a checkout runs it, and built, as the package
 * does. `node bench/start.ts`
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { costIn, costOf, inTurns, ratioOf } from './cost.ts';
import { report } from './report.ts';

const ROUNDS = 11;
/** In one measurement, for the clock of the processor's time is coarse. */
const STARTS = 10;
const ROOT = join(import.meta.dirname, '..');

const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
try {
  const installed = install(folder);
  const starts = (...args: string[]) => {
    const repeated = ['-c', `for start in $(seq ${STARTS}); do "$@"; done`, 'sh', process.execPath, ...args];
    return () => costOf('sh', repeated);
  };
  const source = join(ROOT, 'src', 'bin.js');
  // Once before, for V8's cache of what it compiled: cron starts a program again and again.
  for (const bin of [source, installed]) await costOf(process.execPath, [bin, '--version']);
  const costs = await inTurns(ROUNDS, {
    bare: starts('-e', '0'),
    source: starts(source, '--version'),
    built: starts(installed, '--version'),
  });
  const ratio = (which: 'source' | 'built', atMost: number) => [
    { of: 'CPU to Node alone', value: ratioOf(costIn(costs, which).cpu, costIn(costs, 'bare').cpu), bound: { atMost } },
  ];
  report([
    { what: `${STARTS} times node -e 0`, cost: costIn(costs, 'bare') },
    {
      what: `${STARTS} times tidings --version from source`,
      cost: costIn(costs, 'source'),
      verdicts: ratio('source', 4),
    },
    { what: `${STARTS} times tidings --version as built`, cost: costIn(costs, 'built'), verdicts: ratio('built', 2.5) },
  ]);
} finally {
  rmSync(folder, { recursive: true });
}

/** Lays the built package out as npm would, over the packages that are installed here, and returns its program. */
function install(folder: string): string {
  const modules = join(folder, 'node_modules');
  const own = join(modules, 'tidings');
  mkdirSync(own, { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  const built = spawnSync('npx', ['tsc', '-p', 'tsconfig.build.json', '--outDir', join(own, 'dist')], { cwd: ROOT });
  if (built.status !== 0) throw new Error(String(built.stdout));
  for (const part of ['package.json', 'templates', 'src/bin.js'])
    cpSync(join(ROOT, part), join(own, part), { recursive: true });
  return join(own, 'src', 'bin.js');
}
