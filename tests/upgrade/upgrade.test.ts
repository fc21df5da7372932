import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { migrationsFor } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/store.ts';
import { runHere } from '../support/run-here.ts';
import { layOutSite } from '../support/site.ts';
import { postgres } from '../support/states.ts';

/** States as released versions left them, and as this one leaves it, each named after its last migration. */
const STATES = globSync(join(import.meta.dirname, '..', 'fixtures', 'upgrade', '*.sql'))
  .sort()
  .map((path) => [basename(path, '.sql'), path] as const);

/** The migrations of a state in SQLite, in their order. */
function migrationsOf(database: DatabaseSync): unknown[] {
  return database
    .prepare('select name from kysely_migration order by name')
    .all()
    .map(({ name }) => name);
}

/** The tables and indexes of a state, each as SQLite would make it. */
function shapeOf(database: DatabaseSync): unknown[] {
  return database.prepare('select type, name, sql from sqlite_master order by type, name').all();
}

it.each(STATES)('a state as of %s opens and runs', async (_, path) => {
  using site = layOutSite({
    'tidings.yaml': 'title: A\nurl: https://news.example.org/\ndigest: { from: news@example.org }\n',
    'sources/none.yaml': '[]\n',
  });
  mkdirSync(site.path('data'));
  using database = new DatabaseSync(site.path('data', 'tidings.db'));
  database.exec(readFileSync(path, 'utf8'));
  const now = ['--site', site.dir, '--now', '2014-08-18T07:00:00Z', '--json'];
  const run = await runHere('run', ...now);
  expect(run.status, run.stderr).toBe(0);
  expect(JSON.parse((await runHere('subscribers', 'list', ...now)).stdout)).toMatchObject([
    { email: 'ann@example.org', name: 'Ann', state: 'active' },
  ]);
  const { editions } = JSON.parse((await runHere('status', ...now)).stdout);
  expect(editions).toContainEqual(expect.objectContaining({ edition: '2014-W32', state: 'done', sent: 1 }));
});

it.each(STATES)('a state as of %s has, once it is opened, the tables and indexes of a new one', async (name, path) => {
  using site = layOutSite({});
  using old = new DatabaseSync(site.path('old.db'));
  old.exec(readFileSync(path, 'utf8'));
  expect(migrationsOf(old).at(-1)).toBe(name);
  for (const file of ['old.db', 'new.db']) await (await openStore(site.path(file))).close();
  using fresh = new DatabaseSync(site.path('new.db'));
  expect(shapeOf(old)).toEqual(shapeOf(fresh));
});

it('the state of this program is among those that are tried: tests/fixtures/upgrade has one of its last migration', async () => {
  using site = layOutSite({});
  await (await openStore(site.path('new.db'))).close();
  using fresh = new DatabaseSync(site.path('new.db'));
  expect(STATES.map(([name]) => name)).toContain(migrationsOf(fresh).at(-1));
});

describe.skipIf(postgres.missing !== null)(`a state in ${postgres.name}`, () => {
  it.each(Object.keys(migrationsFor('postgres')).sort())(
    'as of %s is brought up to date, with what it held',
    async (name) => {
      await using state = await postgres.make();
      const pool = new pg.Pool({ connectionString: state.address, options: '-c search_path=site' });
      await pool.query('create schema site');
      const provider = { getMigrations: async () => migrationsFor('postgres') };
      const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
      await new Migrator({ db, provider, migrationTableSchema: 'site' }).migrateTo(name);
      await pool.query("insert into facts (name, value) values ('secret', 'kept from the first day')");
      await db.destroy();
      const store = await openStore(state.address, 'site');
      expect(await store.facts.get('secret')).toBe('kept from the first day');
      expect([await store.hubs.all(), (await store.sources.states()).size]).toEqual([[], 0]);
      await store.close();
    },
  );

  it('of a newer program is refused in one line, and left as it is', async () => {
    await using state = await postgres.make();
    await (await openStore(state.address, 'site')).close();
    const client = new pg.Client(state.address);
    await client.connect();
    await client.query("insert into site.kysely_migration values ('2999-01-future', '2999-01-01T00:00:00Z')");
    await client.end();
    await expect(openStore(state.address, 'site')).rejects.toThrow(
      /: was made by a newer tidings \(2999-01-future\); run that version, or restore a copy [^\n]+$/,
    );
  });
});
