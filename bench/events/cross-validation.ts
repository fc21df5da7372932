import { SURE } from '../../src/extract/events/announced.ts';
import type { Weights } from '../../src/extract/events/prose/judge.ts';
import { confidenceOf, evidenceOf } from '../../src/extract/events/prose/judge.ts';
import type { Judgement } from './calibration.ts';
import { fitSlope } from './calibration.ts';
import type { Example, Examples } from './examples.ts';
import { regress } from './regression.ts';

/** A day that a text names, and how likely it was held to be an event's first. */
export interface JudgedDay extends Judgement {
  readonly text: string;
}

/** The days judged in one shuffle of the texts, each by a model fitted without its text. */
export interface Round {
  /** By the regression alone. */
  readonly plain: readonly JudgedDay[];
  /** By the slope fitted, too, to the other texts' days. */
  readonly calibrated: readonly JudgedDay[];
}

/** Days that were rightly and wrongly taken for an event's first, and those that had to be found. */
export interface Score {
  readonly right: number;
  readonly wrong: number;
  readonly wanted: number;
  /** The wrong ones of texts that announce nothing. */
  readonly falseAlarms: number;
}

const FOLDS = 10;

/** Judges every day by models fitted to the nine tenths of the texts that its own is not among; once for each shuffle. */
export function crossValidate({ mentions }: Examples, shuffles: number): Round[] {
  return Array.from({ length: shuffles }, (_, shuffle) => {
    const folds = Array.from({ length: FOLDS }, (_fold, fold) => {
      const isHeldOut = ({ text }: Example) => foldOf(text, shuffle) === fold;
      return judgeDays(mentions.filter(isHeldOut), regress(mentions.filter((example) => !isHeldOut(example))), 1);
    });
    return {
      plain: folds.flat(),
      calibrated: folds.flatMap((days, fold) => calibrate(days, folds.toSpliced(fold, 1))),
    };
  });
}

/** The days of texts whose events are known, judged; those that are neither asked for nor wrong are left out. */
export function judgeDays(mentions: readonly Example[], weights: Weights, slope: number): JudgedDay[] {
  const days = [...Map.groupBy(mentions, ({ text, day }) => `${text} ${day}`).values()];
  return days
    .filter((said) => said.every(({ announces }) => announces !== null))
    .flatMap((said) => {
      const confidence = confidenceOf(
        said.map(({ signs }) => evidenceOf(signs, weights)),
        slope,
      );
      return said.slice(0, 1).map(({ text }) => ({ text, confidence, right: said.some(({ announces }) => announces) }));
    });
}

function calibrate(days: readonly JudgedDay[], others: readonly (readonly JudgedDay[])[]): JudgedDay[] {
  const slope = fitSlope(others.flat());
  return days.map((day) => ({ ...day, confidence: 1 / (1 + (1 / day.confidence - 1) ** slope) }));
}

/** How well days are told apart at the confidence from which on readers are shown them. */
export function scoreOf(days: readonly JudgedDay[], { silent }: Pick<Examples, 'silent'>): Score {
  const taken = days.filter(({ confidence }) => confidence >= SURE);
  const wrong = taken.filter(({ right }) => !right);
  return {
    right: taken.length - wrong.length,
    wrong: wrong.length,
    wanted: days.filter(({ right }) => right).length,
    falseAlarms: wrong.filter(({ text }) => silent.has(text)).length,
  };
}

/** The part that a text is in: all its mentions in one, differently in each shuffle. */
function foldOf(text: string, shuffle: number): number {
  let hash = shuffle * 7919 + 17;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % FOLDS;
}
