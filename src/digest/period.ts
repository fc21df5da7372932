import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import type { Edition, Instant } from '../model.ts';

/** When editions are due. */
export interface Schedule {
  /** A cron pattern. */
  readonly pattern: string;
  /** An IANA zone, whose clocks the pattern follows through their changes. */
  readonly timezone: string;
}

/** What a schedule has to know of the past. */
export interface EditionHistory {
  /** When the site first polled; null: not yet. */
  readonly firstPoll: Instant | null;
  /** Where the last edition's period ended; null: there was no edition yet. */
  readonly covered: Instant | null;
  /** The latest due time that is done with, whether by an edition or because nothing was new then; null: none yet. */
  readonly settled: Instant | null;
  readonly names: ReadonlySet<string>;
}

/** An edition before anything is in it. */
export interface PlannedEdition {
  readonly name: string;
  /** From the end of the period before; `to`, which is no longer in it, is when the edition is due. */
  readonly period: Edition['period'];
}

type Unit = 'day' | 'week' | 'month';

const MS_PER_DAY = 86_400_000;
/** Half a day short of a week, and of February, since days are 23 hours long when the clocks go forward. */
const SHORTEST_WEEK = 6.5 * MS_PER_DAY;
const SHORTEST_MONTH = 27.5 * MS_PER_DAY;

/** The due times by whose gaps a schedule is judged: fixed ones, so that names stay of one kind. */
const SAMPLE = { from: Date.UTC(2024, 0, 1), runs: 30 };

/** The first due time after an instant; null where the pattern's years are over. */
export function nextDue(schedule: Schedule, after: Instant): Instant | null {
  return open(schedule).nextRun(new Date(after))?.getTime() ?? null;
}

/**
 * The edition that is due and not yet settled; null where none is. The first one is due at the first time at which the
 * first poll is done, be it done at that very instant. Times that were missed are made up for by one edition, whose period covers them all.
 */
export function dueEdition(schedule: Schedule, history: EditionHistory, now: Instant): PlannedEdition | null {
  const due = lastDue(schedule, now);
  const begun = history.settled ?? beforeFirstPoll(history);
  if (begun === null || due === null || due <= begun) return null;
  return plan(schedule, history, { from: history.covered ?? firstPeriod(schedule, history, due), to: due });
}

/**
 * The edition that would be sent now: the one that is due, else the one whose period is under way. A site that has
 * sent none yet is shown what its first one would be, had the last due time been it.
 */
export function previewEdition(schedule: Schedule, history: EditionHistory, now: Instant): PlannedEdition {
  const due = dueEdition(schedule, history, now);
  if (due !== null) return due;
  if (history.covered !== null) {
    const to = nextDue(schedule, Math.max(now, history.covered)) ?? now;
    return plan(schedule, history, { from: history.covered, to });
  }
  const to = lastDue(schedule, now) ?? now;
  return plan(schedule, history, { from: dueBefore(schedule, to), to });
}

/** Where the period of the first edition begins: one period before the first time it was due. */
function firstPeriod(schedule: Schedule, history: EditionHistory, due: Instant): Instant {
  const begun = beforeFirstPoll(history);
  return dueBefore(schedule, (begun === null ? null : nextDue(schedule, begun)) ?? due);
}

function beforeFirstPoll({ firstPoll }: EditionHistory): Instant | null {
  return firstPoll === null ? null : firstPoll - 1;
}

function lastDue(schedule: Schedule, now: Instant): Instant | null {
  const [last] = open(schedule).previousRuns(1, new Date(now + 1));
  return last?.getTime() ?? null;
}

/** The due time before another; a week earlier where the pattern, having years, knows none. */
function dueBefore(schedule: Schedule, due: Instant): Instant {
  const [before] = open(schedule).previousRuns(1, new Date(due));
  return before?.getTime() ?? due - 7 * MS_PER_DAY;
}

function open({ pattern, timezone }: Schedule): Cron {
  return new Cron(pattern, { timezone, paused: true });
}

function plan(schedule: Schedule, { names }: EditionHistory, period: Edition['period']): PlannedEdition {
  return { name: freeName(namesFor(schedule, period.from), names), period };
}

/** The names a period may have, by its first day: that of the schedule's unit, then the finer ones. */
function namesFor(schedule: Schedule, from: Instant): string[] {
  const day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(schedule.timezone).toPlainDate();
  const week = `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`;
  const names: Record<Unit, string[]> = {
    month: [day.toPlainYearMonth().toString(), week, day.toString()],
    week: [week, day.toString()],
    day: [day.toString()],
  };
  return names[unitOf(schedule)];
}

/** What a schedule's editions are named after: by its shortest gap, so that no two begin in one day, week or month. */
function unitOf(schedule: Schedule): Unit {
  const due = open(schedule).nextRuns(SAMPLE.runs, new Date(SAMPLE.from));
  const gap = Math.min(...due.slice(1).map((time, index) => time.getTime() - (due[index]?.getTime() ?? 0)));
  if (gap >= SHORTEST_MONTH) return 'month';
  return gap >= SHORTEST_WEEK ? 'week' : 'day';
}

/** The first name that no edition has; where all are taken, the last one with a number. */
function freeName(names: readonly string[], taken: ReadonlySet<string>): string {
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  let number = 2;
  while (taken.has(`${names.at(-1)}-${number}`)) number += 1;
  return `${names.at(-1)}-${number}`;
}
