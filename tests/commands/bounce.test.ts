import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bounce } from '../../src/commands/bounce.ts';
import { openMailing } from '../../src/commands/mailing.ts';
import { edition, known, rendered } from '../mail/support/outbox.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

const SETTINGS = 'title: Weekly\nurl: https://news.example.org/\n';
const DAY = 86_400_000;
const START = Date.UTC(2014, 7, 18, 5);
const MESSAGE_ID = '<the-message@example.org>';
const report = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'mail', 'bounce.eml'), 'utf8');
const soft = report.replace('Status: 5.1.1', 'Status: 4.2.2');

const open = (now = START) =>
  openTestApp({ 'tidings.yaml': SETTINGS }, { json: true, now: new Date(now).toISOString() });

/** Begins an edition to ann, whose message has this Message-ID. */
async function mailAnn({ app }: TestApp, name = '2014-W33', messageId = MESSAGE_ID, begunAt = START) {
  const ann = known('ann@example.net');
  await app.store.subscribers.add(
    [{ email: ann.text, key: ann.key, name: '', language: null, tags: [], kept: {}, state: null }],
    START,
  );
  const draft = {
    content: edition(name),
    rendered,
    dueAt: START,
    begunAt,
    entryIds: [],
    leftOut: [],
    decisions: '[]',
    fixed: [],
    waits: false,
  };
  await app.store.editions.begin({ ...draft, messageId: () => messageId });
}

/** Has the mail server take the edition for ann. */
async function deliverToAnn({ app }: TestApp, name: string) {
  const { deliveries } = app.store;
  const [ann] = await deliveries.claim(name, 'run', START + 90 * DAY, 1);
  const key = ann?.key ?? expect.fail('nothing to deliver');
  const taken = { attempts: 1, firstTried: START, nextTry: 0, error: null, code: null, suppress: false };
  await deliveries.record(name, 'run', START, { results: [{ key, state: 'sent', ...taken }], ending: [] });
}

async function* stdinOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
async function receive(site: TestApp, text: string) {
  expect(await bounce(site.app, { stdin: stdinOf(text) })).toBe(0);
  return site.printed().at(-1);
}
const stateOfAnn = async ({ app }: TestApp) => (await app.store.subscribers.byKey('ann@example.net'))?.state;

describe('tidings bounce (34 to 37)', () => {
  it('suppresses an address that is dead', async () => {
    await using site = await open();
    await mailAnn(site);
    expect(await receive(site, report)).toMatchObject({ done: 'suppressed', email: 'ann@example.net' });
    expect(await stateOfAnn(site)).toBe('suppressed');
  });

  it('believes nothing about a message that is not its own (35)', async () => {
    await using site = await open();
    await mailAnn(site);
    expect(await receive(site, report.replaceAll('the-message', 'another'))).toMatchObject({ done: 'ignored' });
    expect(await stateOfAnn(site)).toBe('active');
  });

  it('believes nothing about an address that the message did not go to (35)', async () => {
    await using site = await open();
    await mailAnn(site);
    expect(await receive(site, report.replaceAll('ann@example.net', 'bob@example.net'))).toMatchObject({
      done: 'ignored',
    });
    expect(await stateOfAnn(site)).toBe('active');
  });

  it('believes the original recipient where the mail was forwarded', async () => {
    await using site = await open();
    await mailAnn(site);
    await receive(site, report.replace('Final-Recipient: rfc822; ann@', 'Final-Recipient: rfc822; ann.smith@'));
    expect(await stateOfAnn(site)).toBe('suppressed');
  });

  it.each([
    ['a delay', report.replace('Action: failed', 'Action: delayed').replace('Status: 5.1.1', 'Status: 4.4.1')],
    ['a success', report.replace('Action: failed', 'Action: delivered').replace('Status: 5.1.1', 'Status: 2.1.5')],
    ['an auto-reply', `Subject: Away\nAuto-Submitted: auto-replied\nIn-Reply-To: ${MESSAGE_ID}\n\n550 5.1.1\n`],
    ['noise', '\u0000\u0001'],
    ['nothing', ''],
  ])('changes nothing for %s', async (_, text) => {
    await using site = await open();
    await mailAnn(site);
    expect(await receive(site, text)).toMatchObject({ done: 'ignored' });
    expect(await stateOfAnn(site)).toBe('active');
  });

  it('counts a soft bounce once for an edition (36), and three editions within sixty days suppress', async () => {
    await using site = await open();
    for (const [name, state] of [
      ['2014-W33', 'active'],
      ['2014-W34', 'active'],
      ['2014-W35', 'suppressed'],
    ] as const) {
      await mailAnn(site, name, `<${name}@example.org>`);
      await receive(site, soft.replace(MESSAGE_ID, `<${name}@example.org>`));
      await receive(site, soft.replace(MESSAGE_ID, `<${name}@example.org>`));
      expect(await stateOfAnn(site)).toBe(state);
    }
  });

  it('begins to count soft bounces anew after an edition that was delivered (8.6)', async () => {
    await using site = await open();
    for (const [index, name] of ['2014-W33', '2014-W34', '2014-W35', '2014-W36'].entries()) {
      const messageId = `<${name}@example.org>`;
      await mailAnn(site, name, messageId, START + index * 7 * DAY);
      await deliverToAnn(site, name);
      if (name !== '2014-W35') await receive(site, soft.replace(MESSAGE_ID, messageId));
    }
    expect(await stateOfAnn(site)).toBe('active');
    await receive(site, soft.replace(MESSAGE_ID, '<2014-W35@example.org>'));
    expect(await stateOfAnn(site), 'its bounce came late').toBe('suppressed');
  });

  it('forgets soft bounces older than sixty days', async () => {
    await using site = await open(START + 61 * DAY);
    await mailAnn(site, '2014-W41', '<third@example.org>');
    const { noteSoftBounce } = site.app.store.subscribers;
    await noteSoftBounce('ann@example.net', '2014-W31', START, 0);
    await noteSoftBounce('ann@example.net', '2014-W32', START, 0);
    expect(await receive(site, soft.replace(MESSAGE_ID, '<third@example.org>'))).toMatchObject({ done: 'counted' });
    expect(await stateOfAnn(site)).toBe('active');
  });

  it('suppresses who complained', async () => {
    await using site = await open();
    await mailAnn(site);
    const complaint = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'mail', 'complaint.eml'), 'utf8');
    expect(await receive(site, complaint)).toMatchObject({ done: 'suppressed' });
    expect(await stateOfAnn(site)).toBe('suppressed');
  });

  it('unsubscribes who mails the token of their own message', async () => {
    await using site = await open();
    await mailAnn(site);
    const { tokens } = await openMailing(site.app);
    const token = tokens.seal('unsubscribe', 'ann@example.net');
    expect(await receive(site, `Subject: unsubscribe ${token}x\n\n`)).toMatchObject({ done: 'ignored' });
    expect(await receive(site, `Subject: unsubscribe ${token}\n\n`)).toMatchObject({ done: 'unsubscribed' });
    expect(await stateOfAnn(site)).toBe('unsubscribed');
  });

  it('knows the message by the address that the report came to, where nothing of it is returned (VERP)', async () => {
    const settings = `${SETTINGS}digest: { from: news@example.org }\nsmtp: { bounce: "bounces+{token}@example.org" }\n`;
    await using site = await openTestApp(
      { 'tidings.yaml': settings },
      { json: true, now: new Date(START).toISOString() },
    );
    const mailing = await openMailing(site.app);
    const messageId = mailing.messageId('2014-W33', 'ann@example.net');
    await mailAnn(site, '2014-W33', messageId);
    const copy = { name: '', address: known('ann@example.net'), messageId };
    const { from } = mailing.prepare(rendered, START)(copy);
    const bare = report
      .replace(/^To: .*$/m, `To: <${from}>`)
      .replaceAll(MESSAGE_ID, '')
      .replaceAll('Message-ID:', 'X-Gone:');
    expect(await receive(site, bare.replace(from, 'bounces+0@example.org'))).toMatchObject({ done: 'ignored' });
    expect(await receive(site, bare.replaceAll('ann@example.net', 'bob@example.net'))).toMatchObject({
      done: 'ignored',
    });
    expect(await stateOfAnn(site)).toBe('active');
    expect(await receive(site, bare)).toMatchObject({ done: 'suppressed', email: 'ann@example.net' });
  });

  it('has mails that unsubscribe come to where bounces come', async () => {
    const settings = `${SETTINGS}digest: { from: news@example.org }\nsmtp: { bounce: "bounces+{token}@example.org" }\n`;
    await using site = await openTestApp(
      { 'tidings.yaml': settings },
      { json: true, now: new Date(START).toISOString() },
    );
    await mailAnn(site);
    const { prepare } = await openMailing(site.app);
    const { blocks } = prepare(rendered, START)({ name: '', address: known('ann@example.net'), messageId: MESSAGE_ID });
    const [, to, subject] = /<mailto:([^?]*)\?subject=([^>]*)>/.exec(Buffer.concat(blocks).toString()) ?? [];
    expect(to).toBe('bounces+unsubscribe@example.org');
    expect(await receive(site, `To: ${to}\nSubject: ${decodeURIComponent(subject ?? '')}\n\n`)).toMatchObject({
      done: 'unsubscribed',
    });
  });

  it('reads a file, or the new messages of a Maildir', async () => {
    await using site = await open();
    await mailAnn(site);
    const inbox = site.site.path('Maildir');
    for (const folder of ['new', 'cur', 'tmp']) mkdirSync(join(inbox, folder), { recursive: true });
    writeFileSync(join(inbox, 'new', '1.host'), report);
    writeFileSync(join(inbox, 'new', '2.host'), 'Subject: hello\n\n');
    const stdin = stdinOf('');
    expect(await bounce(site.app, { file: inbox, stdin })).toBe(0);
    expect(site.printed()).toMatchObject([[{ done: 'suppressed' }, { done: 'ignored' }]]);
    expect(readdirSync(join(inbox, 'cur'))).toEqual(['1.host:2,S', '2.host:2,S']);
    expect(await bounce(site.app, { file: join(inbox, 'cur', '1.host:2,S'), stdin })).toBe(0);
    await expect(bounce(site.app, { file: 'nowhere.eml', stdin })).rejects.toThrow(
      'nowhere.eml: is not there; see how',
    );
  });
});
