/** How sure a judgement was, and whether it was right. */
export interface Judgement {
  /** From 0 to 1. */
  readonly confidence: number;
  readonly right: boolean;
}

/** The judgements of a range of confidence. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  /** How many there are, in the mean of the rounds. */
  readonly count: number;
  /** Their mean confidence, and the share of them that was right. */
  readonly said: number;
  readonly held: number;
  /** Where the true share is to be sought, with 95 % certainty. */
  readonly interval: readonly [number, number];
}

/**
 * The judgements by their confidence, those of `edges[i]` up to but not including `edges[i + 1]` together, and 1 with the
 * last. Where the same days were judged in several `rounds`, each counts once in all of them: it was seen only once.
 */
export function binned(rounds: readonly (readonly Judgement[])[], edges: readonly number[]): Bin[] {
  const judgements = rounds.flat();
  return edges.slice(1).map((to, i) => {
    const from = edges[i] ?? 0;
    const held = judgements.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
    const count = held.length / rounds.length;
    const right = held.filter((judgement) => judgement.right).length / rounds.length;
    return {
      from,
      to,
      count,
      said: mean(held.map(({ confidence }) => confidence)),
      held: right / count,
      interval: wilson(right, count),
    };
  });
}

/** Wilson's score interval of a share, at 95 %; all that is possible where nothing was counted. */
function wilson(right: number, count: number): [number, number] {
  if (count === 0) return [0, 1];
  const z = 1.96;
  const share = right / count;
  const middle = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  const half = (z / (1 + z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** The mean square by which the judgements missed: 0 where all were sure and right. */
export function brierScore(judgements: readonly Judgement[]): number {
  return mean(judgements.map(({ confidence, right }) => (confidence - Number(right)) ** 2));
}

/** By how much what was said of a bin misses what held, in the mean over all judgements. */
export function expectedCalibrationError(bins: readonly Bin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { count, said, held }) => sum + (count === 0 ? 0 : (count / total) * Math.abs(said - held)),
    0,
  );
}

/**
 * By how much log-odds are to be multiplied so that they say best how often the judgements were right: Platt scaling
 * without its offset, so that what was as likely as not stays so. By Newton's method.
 */
export function fitSlope(judgements: readonly Judgement[]): number {
  const points = judgements.map(({ confidence, right }) => ({ odds: Math.log(confidence / (1 - confidence)), right }));
  let slope = 1;
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    let gradient = 0;
    let curvature = 0;
    for (const { odds, right } of points) {
      const likely = 1 / (1 + Math.exp(-slope * odds));
      gradient += (likely - Number(right)) * odds;
      curvature += likely * (1 - likely) * odds ** 2;
    }
    slope -= gradient / curvature;
  }
  return slope;
}

const NEWTON_STEPS = 20;

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
