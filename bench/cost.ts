import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What something cost; null where it cannot be told. */
export interface Cost {
  /** On the clock. */
  readonly seconds: number | null;
  /** Seconds of the processor, user and system. */
  readonly cpu: number | null;
  /** The greatest resident size. */
  readonly megabytes: number | null;
}

/**
 * Runs a program to its end under GNU time, its start included.
 * @throws Error where it ends with another status than 0.
 */
export function costOf(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-time-'));
  const report = join(folder, 'time');
  return new Promise<Cost>((resolve, reject) => {
    const child = spawn('/usr/bin/time', ['-o', report, '-f', '%e %U %S %M', program, ...args], {
      env: { ...process.env, ...environment },
      stdio: 'ignore',
    });
    child.on('error', reject).on('close', (status) => {
      if (status !== 0) return reject(new Error(`${program} ${args.join(' ')}: exit status ${status}`));
      const figures = readFileSync(report, 'utf8').trim().split('\n').at(-1) ?? '';
      const [seconds = 0, user = 0, system = 0, kilobytes = 0] = figures.split(' ').map(Number);
      resolve({ seconds, cpu: user + system, megabytes: kilobytes / 1024 });
    });
  }).finally(() => rmSync(folder, { recursive: true }));
}

/** What some work in this process takes of the processor, in seconds. */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** What each contestant cost, by its name. */
export type Costs = ReadonlyMap<string, Cost>;

/**
 * Lets the contestants take turns, so that what else the machine does is unjust to all alike, and returns the medians
 * of what each cost.
 */
export async function inTurns(
  rounds: number,
  contestants: Readonly<Record<string, () => Promise<Cost>>>,
): Promise<Costs> {
  const costs = new Map<string, Cost[]>(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, run] of Object.entries(contestants)) costs.get(name)?.push(await run());
  return new Map([...costs].map(([name, all]) => [name, medians(all)]));
}

/** What a contestant cost that was there. @throws RangeError where it was not */
export function costIn(costs: Costs, name: string): Cost {
  const cost = costs.get(name);
  if (cost === undefined) throw new RangeError(`${name} was not measured`);
  return cost;
}

function medians(costs: readonly Cost[]): Cost {
  return {
    seconds: median(costs.flatMap(({ seconds }) => seconds ?? [])),
    cpu: median(costs.flatMap(({ cpu }) => cpu ?? [])),
    megabytes: median(costs.flatMap(({ megabytes }) => megabytes ?? [])),
  };
}

function median(numbers: readonly number[]): number | null {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? null;
}

/** How many times one figure is the other; NaN where either cannot be told. */
export function ratioOf(one: number | null, other: number | null): number {
  return (one ?? Number.NaN) / (other ?? Number.NaN);
}

export function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}
