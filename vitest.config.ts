import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests of how long a piece of code takes, to a fraction of a millisecond. */
const TIMED = ['tests/digest/personal.test.ts'];

/** Tests that wait for programs and servers for very long. Begun last, they would keep one processor from its work. */
const LONG = [
  'tests/package.test.ts',
  'tests/soak/soak.test.ts',
  'tests/work/together.test.ts',
  'tests/publish/browser.test.ts',
  'tests/digest/email-rendered.test.ts',
  'tests/work/leader.test.ts',
  'tests/poll/crash.test.ts',
  'tests/journeys/main-job-postgres.test.ts',
  'tests/mail/postfix.test.ts',
  'tests/corpus-feeds.test.ts',
  'tests/corpus-extract.test.ts',
  'tests/corpus-events.test.ts',
  'tests/feed/memory.test.ts',
];

const missing = LONG.filter((name) => !existsSync(name));
if (missing.length > 0) throw new Error(`vitest.config.ts names tests that are not there: ${missing.join(', ')}`);

/** What vitest would go by, how long they took the last time or are, is not known of a first run, or says little. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((name) => moduleId.endsWith(name));
    const { long = [], other = [] } = Object.groupBy(await super.sort(files), (file) =>
      isLong(file) ? 'long' : 'other',
    );
    return [...long, ...other];
  }
}

export default defineConfig({
  test: {
    globalSetup: ['tests/support/folder.ts', 'tests/support/postgres-server.ts'],
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC', NO_COLOR: '1' },
    projects: [
      {
        extends: true,
        // Many tests wait for servers and programs of theirs: three share two processors well.
        test: { name: 'all', include: ['tests/**/*.test.ts'], exclude: TIMED, maxWorkers: 3, isolate: false },
      },
      {
        extends: true,
        // After the others, for what runs beside them would be measured, too.
        test: { name: 'timed', include: TIMED, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
