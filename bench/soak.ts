/**
 * Lets tidings run for weeks against feeds and a mail server that misbehave, and checks after each run that nothing is
 * lost, doubled or broken. The same seed gives the same troubles; only a kill after a silence depends on the machine.
 *
 *   npm run soak -- [--seed N] [--weeks 4] [--every HOURS] [--feeds N] [--quiet]
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { soak } from '../tests/soak/soak.ts';

/** From the Friday on which the weeks end until the second Monday. */
const CALM_DAYS = 10;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    weeks: { type: 'string', default: '4' },
    every: { type: 'string', default: '6' },
    feeds: { type: 'string', default: '12' },
    quiet: { type: 'boolean', default: false },
  },
});
const [seed, weeks, every, feeds] = [values.seed, values.weeks, values.every, values.feeds].map(Number);
if (seed === undefined || weeks === undefined || every === undefined || feeds === undefined) process.exit(2);
const { violations, ...counts } = await soak({ seed, weeks, calmDays: CALM_DAYS, every, feeds }, (line) => {
  if (!values.quiet) console.log(line);
});
console.log(JSON.stringify({ seed, ...counts }));
for (const violation of violations) console.log(violation);
process.exitCode = violations.length === 0 ? 0 : 1;
