import { matchesOf } from '../../matches.ts';
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
  const before = times.before.length === 0 ? null : `(?<![a-z])(?:${anyOf(times.before)})(?:\\s+|(?<='))`;
  const end = `(?![\\d%/]|[:.,]\\d|\\s?(?:%|€|euro))`;
  return [
    `${edge}${hour}(?:[:.](?<minute>[0-5]\\d))?${span}${half}`,
    `${edge}${hour}(?::|\\s?h\\s?)(?<minute>[0-5]\\d)${end}${span}(?:${half})?`,
    `${edge}${hour}(?:[.](?<minute>[0-5]\\d))?${span}${after}`,
    `${edge}(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)(?=\\s?(?:utc|gmt|hrs|hours)(?![a-z]))`,
    `(?<![a-z-])(?<noon>${anyOf(times.noon)})(?![a-z])`,
    ...(before === null ? [] : [`${before}${hour}(?:[:.,h](?<minute>[0-5]\\d))?${end}${span}(?:${half})?`]),
  ].map((source) => new RegExp(source, 'g'));
});

const ZONE = new RegExp(
  `^(?:\\s*(?:-|to)\\s*\\d{1,2}(?:[:.]\\d{2})?\\s*(?:[ap]m)?)?\\s*[(\\[]?(${ZONE_WORDS})(?![a-z])`,
);

function mentionOf(match: RegExpExecArray, folded: string): TimeMention | null {
  const { hour, minute, morning, afternoon, noon } = match.groups ?? {};
  const to = match.index + match[0].length;
  const said = ZONE.exec(folded.slice(to, to + 40));
  const zone = said?.[1] === undefined ? null : zoneOf(said[1]);
  const place = { from: match.index, to: to + (said?.[0].length ?? 0), zone };
  if (noon !== undefined) return { ...place, hour: 12, minute: 0 };
  const twelve = afternoon !== undefined || morning !== undefined;
  const number = Number(hour);
  if (twelve && number > 12) return null;
  const hours = twelve ? (number % 12) + (afternoon === undefined ? 0 : 12) : number % 24;
  return { ...place, hour: hours, minute: Number(minute ?? 0) };
}
