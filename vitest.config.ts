import { defineConfig } from 'vitest/config';

/** Tests of how long a piece of code takes, to a fraction of a millisecond. */
const TIMED = ['tests/digest/personal.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['tests/support/folder.ts', 'tests/support/postgres-server.ts'],
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
