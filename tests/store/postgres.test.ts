import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { postgres } from '../support/states.ts';
import { until } from '../support/workers.ts';

const ONLY_JOBS = { createSchema: false, supervise: false, schedule: false } as const;

describe.skipIf(postgres.missing !== null)(`a state in PostgreSQL (${postgres.name})`, () => {
  it('of one site is not seen by another site of the same database', async () => {
    await using state = await postgres.make();
    const [chess, garden] = [await openStore(state.address, 'chess'), await openStore(state.address, 'garden')];
    await chess.facts.set('secret', 'of chess');
    expect(await garden.facts.get('secret')).toBeNull();
    const lock = await chess.lock();
    expect(await garden.lock().then((own) => own?.release().then(() => 'its own'))).toBe('its own');
    await lock?.release();
    await chess.close();
    await garden.close();
  });

  it('needs a role that may do nothing but in the two schemas of its site', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const state = cleanUp.use(await postgres.make());
    const chess = await openStore(state.address, 'chess');
    await chess.close();
    const administrator = new pg.Client(state.address);
    await administrator.connect();
    const role = `garden_${randomBytes(6).toString('hex')}`;
    await administrator.query(`create role ${role} login password 'spade'`);
    cleanUp.defer(async () => {
      await administrator.query(`drop owned by ${role}; drop role ${role}`);
      await administrator.end();
    });
    for (const schema of ['garden', 'garden_jobs']) {
      await administrator.query(`create schema ${schema} authorization ${role}`);
    }
    const address = new URL(state.address);
    Object.assign(address, { username: role, password: 'spade' });
    const garden = await openStore(address.href, 'garden');
    cleanUp.defer(() => garden.close());
    await garden.facts.set('secret', 'of garden');
    const jobs = new PgBoss({ ...garden.sharing?.queue.connection, ...ONLY_JOBS, schema: 'garden_jobs' });
    await jobs.start();
    await jobs.createQueue('plan');
    expect(await jobs.send('plan', null)).not.toBeNull();
    await jobs.stop({ graceful: false });
    await expect(openStore(address.href, 'chess')).rejects.toThrow('permission denied for schema chess');
  });

  it('is made once by however many processes open it first', async () => {
    await using state = await postgres.make();
    const stores = await Promise.all(Array.from({ length: 5 }, () => openStore(state.address)));
    await Promise.all(stores.map((store, index) => store.facts.set(`fact ${index}`, 'kept')));
    expect(await stores[0]?.facts.get('fact 4')).toBe('kept');
    for (const store of stores) await store.close();
  });

  it('is brought up to date by one process at a time', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const state = cleanUp.use(await postgres.make());
    const other = new pg.Client(state.address);
    await other.connect();
    cleanUp.defer(() => other.end());
    await other.query(`select pg_advisory_lock(hashtextextended('tidings migration tidings', 0))`);
    const opening = Promise.all([openStore(state.address), openStore(state.address)]);
    const waiting = async () =>
      (
        await other.query(
          `select 1 from pg_locks where not granted and locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
        )
      ).rowCount === 2;
    expect(await until(waiting, 30_000), 'both wait').toBe(true);
    expect((await other.query(`select 1 from pg_namespace where nspname = 'tidings'`)).rowCount).toBe(0);
    await other.query('select pg_advisory_unlock_all()');
    for (const store of await opening) {
      expect((await store.tables.contents()).map(({ rows }) => rows)).not.toContain(1);
      await store.close();
    }
  });

  it('lets workers in together, and commands only when there is none', async () => {
    await using state = await postgres.make();
    const store = await openStore(state.address);
    const [one, other] = [await store.sharing?.join(() => 0.1), await store.sharing?.join(() => 0.2)];
    expect(one?.run).not.toBe(other?.run);
    expect(await store.lock()).toBeNull();
    await one?.leave();
    await other?.leave();
    const lock = await store.lock();
    expect(await store.sharing?.join(() => 0.3)).toBeNull();
    await lock?.release();
    await store.close();
  });

  it('deals out turns one after another, over all connections', async () => {
    await using state = await postgres.make();
    const store = await openStore(state.address);
    const waits = await Promise.all(Array.from({ length: 5 }, () => store.sharing?.takeTurns('host a', 1, 60_000)));
    const minutes = waits.map((wait = 0) => Math.round(wait / 60_000)).sort();
    expect(minutes).toEqual([0, 1, 2, 3, 4]);
    expect(await store.sharing?.takeTurns('host b', 1, 60_000)).toBe(0);
    await store.close();
  });

  it('that cannot be reached is told of in one line, without its password', async () => {
    const opening = openStore('postgres://ann:hunter2@127.0.0.1:1/news');
    await expect(opening).rejects.toThrow(
      /^postgres:\/\/ann@127\.0\.0\.1:1\/news: cannot be used as the state: .*; set/,
    );
  });
});
