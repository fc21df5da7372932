import type { Signs } from './features.ts';
import fitted from './weights.json' with { type: 'json' };

/**
 * How much each sign speaks for an event, in log-odds, and `bias` without any: a logistic model that is fitted to texts
 * whose events people had marked (bench/fit-events.ts) and kept as a table that can be read and argued with.
 */
export type Weights = Readonly<Record<string, number>>;

/** A day that is named several times is judged by its best mention, tempered by what the others say. */
const SHARE_OF_BEST = 0.7;

/** What the best of several mentions is worth less than one alone: with more tries, one succeeds by chance. */
const DISCOUNT = 0.8;

/** The log-odds that a mention with these signs announces an event. */
export function evidenceOf(signs: Signs, table: Weights = fitted.weights): number {
  let sum = table.bias ?? 0;
  for (const sign of signs) sum += table[sign] ?? 0;
  return sum;
}

/**
 * The probability that a day announces an event, from the evidence of each of its mentions. Weights drawn to beliefs say
 * too little: `slope` makes of their log-odds those that held for texts the weights were not fitted to.
 */
export function confidenceOf(evidence: readonly number[], slope: number = fitted.slope): number {
  const best = Math.max(...evidence);
  const mean = evidence.reduce((sum, each) => sum + each, 0) / evidence.length;
  return 1 / (1 + Math.exp(slope * (DISCOUNT - SHARE_OF_BEST * best - (1 - SHARE_OF_BEST) * mean)));
}
