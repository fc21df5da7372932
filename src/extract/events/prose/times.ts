import { matchesOf } from '../../matches.ts';
import type { DayMention } from './days.ts';
import { anyOf } from './fold.ts';
import type { EventLanguage } from './language.ts';
import { perLanguage } from './per-language.ts';
import { ZONE_WORDS, zoneOf } from './zones.ts';

/** A time of day that a text names. */
export interface TimeMention {
  readonly from: number;
  readonly to: number;
  readonly hour: number;
  readonly minute: number;
  /** Whether it says which half of the day it is of. */
  readonly isOfHalf: boolean;
  /** An IANA zone or an offset; null where none is said. */
  readonly zone: string | null;
}

/** The times of day in a folded text, in order; of a span of hours, its beginning. */
export function findTimes(folded: string, language: EventLanguage): TimeMention[] {
  const found = patternsOf(language)
    .flatMap((pattern) => matchesOf(pattern, folded))
    .flatMap((match) => mentionOf(match, folded) ?? [])
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return found.filter((mention, i) => !found.slice(0, i).some((earlier) => mention.from < earlier.to));
}

const patternsOf = perLanguage(({ times, until }): RegExp[] => {
  const edge = '(?<![\\w.,:/$€£-])';
  const hour = '(?<hour>[01]?\\d|2[0-4])';
  const later = '(?:[01]?\\d|2[0-4])(?:[:.h]?[0-5]\\d)?';
  const span = `(?:\\s*(?:-|/|${anyOf(until)})\\s*${later})?`;
  const half = `\\s*(?:(?<morning>${anyOf(['a\\.?m\\.?', ...times.morning])})|(?<afternoon>${anyOf(['p\\.?m\\.?', ...times.afternoon])}))(?![a-z])`;
  const after = `\\s?(?:${anyOf(times.after)})(?![a-z])`;
  const thirty = times.andHalf.length === 0 ? '' : `(?:\\s+(?<andHalf>${anyOf(times.andHalf)})(?![a-z]))?`;
  const before = times.before.length === 0 ? null : `(?<![a-z])(?:${anyOf(times.before)})(?:\\s+|(?<='))`;
  const end = `(?![\\d%/]|[:.,]\\d|\\s?(?:%|€|euro))`;
  return [
    `${edge}${hour}(?:[:.](?<minute>[0-5]\\d))?${span}${half}`,
    `${edge}${hour}(?::|\\s?h\\s?)(?<minute>[0-5]\\d)${end}${span}(?:${half})?`,
    `${edge}${hour}(?:[.](?<minute>[0-5]\\d))?${span}${after}${thirty}(?:${half})?`,
    `${edge}(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)(?=\\s?(?:utc|gmt|hrs|hours)(?![a-z]))`,
    `${edge}${hour}(?:[:.h](?<minute>[0-5]\\d))?(?:${after})?\\s+(?:${anyOf(until)})\\s+(?:${anyOf(times.noon)})(?![a-z])`,
    `(?<![a-z-])(?<noon>${anyOf(times.noon)})(?![a-z])`,
    ...(before === null
      ? []
      : [`${before}${hour}(?:[:.,h](?<minute>[0-5]\\d))?${end}${thirty}${span}(?:${after})?(?:${half})?`]),
  ].map((source) => new RegExp(source, 'g'));
});

/**
 * The times of a sentence that names those days: an hour beside "tomorrow evening" is one after noon, and may stand
 * without minutes or unit.
 */
export function besideParts(
  times: readonly TimeMention[],
  days: readonly DayMention[],
  folded: string,
  language: EventLanguage,
): readonly TimeMention[] {
  if (days.every(({ part }) => part === null)) return times;
  const partOf = (at: number) => (days.findLast(({ from }) => from <= at) ?? days[0])?.part ?? null;
  const bare = matchesOf(bareHour(language), folded)
    .flatMap((match) => mentionOf(match, folded) ?? [])
    .filter(({ from, to }) => partOf(from) !== null && !times.some((time) => time.from < to && from < time.to));
  return [...times, ...bare]
    .sort((a, b) => a.from - b.from)
    .map((time) => (partOf(time.from) === 'late' ? afterNoon(time) : time));
}

function afterNoon(time: TimeMention): TimeMention {
  const isOpen = !time.isOfHalf && time.hour > 0 && time.hour < 12;
  return isOpen ? { ...time, hour: time.hour + 12 } : time;
}

/** "At 10" is an hour where the sentence ends or goes on with a small word, and not in "at 10 Church Street". */
const bareHour = perLanguage(({ times, until, at, on, and }: EventLanguage): RegExp => {
  if (times.besidePart.length === 0) return /(?!)/g;
  const hour = '(?<hour>1[0-2]|[1-9])(?:[:.](?<minute>[0-5]\\d))?(?![\\d:]|[.,]\\d)';
  const next = `(?=\\s*(?:$|[.,;!?)-]|(?:${anyOf([...until, ...at, ...on, ...and])})(?![a-z])))`;
  return new RegExp(`(?<![a-z])(?:${anyOf(times.besidePart)})\\s+${hour}${next}`, 'g');
});

const ZONE = new RegExp(
  `^(?:\\s*(?:-|to)\\s*\\d{1,2}(?:[:.]\\d{2})?\\s*(?:[ap]m)?)?\\s*[(\\[]?(${ZONE_WORDS})(?![a-z])`,
);

const HALF_AN_HOUR = 30;

function mentionOf(match: RegExpExecArray, folded: string): TimeMention | null {
  const { hour, minute, andHalf, morning, afternoon, noon } = match.groups ?? {};
  const to = match.index + match[0].length;
  const said = ZONE.exec(folded.slice(to, to + 40));
  const zone = said?.[1] === undefined ? null : zoneOf(said[1]);
  const twelve = afternoon !== undefined || morning !== undefined;
  const place = { from: match.index, to: to + (said?.[0].length ?? 0), isOfHalf: twelve, zone };
  if (noon !== undefined) return { ...place, hour: 12, minute: 0 };
  const number = Number(hour);
  if (twelve && number > 12) return null;
  const hours = twelve ? (number % 12) + (afternoon === undefined ? 0 : 12) : number % 24;
  return { ...place, hour: hours, minute: Number(minute ?? (andHalf === undefined ? 0 : HALF_AN_HOUR)) };
}
