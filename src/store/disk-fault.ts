import { Fault } from '../fault.ts';

/** SQLite's primary result codes of what a person can mend (sqlite.org/rescode.html), and how. */
const MENDS: ReadonlyMap<number, readonly [problem: string, mend: string]> = new Map([
  [5, ['is kept busy by another process', 'try again when it has ended']],
  [8, ['may not be written', 'give this user the right to write the file and its folder']],
  [10, ['cannot be read or written on its disk', 'look whether the disk is full or broken, and run again']],
  [11, ['is damaged', 'restore a copy by: tidings restore FILE']],
  [13, ['does not fit on its disk, which is full', 'make room, and run again']],
]);

/** What SQLite threw about the state in this file, as a Fault where a person can mend it. */
export function diskFault(path: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number')) return thrown;
  const [problem, mend] = MENDS.get(thrown.errcode & 0xff) ?? [];
  if (problem === undefined || mend === undefined) return thrown;
  const said = `${problem} (${thrown.message})`;
  return new Fault({ stage: 'store', subject: path, problem: said, mend, cause: thrown });
}
