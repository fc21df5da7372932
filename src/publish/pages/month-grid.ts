import { Temporal } from 'temporal-polyfill';

/** A day of a month's sheet; empty before the first and after the last. */
export interface Cell {
  readonly number: number | null;
  /** The day as `2014-08-21`. */
  readonly day: string | null;
}

const DAYS = 7;

/** The weeks of a month such as `2014-08`, from Monday to Sunday. */
export function monthGrid(month: string): Cell[][] {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const before = first.dayOfWeek - 1;
  const weeks = Math.ceil((before + first.daysInMonth) / DAYS);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: DAYS }, (_, weekday) => cell(first, week * DAYS + weekday - before)),
  );
}

function cell(first: Temporal.PlainDate, offset: number): Cell {
  if (offset < 0 || offset >= first.daysInMonth) return { number: null, day: null };
  return { number: offset + 1, day: first.add({ days: offset }).toString() };
}
