import type { Candidate } from './candidates.ts';
import type { Passage } from './passages.ts';
import type { TimeMention } from './times.ts';

/** How many blocks after a day its hour may be told. */
const BLOCKS_AFTER = 4;

/** The time of day that belongs to the day: behind it in its sentence, before it, in the lines that follow, or the only one. */
export function timeOf({ mention, passage, around }: Candidate): TimeMention | null {
  const next = passage.days.find(({ from }) => from >= mention.to)?.from ?? Number.POSITIVE_INFINITY;
  const previous = passage.days.findLast(({ to }) => to <= mention.from)?.to ?? 0;
  const after = passage.times.filter(({ from }) => from >= mention.from && from < next);
  const before = passage.times.filter(({ from, to }) => from >= previous && to <= mention.from);
  return withZone(after) ?? withZone(before) ?? inNextLines(passage, around()) ?? onlyTime(around());
}

function inNextLines(passage: Passage, all: readonly Passage[]): TimeMention | null {
  for (const other of all.slice(all.indexOf(passage) + 1)) {
    if (other.block > passage.block + BLOCKS_AFTER || other.days.length > 0) return null;
    if (other.times.length > 0) return withZone(other.times);
  }
  return null;
}

/** Where one sentence of the whole text tells a time and names no day, it tells that of all days. */
function onlyTime(all: readonly Passage[]): TimeMention | null {
  const telling = all.filter(({ times }) => times.length > 0);
  const [only] = telling;
  return only && telling.length === 1 && only.days.length === 0 ? withZone(only.times) : null;
}

/** Of one time told for several zones, the first that names its own. */
function withZone(times: readonly TimeMention[]): TimeMention | null {
  return times.find(({ zone }) => zone !== null) ?? times[0] ?? null;
}

/** Where a sentence goes on behind the day, and behind the hour where that follows at once: "14 June, 19:00: …". */
export function endOfWhen({ passage: { text, times }, mention: { to } }: Candidate): number {
  const hour = times.find(({ from }) => from >= to && !/\p{L}/u.test(text.slice(to, from)));
  return hour?.to ?? to;
}
