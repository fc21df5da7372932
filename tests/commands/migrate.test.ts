import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/commands/migrate.ts';
import { openStore } from '../../src/store/store.ts';
import { draft, entry, intake, NOW, person, takeIn } from '../store/contract/samples.ts';
import { openTestApp } from '../support/app.ts';
import { type Database, postgres, sqlite } from '../support/states.ts';

const SETTINGS = { 'tidings.yaml': 'title: A site\nurl: https://news.example.org/\n' };

/** A site with something in every table. */
async function lived(database: Database) {
  const state = await database.make();
  const site = await openTestApp(SETTINGS, { json: true }, { TIDINGS_STATE: state.address });
  const { store } = site.app;
  const posts = Array.from({ length: 700 }, (_, index) => entry(`post ${index}`));
  await takeIn(store, intake([...posts, entry('with\0zero')]));
  await store.sources.hold('blog.example.org', NOW);
  await store.calendar.keep([{ uid: 'a', fingerprint: 'b', sequence: 1, stamped: NOW }]);
  await store.subscribers.add([person('ann@example.net'), person('bob@example.net')], NOW);
  await store.editions.begin(draft(['carl@example.net']));
  await store.subscribers.suppress('bob@example.net', 'is dead', NOW);
  await store.subscribers.noteSoftBounce('ann@example.net', '2014-W33', NOW, 0);
  await store.subscribers.noteConfirmation('ann@example.net', NOW, 0, 3);
  await store.facts.set('secret', 'one');
  return {
    ...site,
    async [Symbol.asyncDispose]() {
      await site[Symbol.asyncDispose]();
      await state[Symbol.asyncDispose]();
    },
  };
}

describe.skipIf(postgres.missing !== null)(`migrating a state (${postgres.name})`, () => {
  it.each([
    ['SQLite', 'PostgreSQL', sqlite, postgres],
    ['PostgreSQL', 'SQLite', postgres, sqlite],
  ])('from %s to %s brings every row over, and the site goes on there', async (_, __, from, to) => {
    await using site = await lived(from);
    await using target = await to.make();
    expect(await migrate(site.app, { to: target.address }), site.said()).toBe(0);
    expect(site.printed()).toMatchObject([
      { tables: expect.arrayContaining([{ table: 'entries', rows: 701, checksum: expect.any(String) }]) },
    ]);
    const store = await openStore(target.address);
    expect(await store.tables.contents()).toEqual(await site.app.store.tables.contents());
    expect(await store.subscribers.add([person('new@example.net')], NOW)).toBe(1);
    await takeIn(store, intake([entry('new')]));
    expect(await store.publishing.newest(1000, null)).toHaveLength(702);
    await store.close();
  });

  it('refuses a target that holds a state, and leaves it as it is', async () => {
    await using site = await lived(sqlite);
    await using target = await postgres.make();
    const store = await openStore(target.address);
    await store.facts.set('secret', 'its own');
    await expect(migrate(site.app, { to: target.address })).rejects.toThrow(/holds a state already; name an empty/);
    expect(await store.facts.get('secret')).toBe('its own');
    expect(await store.sources.states()).toEqual(new Map());
    await store.close();
  });
});
