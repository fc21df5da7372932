import { calendarDay, type Day, monthOf, weekdayOf, yearOf } from '../calendar-date.ts';

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
/** How far ahead the "12" of "Thursday 12" is sought. */
const MONTHS_AHEAD = 3;

/** The day that is meant, written on `today`: of the years left open the one whose weekday fits, else the nearest ahead. */
export function resolveDay({ day, month, year, weekday }: DayParts, today: Day): Day | null {
  if (year !== null) return calendarDay(year, month, day);
  const thisYear = yearOf(today);
  const years = [thisYear, thisYear + 1, thisYear - 1];
  const days = years.flatMap((candidate) => calendarDay(candidate, month, day) ?? []);
  const fitting = days.find((it) => weekdayOf(it) === weekday && isWithin(it, today, DAYS_IN_YEAR));
  return fitting ?? days.find((it) => isWithin(it, today, DAYS_AHEAD)) ?? null;
}

function isWithin(day: Day, today: Day, ahead: number): boolean {
  return day >= today - DAYS_BACK && day <= today + ahead;
}

/** The next day of that number in its month that is that weekday. */
export function resolveNumber(day: number, weekday: number, today: Day): Day | null {
  const [year, first] = [yearOf(today), monthOf(today)];
  for (let month = first; month <= first + MONTHS_AHEAD; month += 1) {
    const candidate = month <= 12 ? calendarDay(year, month, day) : calendarDay(year + 1, month - 12, day);
    if (candidate !== null && weekdayOf(candidate) === weekday && candidate >= today) return candidate;
  }
  return null;
}
