import type { Decision } from './selection.ts';

const PLACES: Record<Decision['place'], string> = {
  post: 'is a post of the edition',
  brief: 'is listed by title under "In brief"',
  event: 'is among the events',
  copy: 'is shown under "also in"',
  part: 'is shown as a part of a series',
  'left out': 'is not in the edition',
};

/**
 * Why an entry is or is not in the edition, as lines for a person: first where it is, then each reason; for what is
 * shown under another entry, the same of that one. Empty where nothing was decided of it.
 */
export function explainEntry(decisions: readonly Decision[], id: number): string[] {
  const decision = decisions.find((made) => made.id === id);
  if (decision === undefined) return [];
  const lines = [`"${decision.title}" ${PLACES[decision.place]}:`, ...decision.reasons.map((reason) => `  ${reason}`)];
  return decision.under === null ? lines : [...lines, ...explainEntry(decisions, decision.under)];
}
