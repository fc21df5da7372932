import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approve } from '../../src/commands/approve.ts';
import { openMailing } from '../../src/commands/mailing.ts';
import { FIRST_POLL } from '../../src/commands/milestones.ts';
import { poll } from '../../src/commands/poll.ts';
import { send } from '../../src/commands/send.ts';
import { type MailServer, startMailServer } from '../mail/support/mail-server.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

const MONDAY = Date.UTC(2014, 7, 18, 7);
const HOUR = 3_600_000;
const EDITION = '2014-W33';
const EDITOR = 'editor@example.org';

let server: MailServer;

beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.close());

/** A site whose first edition is due, and goes out when it is approved. */
async function openDueSite(more = '', files: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  const digest = `{ from: news@example.org, to: [ann@example.net], skipEmpty: false, approve: true${more} }`;
  const site = await openTestApp(
    {
      'tidings.yaml': `title: Weekly
url: https://news.example.org/
digest: ${digest}
smtp: { url: "${server.url}", rate: 1000/s }
`,
      'sources/none.yaml': '[]\n',
      ...files,
    },
    { json: true, now: new Date(MONDAY).toISOString() },
  );
  await site.app.store.facts.keep(FIRST_POLL, String(MONDAY - 86_400_000));
  return site;
}
const recipients = () => server.received.flatMap(({ to }) => to);
const decoded = (message: string) => message.replaceAll('=\r\n', '').replaceAll('=3D', '=');

describe('an edition that is to be approved', () => {
  it('is mailed to the editor, once, and to nobody else', async () => {
    await using site = await openDueSite(`, editor: ${EDITOR}`);
    expect(await send(site.app, {})).toBe(0);
    expect(await send(site.app, {})).toBe(0);
    expect(recipients()).toEqual([EDITOR]);
    expect(site.printed()[1]).toMatchObject({ edition: EDITION, recipients: 1, sent: 0, deferred: 1 });
  });

  it.each([
    [', replyTo: answers@example.org', 'answers@example.org'],
    ['', 'news@example.org'],
  ])('goes, where no editor is named, to whoever is answered (%s)', async (more, editor) => {
    await using site = await openDueSite(more);
    await send(site.app, {});
    expect(recipients()).toEqual([editor]);
  });

  it('is shown to the editor with the link that approves it, and no link to unsubscribe', async () => {
    await using site = await openDueSite(`, editor: ${EDITOR}`);
    await send(site.app, {});
    const token = (await openMailing(site.app)).tokens.seal('approve', EDITION);
    const message = decoded(server.received[0]?.message ?? '');
    expect(message.split(`https://news.example.org/approve/${token}`)).toHaveLength(3);
    expect(message).toContain(`tidings approve ${EDITION}`);
    expect(message).toMatch(/^Subject: =\?UTF-8\?Q\?Approve(?:=3F|\\?)_Weekly/m);
    expect(message).not.toContain('/unsubscribe/');
  });

  it('is not on the web before', async () => {
    await using site = await openDueSite();
    await send(site.app, {});
    expect(await site.app.store.publishing.editions()).toEqual([]);
    await approve(site.app, {});
    expect(await site.app.store.publishing.editions()).toMatchObject([{ name: EDITION }]);
  });

  it('goes out when it is approved, as it was then, and only once', async () => {
    await using site = await openDueSite(`, editor: ${EDITOR}`);
    await send(site.app, {});
    expect(await approve(site.app, { edition: EDITION })).toBe(0);
    expect(await approve(site.app, { edition: EDITION })).toBe(0);
    expect(recipients()).toEqual([EDITOR, 'ann@example.net']);
    expect(site.printed().at(-1)).toMatchObject({ edition: EDITION, recipients: 1, sent: 1 });
  });

  it('goes out with the next run where it was approved on the web', async () => {
    await using site = await openDueSite(`, editor: ${EDITOR}`);
    await send(site.app, {});
    expect(await site.app.store.editions.approve(EDITION)).toBe(true);
    await send(site.app, {});
    expect(recipients()).toEqual([EDITOR, 'ann@example.net']);
  });

  it('is asked for again by the next run where the server broke off, under the same Message-ID', async () => {
    const ids: (string | undefined)[] = [];
    server.script = {
      end: (_, message) => {
        ids.push(/^Message-ID: (.*)/m.exec(message)?.[1]);
        return ids.length === 1 ? 'DROP' : '250 ok';
      },
    };
    await using site = await openDueSite();
    await send(site.app, {});
    await send(site.app, {});
    await send(site.app, {});
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  it('leaves out who unsubscribed while it waited', async () => {
    await using site = await openDueSite(`, editor: ${EDITOR}`);
    await send(site.app, {});
    await site.app.store.subscribers.unsubscribe('ann@example.net', MONDAY);
    await approve(site.app, {});
    expect(recipients()).toEqual([EDITOR]);
    expect(site.printed().at(-1)).toMatchObject({ recipients: 1, suppressed: 1 });
  });

  it('exits with 1 where the mail server cannot be used', async () => {
    await using site = await openDueSite();
    server.script = { greeting: () => '554 go away' };
    expect(await send(site.app, {})).toBe(1);
    expect(site.said()).toContain('refuses to talk');
  });
});

describe('an edition that is rejected', () => {
  const post = '<item><title>On tea</title><link>https://a.example/tea</link><description>Hot.</description></item>';

  it('goes to nobody, and its posts are in the next edition, whose period begins where its own did', async () => {
    await using site = await openDueSite(`, editor: ${EDITOR}`, {
      'sources/blogs.yaml': '- url: file:../blog.xml\n',
      'blog.xml': `<rss version="2.0"><channel><title>Blog</title>${post}</channel></rss>`,
    });
    const at = (now: number) => ({ ...site.app, clock: () => now });
    await poll(at(MONDAY - HOUR), {});
    await send(site.app, {});
    const [rejected] = await site.app.store.editions.latest(1);
    expect(await approve(site.app, { reject: true })).toBe(0);
    expect(site.said()).toContain(`${EDITION}: rejected; its posts are in the next edition`);
    expect(await send(site.app, {}), 'nothing is due before the next time').toBe(0);
    await send(at(MONDAY + 7 * 24 * HOUR), {});
    const [next] = await site.app.store.editions.latest(1);
    expect(next).toMatchObject({ name: '2014-08-11', state: 'waiting', periodFrom: rejected?.periodFrom });
    expect(next?.content).toContain('On tea');
    expect(recipients()).toEqual([EDITOR, EDITOR]);
  });

  it('can no more be approved, nor one be rejected that went out', async () => {
    await using site = await openDueSite();
    await send(site.app, {});
    await approve(site.app, { reject: true });
    await expect(approve(site.app, { edition: EDITION })).rejects.toThrow('or it was rejected');
    await expect(approve(site.app, { edition: EDITION, reject: true })).rejects.toThrow('no edition that waits');
  });
});

describe('tidings approve', () => {
  it('says what it cannot approve', async () => {
    await using site = await openDueSite();
    await expect(approve(site.app, {})).rejects.toThrow('no edition waits for approval');
    await expect(approve(site.app, { edition: '2013-W01' })).rejects.toThrow('2013-W01: is no edition that has begun');
  });

  it('leaves the sending to another run that holds the site', async () => {
    await using site = await openDueSite(`, editor: ${EDITOR}`);
    await send(site.app, {});
    const lock = await site.app.store.lock();
    expect(await approve(site.app, {})).toBe(0);
    await lock?.release();
    expect(recipients()).toEqual([EDITOR]);
    await send(site.app, {});
    expect(recipients()).toEqual([EDITOR, 'ann@example.net']);
  });
});
