import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { layOutSite } from '../support/site.ts';

describe('the state', () => {
  it('is made where it is missing, folders included, and opens again with what was kept', async () => {
    using site = layOutSite({});
    const first = await openStore(site.path('data/tidings.db'));
    expect(await first.facts.keep('secret', 'one')).toBe('one');
    await first.close();
    const second = await openStore(site.path('data/tidings.db'));
    expect(await second.facts.keep('secret', 'two')).toBe('one');
    await second.close();
  });

  it('writes ahead and syncs every commit to the disk', async () => {
    using site = layOutSite({});
    await (await openStore(site.path('tidings.db'))).close();
    using database = new DatabaseSync(site.path('tidings.db'));
    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  });

  it('that is no database is refused in one line that names the file and the mend', async () => {
    using site = layOutSite({ 'tidings.db': 'this is a text, and a long one at that, but no database' });
    await expect(openStore(site.path('tidings.db'))).rejects.toThrow(
      /tidings\.db: cannot be used as the state: .*; set "state" in tidings\.yaml/,
    );
  });

  it('of a newer program is refused and left as it is', async () => {
    using site = layOutSite({});
    await (await openStore(site.path('tidings.db'))).close();
    using database = new DatabaseSync(site.path('tidings.db'));
    database.exec("insert into kysely_migration values ('2999-01-future', '2999-01-01T00:00:00Z')");
    await expect(openStore(site.path('tidings.db'))).rejects.toThrow(
      /^\S+tidings\.db: was made by a newer tidings \(2999-01-future\); run that version, or restore a copy [^\n]+$/,
    );
  });

  it('under a path that cannot be written is refused in one line', async () => {
    using site = layOutSite({});
    writeFileSync(site.path('data'), 'a file where a folder is due');
    await expect(openStore(site.path('data/tidings.db'))).rejects.toThrow(
      /data\/tidings\.db: cannot be used as the state/,
    );
  });
});
