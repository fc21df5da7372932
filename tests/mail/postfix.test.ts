import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { known, openBench } from './support/outbox.ts';
import { startPostfix, whyNoPostfix } from './support/postfix.ts';

const missing = whyNoPostfix();
const users = ['ann', 'bob', 'cyd'];

describe.skipIf(missing !== null)(`a real Postfix${missing === null ? '' : ` (left out: ${missing})`}`, () => {
  it('puts one message into each mailbox, and its word for no such user suppresses', async () => {
    using postfix = await startPostfix(users);
    const bench = await openBench();
    await bench.begin(['ann@example.net', 'bob@example.net', 'Cyd@EXAMPLE.net', 'zed@example.net']);
    expect(await bench.send(postfix.url)).toMatchObject({ accepted: 3, fault: null });
    expect(await bench.store.deliveries.counts('2014-W33')).toMatchObject({ sent: 3, failed: 1, uncertain: 0 });
    const person = { name: '', language: null, tags: [], kept: {}, state: null };
    const zed = { ...person, email: 'zed@example.net', key: known('zed@example.net').key };
    expect(await bench.store.subscribers.add([zed], bench.now), 'suppressed').toBe(0);
    await expect.poll(() => users.map((user) => postfix.mailbox(user).length), { timeout: 10_000 }).toEqual([1, 1, 1]);
    const read = await simpleParser(postfix.mailbox('ann')[0] ?? '');
    expect(read.subject).toBe('Weekly – 18 August 2014');
    expect(read.headers.get('delivered-to')).toMatchObject({ text: 'ann@example.net' });
    await bench.close();
  });

  it('with a message_size_limit too small takes nothing, which is told', async () => {
    using postfix = await startPostfix(users, ['message_size_limit = 500', 'virtual_mailbox_limit = 500']);
    const bench = await openBench();
    await bench.begin(['ann@example.net']);
    expect((await bench.send(postfix.url)).trouble?.message).toContain('too large');
    await bench.close();
  });
});
