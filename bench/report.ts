import { appendFileSync } from 'node:fs';
import type { Cost } from './cost.ts';

/** One line of the table of results. */
export interface Row {
  readonly what: string;
  /** Null: a peer that is not installed. */
  readonly cost: Cost | null;
  readonly verdicts?: readonly Verdict[];
}

/** A figure beside the bound that it is to keep. */
export interface Verdict {
  /** What is divided by what, or counted. */
  readonly of: string;
  readonly value: number;
  readonly bound: { readonly atMost: number } | { readonly atLeast: number } | null;
}

/** Where `run.ts` gathers the rows of all scripts. */
export const ROWS_FILE = 'TIDINGS_BENCH_ROWS';

/** Prints the rows as a table, and hands them to `run.ts` where that has started this script. */
export function report(rows: readonly Row[]): void {
  const gathered = process.env[ROWS_FILE];
  if (gathered !== undefined) appendFileSync(gathered, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  for (const row of cells) {
    const aligned = row.map((cell, column) =>
      column === 0 || column === HEAD.length - 1
        ? cell.padEnd(widths[column] ?? 0)
        : cell.padStart(widths[column] ?? 0),
    );
    console.log(aligned.join('  ').trimEnd());
  }
}

export const HEAD = ['', 'seconds', 'CPU s', 'MB', 'ratios'];

export function cellsOf({ what, cost, verdicts = [] }: Row): string[] {
  const figures = cost === null ? ['not installed', '', ''] : [cost.seconds, cost.cpu, cost.megabytes].map(figure);
  return [what, ...figures, verdicts.map(inWords).join('; ')];
}

function figure(value: number | null): string {
  return value === null
    ? ''
    : value
        .toPrecision(3)
        .replace(/^(\d+)\.?$/, '$1')
        .replace(/e\+\d+$/, String);
}

function inWords({ of, value, bound }: Verdict): string {
  const shown = `${of} ${value.toFixed(2)}`;
  if (bound === null) return shown;
  const [word, limit] = 'atMost' in bound ? ['at most', bound.atMost] : ['at least', bound.atLeast];
  return `${shown} (${word} ${limit}${keeps(value, bound) ? '' : ': MISSED'})`;
}

function keeps(value: number, bound: NonNullable<Verdict['bound']>): boolean {
  return 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast;
}
