import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { start, tidings } from '../support/cli.ts';
import { type FeedServer, serveFeeds } from '../support/feed-server.ts';
import { pollingSite, post, rss } from '../support/polling-site.ts';
import { runHere } from '../support/run-here.ts';

const FEEDS = 30;
const POSTS = 20;

/** A server of many feeds that answers each a little late; `asked` resolves when so many have been asked for. */
async function serveFleet(delay: number, { until = 1 } = {}): Promise<FeedServer & { readonly asked: Promise<void> }> {
  const enough = Promise.withResolvers<void>();
  const server = await serveFeeds();
  let asked = 0;
  for (let feed = 0; feed < FEEDS; feed += 1) {
    const body = rss(Array.from({ length: POSTS }, (_, index) => ({ ...post(index), guid: `${feed}-${index}` })));
    server.answer(`/${feed}`, async (_, response) => {
      asked += 1;
      if (asked === until) enough.resolve();
      await wait(delay);
      response.writeHead(200, { etag: `"${feed}"` }).end(body);
    });
  }
  return Object.assign(server, { asked: enough.promise });
}

const siteOf = (server: FeedServer) => pollingSite(Array.from({ length: FEEDS }, (_, feed) => `${server.url}/${feed}`));

// Each case starts processes, which take their time on a busy machine.
describe('crashes', { timeout: 60_000 }, () => {
  it.each([1, FEEDS])(
    '9.1 9.2 kill -9 when %d of the feeds are asked for loses and doubles nothing and leaves no lock',
    async (until) => {
      await using server = await serveFleet(5, { until });
      using site = siteOf(server);
      const running = start(['poll', '--site', site.site.dir]);
      await Promise.race([server.asked, running.ended]);
      running.kill('SIGKILL');
      expect((await running.ended).signal).toBe('SIGKILL');
      const again = await runHere('poll', '--site', site.site.dir, '--json');
      expect(again.status, again.stderr).toBe(0);
      using database = new DatabaseSync(site.site.path('data', 'tidings.db'));
      expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
      expect(database.prepare('select count(*) as count, count(distinct guid) as guids from entries').get()).toEqual({
        count: FEEDS * POSTS,
        guids: FEEDS * POSTS,
      });
    },
  );

  it('9.3 of two polls at once the second exits 75 with one line and asks nothing; status answers meanwhile', async () => {
    await using server = await serveFleet(60_000);
    using site = siteOf(server);
    const running = start(['poll', '--site', site.site.dir]);
    await Promise.race([server.asked, running.ended]);
    const [second, status] = await Promise.all([
      tidings(['poll', '--site', site.site.dir]),
      tidings(['status', '--site', site.site.dir, '--json']),
    ]);
    expect(second.status).toBe(75);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(status.stdout).sources).toHaveLength(FEEDS);
    expect(server.requests).toEqual(['/0']);
    running.kill('SIGKILL');
    await running.ended;
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('9.4 %s ends a poll at once and leaves as sound a state', async (signal) => {
    await using server = await serveFleet(60_000);
    using site = siteOf(server);
    const running = start(['poll', '--site', site.site.dir]);
    await Promise.race([server.asked, running.ended]);
    running.kill(signal);
    const { status } = await running.ended;
    expect(status).toBe(1);
    for (const { state } of await site.status(0)) expect(state).toBe('ok');
  });
});
