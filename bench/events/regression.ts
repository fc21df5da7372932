import type { Weights } from '../../src/extract/events/prose/judge.ts';
import { evidenceOf } from '../../src/extract/events/prose/judge.ts';
import type { Example } from './examples.ts';

/** What a sign is held to be worth until the texts say otherwise: few of them have each of the rarer signs. */
const BELIEFS: Weights = {
  'labelled as when': 2.5,
  'near day with a time': 1.5,
  'happens near': 0.8,
  'occasion near': 0.8,
  'named with its year': 0.8,
  'named as events are': 0.8,
  'time said': 0.7,
  'invites near': 0.5,
  'weekday said': 0.4,
  range: 0.4,
  'occasion in title': 0.4,
  'title echoed': 0.4,
  'on before': 0.3,
  'closing in sentence': -0.3,
  'recurring near': -0.3,
  'among many': -0.3,
  'day of writing': -0.5,
  'far ahead': -0.5,
  'release in title': -0.5,
  'in aside': -0.5,
  'office near': -0.7,
  'day of writing without a time': -1,
  'closing near': -1,
  'past near': -1,
  'publication near': -1,
  'release near': -1,
  'cancelled near': -1,
  'recap in title': -1,
  'limit before': -1.5,
};

/** How strongly a weight is drawn to its belief. */
const STIFFNESS = 1.5;
const STEPS = 400;
const STEP = 0.05;
/** A sign that fewer mentions have is not weighed. */
const LEAST_MENTIONS = 3;

/** Logistic regression by gradient descent with Adam's steps, each weight drawn to its belief. */
export function regress(examples: readonly Example[]): Weights {
  const judged = examples.filter(({ announces }) => announces !== null);
  const counts = new Map<string, number>();
  for (const sign of judged.flatMap(({ signs }) => [...signs])) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const names = ['bias', ...[...counts].filter(([, count]) => count >= LEAST_MENTIONS).map(([sign]) => sign)];
  const weights: Record<string, number> = {};
  const mean: Record<string, number> = {};
  const square: Record<string, number> = {};
  for (let step = 1; step <= STEPS; step += 1) {
    const slope = slopeOf(judged, weights, names);
    for (const name of names) {
      const gradient = slope.get(name) ?? 0;
      const average = 0.9 * (mean[name] ?? 0) + 0.1 * gradient;
      const spread = 0.999 * (square[name] ?? 0) + 0.001 * gradient ** 2;
      mean[name] = average;
      square[name] = spread;
      const pace = Math.sqrt(spread / (1 - 0.999 ** step)) + 1e-8;
      weights[name] = (weights[name] ?? 0) - (STEP * average) / (1 - 0.9 ** step) / pace;
    }
  }
  return weights;
}

function slopeOf(examples: readonly Example[], weights: Weights, names: readonly string[]): Map<string, number> {
  const pull = (name: string) => (name === 'bias' ? 0 : STIFFNESS * ((weights[name] ?? 0) - (BELIEFS[name] ?? 0)));
  const slope = new Map(names.map((name) => [name, pull(name)]));
  for (const { signs, announces } of examples) {
    const error = 1 / (1 + Math.exp(-evidenceOf(signs, weights))) - (announces ? 1 : 0);
    for (const name of ['bias', ...signs]) {
      const known = slope.get(name);
      if (known !== undefined) slope.set(name, known + error);
    }
  }
  return slope;
}
