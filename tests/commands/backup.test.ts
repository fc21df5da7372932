import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { runHere } from '../support/run-here.ts';
import { layOutSite, type TestSite } from '../support/site.ts';
import { postgres } from '../support/states.ts';

const newSite = () => layOutSite({ 'tidings.yaml': 'title: A\nurl: https://a.example.org\n' });
const on = (site: TestSite, ...args: string[]) => runHere(...args, '--site', site.dir);
const add = (site: TestSite, email: string) => on(site, 'subscribers', 'add', email);

async function subscribersOf(site: TestSite): Promise<string[]> {
  const { stdout } = await on(site, 'subscribers', 'list', '--json');
  return JSON.parse(stdout).map(({ email }: { email: string }) => email);
}

describe('backup and restore', () => {
  it('brings back the state as it was, and keeps the former one beside it', async () => {
    using site = newSite();
    await add(site, 'ann@example.org');
    const copy = site.path('copies', 'monday.db');
    expect((await on(site, 'backup', copy)).status).toBe(0);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    await add(site, 'bob@example.org');
    chmodSync(copy, 0o644);
    const { status, stdout } = await on(site, 'restore', copy, '--json', '--now', '2014-08-18T07:00:00Z');
    expect(status).toBe(0);
    expect(await subscribersOf(site)).toEqual(['ann@example.org']);
    expect(statSync(site.path('data', 'tidings.db')).mode & 0o777).toBe(0o600);
    const { former } = JSON.parse(stdout);
    expect(former).toBe(site.path('data', 'tidings.db.before-2014-08-18T070000'));
    using database = new DatabaseSync(former);
    expect(database.prepare('select count(*) as count from subscribers').get()).toEqual({ count: 2 });
  });

  it('copies a state that others are writing to, commits of the moment included', async () => {
    using site = newSite();
    const writer = await openStore(site.path('data', 'tidings.db'));
    await writer.facts.set('kept', 'in the log that SQLite writes ahead');
    expect((await on(site, 'backup', site.path('copy.db'))).status).toBe(0);
    await writer.close();
    await on(site, 'restore', site.path('copy.db'));
    const restored = await openStore(site.path('data', 'tidings.db'));
    expect(await restored.facts.get('kept')).toBe('in the log that SQLite writes ahead');
    await restored.close();
  });

  it('restores in the place of a state that is damaged', async () => {
    using site = newSite();
    await add(site, 'ann@example.org');
    await on(site, 'backup', site.path('copy.db'));
    writeFileSync(site.path('data', 'tidings.db'), 'no database');
    expect((await on(site, 'restore', site.path('copy.db'))).status).toBe(0);
    expect(await subscribersOf(site)).toEqual(['ann@example.org']);
  });

  it.each([
    ['is not there', null, /copy\.db: cannot be restored: .*no such file/],
    ['is no database', 'hello', /copy\.db: cannot be restored: .*not a database/],
    ['is empty', '', /copy\.db: cannot be restored: it is no state of tidings/],
  ])('refuses a copy that %s in one line, and leaves the state as it is', async (_, content, message) => {
    using site = newSite();
    await add(site, 'ann@example.org');
    if (content !== null) writeFileSync(site.path('copy.db'), content);
    const { status, stderr } = await on(site, 'restore', site.path('copy.db'));
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(site.path('data')).filter((name) => !name.endsWith('.lock'))).toEqual(['tidings.db']);
    expect(await subscribersOf(site)).toEqual(['ann@example.org']);
  });

  it('refuses a copy that a newer tidings made', async () => {
    using site = newSite();
    await on(site, 'backup', site.path('copy.db'));
    using database = new DatabaseSync(site.path('copy.db'));
    database.exec("insert into kysely_migration values ('2099-01-future', '2099-01-01T00:00:00Z')");
    const { status, stderr } = await on(site, 'restore', site.path('copy.db'));
    expect([status, stderr]).toEqual([1, expect.stringContaining('made by a newer tidings (2099-01-future)')]);
  });

  it('waits for no run that holds the site', async () => {
    using site = newSite();
    await on(site, 'backup', site.path('copy.db'));
    const store = await openStore(site.path('data', 'tidings.db'));
    const lock = await store.lock();
    expect((await on(site, 'restore', site.path('copy.db'))).status).toBe(75);
    await lock?.release();
    await store.close();
  });

  it('makes no copy over the state itself', async () => {
    using site = newSite();
    const { status, stderr } = await on(site, 'backup', site.path('data', 'tidings.db'));
    expect([status, stderr]).toEqual([2, expect.stringContaining('is the state itself')]);
  });

  it('has what was still to be sent sent no more by itself', async () => {
    using site = newSite();
    await on(site, 'backup', site.path('copy.db'));
    using database = new DatabaseSync(site.path('copy.db'));
    database.exec(
      `insert into editions values ('2014-W33', 'sending', 0, 0, 0, 0, null, 's', '', '', '', '', '{}', '[]')`,
    );
    const insert = database.prepare(
      `insert into deliveries (edition, email_key, email, name, message_id, state, attempts, next_try, changed_at)
       values ('2014-W33', ?, ?, '', ?, ?, 0, 0, 0)`,
    );
    for (const state of ['queued', 'sending', 'deferred', 'sent', 'failed']) insert.run(state, state, state, state);
    await on(site, 'restore', site.path('copy.db'));
    const store = await openStore(site.path('data', 'tidings.db'));
    const counts = await store.deliveries.counts('2014-W33');
    await store.close();
    expect(counts).toMatchObject({ uncertain: 3, sent: 1, failed: 1, deferred: 0 });
  });
});

describe.skipIf(postgres.missing !== null)(
  `backup and restore of a state in another database (${postgres.name})`,
  () => {
    it('brings back the state as it was from a file, and keeps the former one in another', async () => {
      await using state = await postgres.make();
      using site = layOutSite({ 'tidings.yaml': `title: A\nurl: https://a.example.org\nstate: ${state.address}\n` });
      await add(site, 'ann@example.org');
      const copy = site.path('copies', 'monday.db');
      expect((await on(site, 'backup', copy)).status).toBe(0);
      expect(statSync(copy).mode & 0o777).toBe(0o600);
      await add(site, 'bob@example.org');
      const { status, stdout } = await on(site, 'restore', copy, '--json', '--now', '2014-08-18T07:00:00Z');
      expect(status).toBe(0);
      expect(await subscribersOf(site)).toEqual(['ann@example.org']);
      await add(site, 'eve@example.org');
      expect(await subscribersOf(site)).toEqual(['ann@example.org', 'eve@example.org']);
      const { former } = JSON.parse(stdout);
      expect(readdirSync(site.path('copies')).sort()).toEqual(['monday.db', basename(former)]);
      await on(site, 'restore', former);
      expect(await subscribersOf(site)).toEqual(['ann@example.org', 'bob@example.org']);
    });

    it('refuses what is no copy in one line, and leaves the state as it is', async () => {
      await using state = await postgres.make();
      using site = layOutSite({ 'tidings.yaml': `title: A\nurl: https://a.example.org\nstate: ${state.address}\n` });
      await add(site, 'ann@example.org');
      writeFileSync(site.path('copy.db'), 'hello');
      const { status, stderr } = await on(site, 'restore', site.path('copy.db'));
      expect([status, stderr]).toEqual([1, expect.stringMatching(/copy\.db: cannot be restored: .*not a database/)]);
      expect(await subscribersOf(site)).toEqual(['ann@example.org']);
    });
  },
);
