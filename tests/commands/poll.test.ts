import { expect, it } from 'vitest';
import { poll } from '../../src/commands/poll.ts';
import { openTestApp } from '../support/app.ts';

it('poll says how many sources it leaves alone because their host asked for it', async () => {
  const now = '2026-03-02T12:00:00Z';
  await using site = await openTestApp(
    {
      'tidings.yaml': 'title: Weekly\nurl: https://news.example.org/\n',
      'sources/blogs.yaml': '- url: https://a.example.org/feed\n',
    },
    { now },
  );
  await site.app.store.sources.hold('a.example.org', Date.parse(now) + 3_600_000);
  await poll(site.app, { all: true });
  expect(site.lines()).toEqual([expect.stringMatching(/; 1 left alone, as their hosts asked \(Retry-After\)$/)]);
});
