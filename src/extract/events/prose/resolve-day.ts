import { Temporal } from 'temporal-polyfill';
import { calendarDay } from '../calendar-date.ts';

/** What a text says of a day. */
export interface DayParts {
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number | null;
}

/** Without its year, a day is sought from so long before the day of writing to so long after it. */
const DAYS_BACK = 95;
const DAYS_AHEAD = 270;
const DAYS_IN_YEAR = 366;
const MS_PER_DAY = 86_400_000;
/** How far ahead the "12" of "Thursday 12" is sought. */
const MONTHS_AHEAD = 3;

/** The day that is meant, written on `today`: of the years left open the one whose weekday fits, else the nearest ahead. */
export function resolveDay(
  { day, month, year, weekday }: DayParts,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  if (year !== null) return calendarDay(year, month, day);
  const years = [today.year, today.year + 1, today.year - 1];
  const days = years.flatMap((candidate) => calendarDay(candidate, month, day) ?? []);
  const fitting = days.find((it) => it.dayOfWeek === weekday && isWithin(it, today, DAYS_IN_YEAR));
  return fitting ?? days.find((it) => isWithin(it, today, DAYS_AHEAD)) ?? null;
}

function isWithin(day: Temporal.PlainDate, today: Temporal.PlainDate, ahead: number): boolean {
  const distance = daysBetween(today, day);
  return distance >= -DAYS_BACK && distance <= ahead;
}

/** The next day of that number in its month that is that weekday. */
export function resolveNumber(day: number, weekday: number, today: Temporal.PlainDate): Temporal.PlainDate | null {
  for (let months = 0; months <= MONTHS_AHEAD; months += 1) {
    const { year, month } = today.add({ months });
    const candidate = calendarDay(year, month, day);
    if (candidate?.dayOfWeek === weekday && Temporal.PlainDate.compare(candidate, today) >= 0) return candidate;
  }
  return null;
}

/** From the first to the second, negative where the second is earlier. */
export function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return (Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / MS_PER_DAY;
}
