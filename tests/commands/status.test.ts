import { expect, it } from 'vitest';
import { status } from '../../src/commands/status.ts';
import { edition, known, rendered } from '../mail/support/outbox.ts';
import { openTestApp } from '../support/app.ts';

const NOW = Date.UTC(2014, 7, 18, 5);

it('status counts what a living run has in hand as not yet sent, and what a dead one had as uncertain (7)', async () => {
  await using site = await openTestApp(
    { 'tidings.yaml': 'title: Weekly\nurl: https://news.example.org/\n', 'sources/none.yaml': '[]\n' },
    { json: true, now: new Date(NOW).toISOString() },
  );
  const { store } = site.app;
  await store.editions.begin({
    content: edition(),
    rendered,
    dueAt: NOW,
    begunAt: NOW,
    entryIds: [],
    leftOut: [],
    decisions: '[]',
    fixed: [known('ann@example.net')],
    messageId: (key) => `<${key}>`,
    waits: false,
  });
  const lock = await store.lock();
  await store.deliveries.claim('2014-W33', 'run', NOW, 1);
  await store.deliveries.record('2014-W33', 'run', NOW, { results: [], ending: ['ann@example.net'] });
  await status(site.app, {});
  await lock?.release();
  await status(site.app, {});
  expect(site.printed()).toMatchObject([
    { editions: [{ edition: '2014-W33', recipients: 1, deferred: 1, uncertain: 0 }] },
    { editions: [{ edition: '2014-W33', recipients: 1, deferred: 0, uncertain: 1 }] },
  ]);
});

it('status tells apart by their addresses those sources that have one name', async () => {
  const long = 'https://videos.example.org/feeds/videos.xml?channel=';
  await using site = await openTestApp({
    'tidings.yaml': 'title: Weekly\nurl: https://news.example.org/\n',
    'sources/blogs.yaml': [
      '- { url: https://a.example.org/feed, name: The only one }',
      '- url: https://b.example.org/news.atom',
      '- url: https://b.example.org/talks.atom',
      `- url: ${long}1`,
      `- url: ${long}2`,
    ].join('\n'),
  });
  await status(site.app, {});
  expect(site.lines().map((line) => /^ok +(.+?) {2}/.exec(line)?.[1])).toEqual([
    'The only one',
    'b.example.org/news.atom',
    'b.example.org/talks.atom',
    expect.stringMatching(/^….{38}1$/),
    expect.stringMatching(/^….{38}2$/),
  ]);
});

it('status SOURCE tells of each source of that name', async () => {
  await using site = await openTestApp({
    'tidings.yaml': 'title: Weekly\nurl: https://news.example.org/\n',
    'sources/blogs.yaml': '- url: https://b.example.org/news.atom\n- url: https://b.example.org/talks.atom\n',
  });
  await status(site.app, { source: 'b.example.org' });
  expect(site.lines().filter((line) => line.includes('address'))).toEqual([
    expect.stringContaining('https://b.example.org/news.atom'),
    expect.stringContaining('https://b.example.org/talks.atom'),
  ]);
});

it('nothing that a feed says tells the terminal what to do, or breaks a row', async () => {
  await using site = await openTestApp({
    'tidings.yaml': 'title: Weekly\nurl: https://news.example.org/\n',
    'sources/blogs.yaml': '- { url: https://a.example.org/feed, name: "A\\e[2J\\nblog\\a" }\n',
  });
  await status(site.app, {});
  expect(site.lines()).toEqual([expect.stringMatching(/^ok {7}A\[2J blog /)]);
});
