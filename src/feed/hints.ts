import type { Duration, PollingHints } from '../model.ts';
import type { RawElements } from './rss-parser.ts';

const MINUTE: Duration = 60_000;
const PERIODS: Readonly<Record<string, Duration>> = {
  hourly: 60 * MINUTE,
  daily: 24 * 60 * MINUTE,
  weekly: 7 * 24 * 60 * MINUTE,
  monthly: 30 * 24 * 60 * MINUTE,
  yearly: 365 * 24 * 60 * MINUTE,
};
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export const NO_HINTS: PollingHints = { ttl: null, skipHours: [], skipDays: [], updatePeriod: null };

/** What a channel asks of those who poll it: RSS 2.0's `ttl`, `skipHours`, `skipDays` and RSS 1.0's syndication module. */
export function hintsOf(head: RawElements): PollingHints {
  return {
    ttl: minutes(head.all('ttl')[0]?.text),
    skipHours: skipped(head, 'skiphours', 'hour', hourOf),
    skipDays: skipped(head, 'skipdays', 'day', (text) => DAYS.indexOf(text.toLowerCase())),
    updatePeriod: updatePeriod(head),
  };
}

function minutes(text: string | undefined): Duration | null {
  const ttl = Number(text || Number.NaN);
  return Number.isFinite(ttl) && ttl > 0 ? ttl * MINUTE : null;
}

function skipped(head: RawElements, list: string, member: string, read: (text: string) => number): readonly number[] {
  const found = head
    .all(list)
    .flatMap((element) => element.children.all(member))
    .map(({ text }) => read(text));
  return [...new Set(found.filter((value) => value >= 0))].sort((a, b) => a - b);
}

/** RSS 0.91 counts 24 as midnight. */
function hourOf(text: string): number {
  return /^\d{1,2}$/.test(text) && Number(text) <= 24 ? Number(text) % 24 : -1;
}

function updatePeriod(head: RawElements): Duration | null {
  const period = head.all('sy:updateperiod')[0]?.text.toLowerCase();
  const frequency = head.all('sy:updatefrequency')[0]?.text;
  if (period === undefined && frequency === undefined) return null;
  // The module's own default is daily.
  const length = PERIODS[period ?? 'daily'];
  const times = Number(frequency ?? 1);
  return length === undefined || !(times > 0) ? null : length / times;
}
