import { describe, expect, it } from 'vitest';
import { eventsIn } from './found.ts';

const LENGTH = 20_000;
const MOST_MILLISECONDS = 1500;

describe('texts made to be slow', () => {
  it.each(['Monday ', 'today ', '1, ', 'June 1 ', 'A’', '"', '10-', '1/', 'A ', 'at Ab, ', '5 July '])(
    'twenty thousand characters of %j are read in good time',
    (unit) => {
      const text = unit.repeat(LENGTH / unit.length);
      const start = process.cpuUsage();
      eventsIn(`<p>Meetup on 5 July at ${text}</p><p>${text} 5 July</p>`);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(MOST_MILLISECONDS);
    },
  );
});
