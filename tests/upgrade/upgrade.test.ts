import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { runHere } from '../support/run-here.ts';
import { layOutSite } from '../support/site.ts';

/** States as released versions left them, each named after its last migration. */
const STATES = globSync(join(import.meta.dirname, '..', 'fixtures', 'upgrade', '*.sql'));

it.each(STATES.map((path) => [basename(path, '.sql'), path]))('a state as of %s opens and runs', async (_, path) => {
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
