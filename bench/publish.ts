import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cost, costOf, ratioOf } from './cost.ts';
import { type Row, report } from './report.ts';

// What `poll`, `publish` and `digest` cost on states of different sizes, each a process of its own, and how long the
// first `publish` takes:
//   node bench/publish.ts [ENTRIES ..., default 10000 100000]
// A day brings 80 posts of 200 sources; its figures are the least of three days'.

const DAY = 86_400_000;
const END = Date.parse('2026-11-16T05:00:00Z');
const CLI = join(import.meta.dirname, '../src/bin.js');
const DAYS = [1, 2, 3];
/** What is run on each day, in this order. */
const COMMANDS = ['poll', 'publish', 'digest', 'status'] as const;
/** They have no need to know what was; `status` counts everything. */
const BOUNDED: ReadonlySet<string> = new Set(['poll', 'publish', 'digest']);

interface Size {
  readonly entries: number;
  /** Of the state's file. */
  readonly bytes: number;
  readonly first: Cost;
  readonly daily: ReadonlyMap<string, Cost>;
}

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000];
const measured: Size[] = [];
for (const entries of sizes) measured.push(await measure(entries));
report(measured.flatMap((size) => rowsOf(size, measured[0])));

function rowsOf({ entries, bytes, first, daily }: Size, smallest: Size | undefined): Row[] {
  const perEntry = { of: 'bytes of state an entry', value: bytes / entries, bound: null };
  const within = (cost: Cost) => ({ of: 'MB', value: cost.megabytes ?? Number.NaN, bound: { atMost: 400 } });
  return [
    { what: `${entries} entries: first publish`, cost: first, verdicts: [perEntry, within(first)] },
    ...[...daily].map(([command, cost]) => {
      const growth = ratioOf(cost.cpu, smallest?.daily.get(command)?.cpu ?? null);
      const bound = BOUNDED.has(command) ? { atMost: 1.2 } : null;
      const grown =
        entries === smallest?.entries ? [] : [{ of: `CPU to ${smallest?.entries} entries`, value: growth, bound }];
      return { what: `${entries} entries, one day more: ${command}`, cost, verdicts: [...grown, within(cost)] };
    }),
  ];
}

async function measure(entries: number): Promise<Size> {
  const site = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  try {
    history(site, entries);
    const { size: bytes } = statSync(join(site, 'data', 'tidings.db'));
    const first = await costOn(site, 0, 'publish');
    const daily = new Map<string, Cost>();
    for (const day of DAYS) {
      history(site, entries, day);
      for (const command of COMMANDS) {
        const cost = await costOn(site, day, command);
        if (!(ratioOf(cost.cpu, daily.get(command)?.cpu ?? null) >= 1)) daily.set(command, cost);
      }
    }
    return { entries, bytes, first, daily };
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

function history(site: string, ...words: readonly number[]): void {
  const made = spawnSync(process.execPath, [join(import.meta.dirname, 'history.ts'), site, ...words.map(String)]);
  if (made.status !== 0) throw new Error(String(made.stderr));
}

function costOn(site: string, day: number, command: string): Promise<Cost> {
  const now = new Date(END + day * DAY).toISOString();
  return costOf(process.execPath, [CLI, command, '--site', site, '--now', now]);
}
