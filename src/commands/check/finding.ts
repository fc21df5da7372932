import type { Fault } from '../../fault.ts';

/** Only what is wrong makes `check` fail. */
export type Level = 'ok' | 'warning' | 'wrong';

/** What was looked at, how it stands, and how it is mended. */
export interface Finding {
  readonly level: Level;
  /** In words; of a fault, subject and problem. */
  readonly found: string;
  readonly mend: string | null;
}

export function fine(found: string): Finding {
  return { level: 'ok', found, mend: null };
}

export function warning(found: string, mend: string): Finding {
  return { level: 'warning', found, mend };
}

export function wrong(found: string, mend: string | null): Finding {
  return { level: 'wrong', found, mend };
}

export function faulty({ subject, problem, mend }: Fault): Finding {
  return wrong(`${subject}: ${problem}`, mend);
}
