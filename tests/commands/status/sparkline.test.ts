import { expect, it } from 'vitest';
import { sparkline } from '../../../src/commands/status/sparkline.ts';

it.each([
  [[0, 0, 0], '···'],
  [[1, 0, 8], '▁·█'],
  [[3, 3], '██'],
  [[1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
  [[1, 1000], '▁█'],
  [[], ''],
])('%j is drawn as %s', (counts, line) => {
  expect(sparkline(counts)).toBe(line);
});
