import type { Candidate } from './candidates.ts';
import type { TimeMention } from './times.ts';

/** How many blocks after a day its hour may be told, and how short these then are: "Time: 7 pm". */
const BLOCKS_AFTER = 3;
const LONGEST_LINE = 100;

/** The time of day that belongs to the day: behind it in the sentence, before it, or in the lines that follow. */
export function timeOf({ mention, passage, all }: Candidate): TimeMention | null {
  const next = passage.days.find(({ from }) => from >= mention.to)?.from ?? Number.POSITIVE_INFINITY;
  const previous = passage.days.findLast(({ to }) => to <= mention.from)?.to ?? 0;
  const after = passage.times.filter(({ from }) => from >= mention.from && from < next);
  const before = passage.times.filter(({ from, to }) => from >= previous && to <= mention.from);
  return withZone(after) ?? withZone(before) ?? inNextLines(passage, all);
}

function inNextLines(passage: Candidate['passage'], all: Candidate['all']): TimeMention | null {
  for (const other of all.slice(all.indexOf(passage) + 1)) {
    const isNear =
      other.block === passage.block ||
      (other.block <= passage.block + BLOCKS_AFTER && other.text.length <= LONGEST_LINE);
    if (!isNear || other.days.length > 0) return null;
    if (other.times.length > 0) return withZone(other.times);
  }
  return null;
}

/** Of one time told for several zones, the first that names its own. */
function withZone(times: readonly TimeMention[]): TimeMention | null {
  return times.find(({ zone }) => zone !== null) ?? times[0] ?? null;
}
