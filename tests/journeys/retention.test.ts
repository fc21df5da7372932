import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FeedServer, serveFeeds } from '../support/feed-server.ts';
import { rss, type TestItem } from '../support/polling-site.ts';
import { runHere } from '../support/run-here.ts';
import { layOutSite, type TestSite } from '../support/site.ts';

const MONTHS = 12;
const POSTS_A_MONTH = 6;
const POSTS_IN_FEED = 10;

/** The seventh hour of the first day of a month after January 2014, when an edition is due. */
function beginning(month: number): Date {
  return new Date(Date.UTC(2014, month, 1, 7));
}

const NEXT_DAY = new Date(beginning(MONTHS).getTime() + 86_400_000);

/** A post that nothing else resembles, by the month in which it appears. */
function post(month: number, number: number): TestItem {
  const name = `${month}-${number}`;
  const words = Array.from({ length: 300 }, (_, word) => `w${month}x${number}x${word}${word % 10 === 9 ? '.' : ''}`);
  return {
    title: `Post ${name}`,
    link: `https://blog.example.org/${name}`,
    guid: name,
    date: new Date(beginning(month).getTime() - (number + 1) * 86_400_000).toUTCString(),
    text: `&lt;p&gt;${words.join(' ')}&lt;/p&gt;`,
  };
}

/** The latest posts, as the feed shows them at the beginning of a month. */
function latest(month: number): TestItem[] {
  const shown = [month, month - 1].filter((one) => one > 0);
  return shown
    .flatMap((one) => Array.from({ length: POSTS_A_MONTH }, (_, number) => post(one, number)))
    .slice(0, POSTS_IN_FEED);
}

/** The settings of a site that keeps texts and deliveries for so long. */
function settings(keep: string): string {
  return `title: A site
url: https://news.example.org/
state: { keep: ${keep} }
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }
digest: { schedule: "0 7 1 * *", from: news@example.org, to: [reader@example.net] }
feed: { limit: 3 }
`;
}

/** The published files and what is in them. */
function published(site: TestSite): ReadonlyMap<string, string> {
  const files = readdirSync(site.path('public'), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

describe('a site that after a year of editions is told to keep texts for 90 days only', () => {
  let server: FeedServer;
  let site: TestSite;

  beforeAll(async () => {
    server = await serveFeeds();
    site = layOutSite({ 'tidings.yaml': settings('10y'), 'sources/blogs.yaml': `- url: ${server.url}/feed\n` });
    for (let month = 1; month <= MONTHS; month += 1) {
      server.answer('/feed', rss(latest(month)));
      await at(beginning(month), 'run');
    }
  }, 120_000);

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    site[Symbol.dispose]();
  });

  async function at<T>(now: Date, ...args: string[]): Promise<T> {
    const run = await runHere(...args, '--site', site.dir, '--now', now.toISOString(), '--json');
    expect(run.status, run.stderr).toBe(0);
    return JSON.parse(run.stdout);
  }

  function state(query: string): Record<string, unknown>[] {
    using database = new DatabaseSync(site.path('data', 'tidings.db'), { readOnly: true });
    return database.prepare(query).all();
  }

  it('lets go of old texts and deliveries in its next run, and publishes what it did before', async () => {
    const editions = 'select name, state, subject, text, web_html, content from editions order by name';
    const recognised = 'select id, guid_key, link_key, title_key, raw, fingerprint, edition from entries order by id';
    const before = { published: published(site), editions: state(editions), recognised: state(recognised) };
    writeFileSync(site.path('tidings.yaml'), settings('90d'));
    await at(NEXT_DAY, 'run');
    expect({ published: published(site), editions: state(editions), recognised: state(recognised) }).toEqual(before);
    const kept = state("select count(*) as texts from entries where content_html <> ''");
    expect(kept).toEqual([{ texts: 3 * POSTS_A_MONTH }]);
    expect(state('select distinct edition from deliveries')).toHaveLength(10);
    expect(state('select name from editions').length).toBeGreaterThan(10);
  });

  it('shows an old edition as it was published, and says in which an old post was', async () => {
    await at(NEXT_DAY, 'digest', '--edition', '2014-02', '--out', site.path('out'));
    expect(readFileSync(site.path('out', 'digest.html'), 'utf8')).toContain('Post 2-');
    const { entries } = await at<{ entries: object[] }>(NEXT_DAY, 'explain', 'https://blog.example.org/2-0');
    expect(entries).toMatchObject([{ edition: expect.stringMatching(/^2014-/) }]);
  });

  it('takes an old post that comes back for none that is new, its edit for an edit, and the others for still there', async () => {
    const old = post(1, 3);
    server.answer('/feed', rss([...latest(MONTHS), old]));
    expect(await at(NEXT_DAY, 'poll', '--all')).toMatchObject({ entries: { new: 0, changed: 0 } });
    server.answer('/feed', rss([...latest(MONTHS), { ...old, title: 'Corrected' }]));
    expect(await at(NEXT_DAY, 'poll', '--all')).toMatchObject({ entries: { new: 0, changed: 1 } });
    expect(await at(NEXT_DAY, 'digest', '--out', site.path('out'))).toMatchObject({ posts: [] });
    expect(await at(NEXT_DAY, 'explain', 'https://blog.example.org/2-0')).toMatchObject({ entries: [{}] });
  });

  it('shrinks where it is asked to', async () => {
    const { bytes } = await at<{ bytes: { before: number; after: number } }>(NEXT_DAY, 'vacuum');
    expect(bytes.after).toBeLessThan(bytes.before);
    expect(await at(NEXT_DAY, 'vacuum')).toMatchObject({ entries: 0, deliveries: 0, bytes: { before: bytes.after } });
  });
});
