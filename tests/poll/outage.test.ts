import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { poll } from '../../src/commands/poll.ts';
import { isOutage } from '../../src/poll/outage.ts';
import type { SourceState } from '../../src/poll/poll-store.ts';
import { freshState } from '../../src/poll/settle.ts';
import { openTestApp } from '../support/app.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { HOUR, pollingSite, post, rss, START } from '../support/polling-site.ts';

const UNREACHED = ['a', 'b', 'c', 'd', 'e'].map((name) => `http://${name}.invalid/`);

describe('an outage on this side', () => {
  it.each([
    ['nothing else is asked', []],
    ['a file was read', ['file:feed.xml']],
    ['an address is none that is asked', ['ftp://files.example/feed']],
    ['this machine answers itself', ['LOOPBACK']],
  ])('is charged to no source, however often it is met: %s', async (_, others) => {
    await using server = await serveFeeds({ '/': rss([post(1)]) });
    using site = pollingSite([...UNREACHED, ...others.map((url) => url.replace('LOOPBACK', `${server.url}/`))]);
    writeFileSync(site.site.path('sources/feed.xml'), rss([post(2)]));
    for (const hours of [0, 1]) await site.poll(START + hours * HOUR);
    const unreached = (await site.status(START + HOUR)).filter(({ url }) => UNREACHED.includes(url));
    expect(unreached.map(({ state, failures }) => [state, failures])).toEqual(UNREACHED.map(() => ['ok', 0]));
  });

  it('is told of at the end of the poll', async () => {
    await using site = await openTestApp({
      'tidings.yaml': 'title: A site\nurl: https://news.example.org/\n',
      'sources/blogs.yaml': UNREACHED.map((url) => `- url: ${url}\n`).join(''),
    });
    await poll(site.app, {});
    expect(site.lines().at(-1)).toContain('the fault is taken to be on this side');
  });

  const NEVER_ASKED = {};
  const ANSWERED = { lastPolled: START, lastSucceeded: START };
  const FAILED = { ...ANSWERED, failures: 1 };
  const states = (count: number, known: Partial<SourceState>) =>
    Array.from({ length: count }, (_, index) => ({ ...freshState(`https://${index}.example/feed`), ...known }));
  const online = (count: number) => Array.from({ length: count }, (_, index) => `online${index}.example`);

  it.each<[string, readonly SourceState[], readonly string[], boolean]>([
    ['five hosts are unreached, and none answers', states(5, NEVER_ASKED), [], true],
    ['four are', states(4, NEVER_ASKED), [], false],
    ['five sources of one host are', Array(5).fill(freshState('https://a.example/feed')), [], false],
    ['most hosts are that answered before', states(6, ANSWERED), online(5), true],
    ['as many answer', states(6, ANSWERED), online(6), false],
    ['those that are had failed before', states(6, FAILED), [], false],
    ['those that are have never answered, and the internet does', states(6, NEVER_ASKED), online(1), false],
    ['only hosts of the own network answer', states(6, NEVER_ASKED), ['localhost:8080', '[::1]', '10.0.0.7'], true],
    ['those that are redirect to hosts that are', states(6, ANSWERED), states(6, {}).map(hostAlone), false],
  ])('is told by the hosts that are not reached: %s', (_, unreached, answered, expected) => {
    expect(isOutage(unreached, new Set(answered))).toBe(expected);
  });
});

function hostAlone({ url }: SourceState): string {
  return new URL(url).host;
}
