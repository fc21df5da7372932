import type { Duration, Instant } from '../model.ts';
import type { FeedContent } from './feed.ts';

export interface CalendarContext {
  readonly url: string | null;
  readonly now: Instant;
  readonly timezone: string;
  readonly horizon: Duration;
}

export function readCalendar(_text: string, _context: CalendarContext): FeedContent | null {
  return null;
}
