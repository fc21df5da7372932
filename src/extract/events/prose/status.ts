import type { EventStatus } from '../../../model.ts';
import type { Candidate } from './candidates.ts';
import { anyOf, wordPattern } from './fold.ts';
import type { EventLanguage } from './language.ts';
import { perLanguage } from './per-language.ts';

/** How far from a day words are said of it. */
const NEAR = 60;

const patternsOf = perLanguage(({ cues, movedTo, articles, weekdays }) => ({
  off: wordPattern(cues.cancelled),
  newDate: new RegExp(`(?:${anyOf(movedTo)})\\s+(?:(?:${anyOf([...articles, ...weekdays.flat()])})[\\s,]+)*$`),
}));

/**
 * Whether a text calls an event off on the day it names ("the meetup on 19 June is cancelled") or puts it there
 * ("postponed to 26 June"); null where it does neither.
 */
export function statusOf({ before, after, passage, near }: Candidate, language: EventLanguage): EventStatus | null {
  const { off, newDate } = patternsOf(language);
  const isOff = off.test(after.slice(0, NEAR));
  if (!isOff && off.test(before)) return newDate.test(before) ? 'rescheduled' : 'cancelled';
  const title = near[0]?.role === 'title' ? near[0] : passage;
  return isOff || (off.test(title.folded) && !near.some(({ folded, days }) => days.length > 0 && off.test(folded)))
    ? 'cancelled'
    : null;
}
