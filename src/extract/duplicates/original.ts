import type { Evidence, Telling } from './telling.ts';

/**
 * The tellings of one story, the original first: not one that only points to another, at home on its site, the
 * earliest, the fullest; and where nothing tells them apart, the one known longest.
 */
export function originalFirst(tellings: readonly Telling[], evidence: readonly Evidence[]): Telling[] {
  const pointing = new Set(evidence.map((found) => found.pointing));
  return tellings.toSorted(
    (a, b) =>
      Number(pointing.has(a)) - Number(pointing.has(b)) ||
      b.home - a.home ||
      a.entry.published - b.entry.published ||
      b.entry.words - a.entry.words ||
      a.entry.id - b.entry.id,
  );
}
