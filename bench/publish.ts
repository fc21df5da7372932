import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What `poll`, `publish` and `digest` cost on states of different sizes, each a process of its own, and how long the
// first `publish` takes:
//   node bench/publish.ts [ENTRIES ..., default 10000 100000]
// A day brings 80 posts of 200 sources; its figures are the least of three days'.

const DAY = 86_400_000;
const END = Date.parse('2026-11-16T05:00:00Z');
const CLI = join(import.meta.dirname, '../src/bin.js');
const DAYS = [1, 2, 3];

interface Cost {
  readonly seconds: number;
  /** Of the processor, user and system. */
  readonly cpu: number;
  readonly megabytes: number;
}

type Figures = Readonly<Record<string, Cost>>;

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000];
const [smallest, ...others] = sizes.map((entries) => ({ entries, figures: measure(entries) }));
for (const { entries, figures } of others) {
  const growth = Object.entries(figures).flatMap(([what, { cpu }]) => {
    const before = smallest?.figures[what];
    return before === undefined || what.startsWith('first') ? [] : [`${what} ${(cpu / before.cpu).toFixed(2)}`];
  });
  console.log(`\nprocessor time, ${entries} entries to ${smallest?.entries} (at most 1.2): ${growth.join(', ')}`);
}

function measure(entries: number): Figures {
  const site = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  try {
    history(site, entries);
    const bytes = statSync(join(site, 'data', 'tidings.db')).size;
    console.log(
      `\n${entries} entries: a state of ${(bytes / 1e6).toFixed(0)} MB, ${Math.round(bytes / entries)} bytes each`,
    );
    const figures: Record<string, Cost> = { 'first publish': costOf(site, 0, 'publish') };
    print('first publish', figures['first publish']);
    for (const day of DAYS) {
      history(site, entries, day);
      for (const command of ['poll', 'publish', 'digest', 'status']) {
        const cost = costOf(site, day, command);
        if (cost.cpu < (figures[command]?.cpu ?? Infinity)) figures[command] = cost;
      }
    }
    for (const command of ['poll', 'publish', 'digest', 'status']) print(command, figures[command]);
    return figures;
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

function history(site: string, ...words: readonly number[]): void {
  const made = spawnSync(process.execPath, [join(import.meta.dirname, 'history.ts'), site, ...words.map(String)]);
  if (made.status !== 0) throw new Error(String(made.stderr));
}

/** Runs a command on that day under GNU time. */
function costOf(site: string, day: number, command: string): Cost {
  const now = new Date(END + day * DAY).toISOString();
  const run = [process.execPath, CLI, command, '--site', site, '--now', now];
  const timed = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', ...run], { encoding: 'utf8' });
  if (timed.status !== 0) throw new Error(timed.stderr);
  const [seconds = 0, user = 0, system = 0, kilobytes = 0] = (timed.stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { seconds, cpu: user + system, megabytes: kilobytes / 1024 };
}

function print(what: string, cost: Cost | undefined): void {
  if (cost === undefined) return;
  const { seconds, cpu, megabytes } = cost;
  console.log(
    `${what.padEnd(16)} ${seconds.toFixed(2)} s, ${cpu.toFixed(2)} s of processor, ${megabytes.toFixed(0)} MB`,
  );
}
