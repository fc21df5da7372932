import { expect, it } from 'vitest';
import { isOwed } from '../../src/work/leader.ts';

const at = (minute: number, second: number) => Date.UTC(2026, 0, 1, 12, minute, second);

it.each([
  ['before the first', null, at(5, 0), true],
  ['in the minute of the last', at(5, 1), at(5, 59), false],
  ['with the next minute', at(5, 59), at(6, 0), true],
  ['not for a look back into the minute before', at(5, 1), at(4, 58), false],
  ['after a clock that ran ahead by hours', at(180, 0), at(5, 0), true],
])('a plan is owed %s', (_, last, now, owed) => {
  expect(isOwed(last, now)).toBe(owed);
});
