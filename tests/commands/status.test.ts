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
