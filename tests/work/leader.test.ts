import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { serveFleet } from '../support/fleet.ts';
import { startWired, stickPlan, without } from '../support/leader.ts';
import { postgres } from '../support/states.ts';
import { layOutWorkedSite, members, PLANNED, until } from '../support/workers.ts';

const SOURCES = 6;

/** Longer than anything takes that goes well, on a machine that does ten times as much besides. */
const PATIENCE = 180_000;

/** What docs/scale.md promises. */
const REPLACED_WITHIN_MS = 10_000;

describe.skipIf(postgres.missing !== null)(`the worker that plans (${postgres.name})`, () => {
  it(
    'goes by the database’s clock, is replaced within 10 seconds when killed or paused in the middle, and plans nothing twice',
    async () => {
      await using cleanUp = new AsyncDisposableStack();
      const state = cleanUp.use(await postgres.make());
      const database = new pg.Client(state.address);
      await database.connect();
      cleanUp.defer(() => database.end());
      const fleet = cleanUp.use(await serveFleet(3, SOURCES, 1));
      const site = cleanUp.use(
        layOutWorkedSite({ state: state.address, sources: fleet.urls, smtp: 'file:out/', rate: 1, gap: 1 }),
      );
      const store = await openStore(state.address);
      cleanUp.defer(() => store.close());
      const workers = await startWired(site, state.address, 3, cleanUp);
      expect(await until(async () => (await members(database)) === 3, PATIENCE), 'all work').toBe(true);
      const polled = async () => (await store.activity.polledSince(0)).polled;
      expect(await until(async () => (await polled()) === SOURCES, PATIENCE), 'the first plan is carried out').toBe(
        true,
      );

      const first = await stickPlan(store, database, workers);
      first.leader.running.kill('SIGKILL');
      expect(await first.succession(), 'after the death').toBeLessThan(REPLACED_WITHIN_MS);

      const second = await stickPlan(store, database, without(workers, first.leader));
      second.leader.running.kill('SIGSTOP');
      expect(await second.succession(), 'after the pause').toBeLessThan(REPLACED_WITHIN_MS);

      second.leader.running.kill('SIGCONT');
      expect(await until(async () => (await members(database)) === 2, PATIENCE), 'it is back').toBe(true);
      const runs = async () => JSON.parse((await store.facts.get('runs')) ?? '[]').length;
      expect(await until(async () => (await runs()) >= 2, PATIENCE), 'both plans are closed').toBe(true);
      expect(await runs(), 'once each').toBe(2);
      const { rows } = await database.query('select extract(epoch from now())::float8 * 1000 as now');
      expect(Math.abs(Number(await store.facts.get(PLANNED)) - rows[0].now), 'by its clock').toBeLessThan(PATIENCE);
      expect([...fleet.asked.values()], 'each source is asked once').toEqual(new Array(SOURCES).fill(1));
    },
    2 * PATIENCE,
  );
});
