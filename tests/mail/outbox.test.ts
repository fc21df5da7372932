import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryCounts } from '../../src/mail/outbox-store.ts';
import { type MailServer, type Script, startMailServer } from './support/mail-server.ts';
import { type Bench, known, openBench } from './support/outbox.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let bench: Bench;
let server: MailServer;

beforeEach(async () => {
  bench = await openBench();
  server = await startMailServer();
});

afterEach(async () => {
  await bench.close();
  await server.close();
});

const people = (count: number) => Array.from({ length: count }, (_, index) => `reader${index}@example.net`);
const recipients = () => server.received.flatMap(({ to }) => to).sort();
const counts = async (): Promise<Partial<DeliveryCounts>> => {
  const all = await bench.store.deliveries.counts('2014-W33');
  const { recipients, ...states } = all;
  expect(Object.values(states).reduce((sum, count) => sum + count)).toBe(recipients);
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
};
const subscribe = (emails: readonly string[]) =>
  bench.store.subscribers.add(
    emails.map((email) => ({
      email,
      key: known(email).key,
      name: '',
      language: null,
      tags: [],
      kept: {},
      state: null,
    })),
    bench.now,
  );

/** Sends one edition to ann, bob and cyd, whose server treats bob as the script says. */
async function sendToThree(script: Script, options: { connections?: number } = {}) {
  server.script = script;
  await bench.begin(['ann@example.net', 'bob@example.net', 'cyd@example.net']);
  return bench.send(server.url, { connections: 1, ...options });
}
const forBob = (answer: string) => (address: string) => (address.startsWith('bob') ? answer : '250 ok');

describe('an edition (1, 2, 5, 6, 7)', () => {
  it('reaches each recipient once, one message to one recipient', async () => {
    await bench.begin(people(12));
    expect(await bench.send(server.url)).toEqual({ accepted: 12, fault: null, trouble: null });
    expect(recipients()).toEqual(people(12).sort());
    expect(await counts()).toEqual({ recipients: 12, sent: 12 });
  });

  it('goes to those who were active when it began, and not to who came later', async () => {
    await subscribe(['early@example.net']);
    await bench.begin(['fixed@example.net']);
    await subscribe(['late@example.net']);
    await bench.send(server.url);
    expect(recipients()).toEqual(['early@example.net', 'fixed@example.net']);
  });

  it('goes once to a fixed recipient who has subscribed too, in whatever spelling', async () => {
    await subscribe(['Jörg@BÜCHER.example']);
    server.script = { extensions: ['SMTPUTF8'] };
    await bench.begin(['jörg@xn--bcher-kva.example']);
    await bench.send(server.url);
    expect(server.received).toHaveLength(1);
  });

  it('begins once, whoever tries again', async () => {
    expect(await bench.begin(['ann@example.net'])).toBe(true);
    expect(await bench.begin(['bob@example.net'])).toBe(false);
    expect(await counts()).toEqual({ recipients: 1, deferred: 1 });
  });

  it('is done when nothing is left to send, and then sends nothing', async () => {
    await bench.begin(people(3));
    await bench.send(server.url);
    expect(await bench.store.editions.open()).toEqual([]);
    await bench.send(server.url);
    expect(server.received).toHaveLength(3);
  });

  it('asks nothing of the server where nothing is to be sent now', async () => {
    await sendToThree({ rcpt: () => '450 later' });
    server.commands.length = 0;
    await bench.send(server.url);
    expect(server.commands).toEqual([]);
  });

  it('shares its deliveries between two runs at once, and sends none twice', async () => {
    await bench.begin(people(40));
    await Promise.all([bench.send(server.url), bench.send(server.url)]);
    expect(new Set(recipients())).toEqual(new Set(people(40)));
    expect(server.received.length).toBe(40);
  });

  it('gives each delivery a Message-ID of its own, the same at every try', async () => {
    const seen: string[] = [];
    const idOf = (message: string) => /^Message-ID: (<[^>]+>)/m.exec(message)?.[1] ?? '';
    server.script = {
      end: (_, message) => {
        seen.push(idOf(message));
        return seen.length <= 3 ? '451 4.3.0 later' : '250 ok';
      },
    };
    await bench.begin(people(3));
    await bench.send(server.url, { connections: 1 });
    bench.now += HOUR;
    await bench.send(server.url, { connections: 1 });
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(3);
    expect(seen.every((id) => /^<[0-9a-f]{40}@example\.org>$/.test(id))).toBe(true);
  });
});

describe('a delivery that was cut off (3, 4)', () => {
  it.each<[string, Script, Partial<DeliveryCounts>]>([
    ['at MAIL', { mail: () => 'DROP' }, { deferred: 3 }],
    ['at RCPT', { rcpt: forBob('DROP') }, { sent: 2, deferred: 1 }],
    ['at DATA', { data: (address) => (address.startsWith('bob') ? 'DROP' : '354 go on') }, { sent: 2, deferred: 1 }],
  ])('%s is sent by a later run', async (_, script, before) => {
    await sendToThree(script);
    expect(await counts()).toEqual({ recipients: 3, ...before });
    server.script = {};
    bench.now += HOUR;
    await bench.send(server.url);
    expect(recipients()).toEqual(['ann@example.net', 'bob@example.net', 'cyd@example.net']);
  });

  it.each(['DROP', 'DROP AFTER TAKING'])(
    'after the end of the message (%s) is uncertain and not sent again',
    async (answer) => {
      await sendToThree({ end: (address) => (address.startsWith('bob') ? answer : '250 ok') });
      expect(await counts()).toEqual({ recipients: 3, sent: 2, uncertain: 1 });
      server.script = {};
      bench.now += 48 * HOUR;
      await bench.send(server.url);
      expect(await counts()).toEqual({ recipients: 3, sent: 2, uncertain: 1 });
    },
  );

  it('is sent again under the same Message-ID where a person asks for it', async () => {
    const ids: (string | undefined)[] = [];
    const note = (message: string) => ids.push(/^Message-ID: (.*)/m.exec(message)?.[1]);
    await sendToThree({
      end: (address, message) => {
        if (address.startsWith('bob')) note(message);
        return address.startsWith('bob') ? 'DROP' : '250 ok';
      },
    });
    server.script = {
      end: (_, message) => {
        note(message);
        return '250 ok';
      },
    };
    expect(await bench.store.deliveries.requeueUncertain('2014-W33', bench.now)).toBe(1);
    await bench.send(server.url);
    expect(await counts()).toEqual({ recipients: 3, sent: 3 });
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  it('is uncertain only after a durable note, written before the last byte may leave', async () => {
    let atContent: Partial<DeliveryCounts> = {};
    await sendToThree({
      end: async (address) => {
        if (address.startsWith('bob')) atContent = await counts();
        return '250 ok';
      },
    });
    expect(atContent.uncertain).toBe(1);
    expect(await counts()).toEqual({ recipients: 3, sent: 3 });
  });

  it('in the hands of a living run is not yet tried, rather than uncertain', async () => {
    let seen: DeliveryCounts | null = null;
    await sendToThree({
      end: async () => {
        seen ??= await bench.store.deliveries.counts('2014-W33', true);
        return '250 ok';
      },
    });
    expect(seen).toMatchObject({ deferred: 3, uncertain: 0 });
  });
});

describe('a refusal (8, 9)', () => {
  it.each<[string, Script]>([
    ['4xx at RCPT', { rcpt: forBob('450 4.2.0 busy') }],
    ['4xx at DATA', { data: (address) => (address.startsWith('bob') ? '451 4.3.0 later' : '354 go on') }],
    ['4xx after the data', { end: forBob('452 4.3.1 full') }],
    ['421 at RCPT', { rcpt: forBob('421 4.7.0 slower') }],
    ['421 after the data', { end: forBob('421 4.3.2 closing') }],
  ])('for now (%s) defers: not within a minute, but an hour later', async (_, script) => {
    await sendToThree(script);
    expect(await counts()).toEqual({ recipients: 3, sent: 2, deferred: 1 });
    server.script = {};
    bench.now += MINUTE;
    await bench.send(server.url);
    expect(await counts()).toEqual({ recipients: 3, sent: 2, deferred: 1 });
    bench.now += 59 * MINUTE;
    await bench.send(server.url);
    expect(await counts()).toEqual({ recipients: 3, sent: 3 });
  });

  it('4xx at MAIL defers', async () => {
    await sendToThree({ mail: () => '451 4.3.0 later' });
    expect(await counts()).toEqual({ recipients: 3, deferred: 3 });
  });

  it('for now, again and again, is tried for more than two days and then given up', async () => {
    await bench.begin(['ann@example.net']);
    let tries = 0;
    server.script = {
      rcpt: () => {
        tries += 1;
        return '450 4.2.0 busy';
      },
    };
    const begun = bench.now;
    let givenUp = 0;
    for (; givenUp === 0 && bench.now < begun + 10 * 24 * HOUR; bench.now += HOUR) {
      await bench.send(server.url);
      if ((await counts()).failed === 1) givenUp = bench.now;
    }
    expect(givenUp - begun).toBeGreaterThan(48 * HOUR);
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(30);
  });

  it.each<[string, Script]>([
    ['5xx at RCPT', { rcpt: forBob('550 no') }],
    ['5xx at DATA', { data: (address) => (address.startsWith('bob') ? '554 no' : '354 go on') }],
    ['5xx after the data', { end: forBob('554 5.7.1 spam') }],
    ['552 after the data', { end: forBob('552 too much') }],
    ['5.6.x', { end: forBob('550 5.6.0 odd') }],
  ])('for good (%s) fails this edition, and the next is tried', async (_, script) => {
    await sendToThree(script);
    expect(await counts()).toEqual({ recipients: 3, sent: 2, failed: 1 });
    server.script = {};
    bench.now += 24 * HOUR;
    await bench.send(server.url);
    expect(await counts()).toEqual({ recipients: 3, sent: 2, failed: 1 });
    await bench.begin(['bob@example.net'], '2014-W34');
    await bench.send(server.url, { name: '2014-W34' });
    expect(recipients()).toContain('bob@example.net');
  });

  it('5.1.1 suppresses the address for later editions and imports', async () => {
    await sendToThree({ rcpt: forBob('550 5.1.1 no such user') });
    expect(await counts()).toEqual({ recipients: 3, sent: 2, failed: 1 });
    expect(await subscribe(['BOB@example.net'])).toBe(0);
    await bench.begin(['ann@example.net', 'bob@example.net'], '2014-W34');
    expect((await bench.store.deliveries.counts('2014-W34')).recipients).toBe(1);
  });
});

describe('a fault of the server or of the settings (10, 12)', () => {
  it.each<[string, Script, RegExp]>([
    ['a refused greeting', { greeting: () => '554 no service' }, /refuses to talk .*554/],
    ['a greeting that puts off', { greeting: () => '421 too busy' }, /refuses to talk .*421/],
    ['a dropped greeting', { greeting: () => 'DROP' }, /cannot be reached/],
    ['a refused sender', { mail: () => '550 5.7.1 not you' }, /does not take mail from this sender/],
    ['a login asked for', { mail: () => '530 5.7.0 log in' }, /does not take mail from this sender/],
  ])('%s leaves everybody deferred, to be tried at once when it is mended', async (_, script, problem) => {
    const { accepted, fault } = await sendToThree(script);
    expect(accepted).toBe(0);
    expect(fault?.message).toMatch(/^mail server 127\.0\.0\.1:\d+: /);
    expect(fault?.message).toMatch(problem);
    expect(fault?.mend).not.toBeNull();
    expect(await counts()).toEqual({ recipients: 3, deferred: 3 });
    server.script = {};
    await bench.send(server.url);
    expect(await counts()).toEqual({ recipients: 3, sent: 3 });
  });

  it('nobody listening leaves everybody deferred', async () => {
    await bench.begin(people(2));
    const gone = await startMailServer();
    await gone.close();
    const { fault } = await bench.send(gone.url);
    expect(fault?.message).toMatch(/cannot be reached/);
    expect(await counts()).toEqual({ recipients: 2, deferred: 2 });
  });

  it('a message over the SIZE offered fails, and suppresses nobody', async () => {
    const { accepted, trouble } = await sendToThree({ extensions: ['SIZE 100'] });
    expect(accepted).toBe(0);
    expect(trouble?.message).toMatch(/too large/);
    expect(await counts()).toEqual({ recipients: 3, failed: 3 });
    expect(await subscribe(['bob@example.net'])).toBe(1);
  });

  it('a message too large by the reply to MAIL fails, and suppresses nobody', async () => {
    await sendToThree({ mail: () => '552 5.3.4 too large' });
    expect(await counts()).toEqual({ recipients: 3, failed: 3 });
  });

  it('is not made of one connection refused while others work', async () => {
    server.script = { greeting: (connection) => (connection > 2 ? '421 too many connections' : '220 hello') };
    await bench.begin(people(30));
    expect(await bench.send(server.url, { connections: 5 })).toMatchObject({ accepted: 30, fault: null });
  });

  it('ends a run after ten connections lost in a row', async () => {
    await bench.begin(people(30));
    server.script = { data: () => 'DROP' };
    const { fault } = await bench.send(server.url, { connections: 1 });
    expect(fault?.message).toMatch(/lost 10 connections/);
    expect(server.connections).toBeLessThan(13);
    expect(await counts()).toEqual({ recipients: 30, deferred: 30 });
  });

  it('ends a run when most of the first hundred are refused for good', async () => {
    await bench.begin(Array.from({ length: 120 }, (_, index) => `reader${index}@host${index % 40}.example`));
    server.script = { rcpt: () => '550 5.7.1 blocked' };
    const { fault } = await bench.send(server.url, { connections: 1 });
    expect(fault?.message).toMatch(/refused/);
    expect((await counts()).failed).toBeLessThan(100);
  });
});

describe('one recipient’s trouble (11)', () => {
  it('a slow answer holds up no other', async () => {
    let release = (_: string): void => undefined;
    const slow = new Promise<string>((resolve) => {
      release = resolve;
    });
    server.script = { rcpt: (address) => (address === 'reader0@example.net' ? slow : '250 ok') };
    await bench.begin(people(20));
    const sending = bench.send(server.url, { connections: 2 });
    await expect.poll(() => server.received.length, { timeout: 10_000 }).toBe(19);
    release('250 ok');
    expect(await sending).toMatchObject({ accepted: 20 });
  });

  it('a domain that asks for less holds up no other', async () => {
    const slow = Array.from({ length: 20 }, (_, index) => `reader${index}@slow.example`);
    server.script = { rcpt: (address) => (address.endsWith('slow.example') ? '450 4.7.1 slower' : '250 ok') };
    await bench.begin([...slow, ...people(20)]);
    const sending = bench.send(server.url, { connections: 1 });
    await expect.poll(() => server.received.length, { timeout: 5_000 }).toBe(20);
    const asked = server.commands.filter((line) => line.includes('slow.example')).length;
    expect(asked).toBeLessThan(5);
    bench.stop();
    await sending;
    expect(await counts()).toEqual({ recipients: 40, sent: 20, deferred: 20 });
  });

  it('refusals of all kinds hold up no other', async () => {
    const answers = ['450 4.2.0 later', '550 5.1.1 gone', '421 4.7.0 slower', '250 ok', '250 ok', 'DROP'];
    server.script = { rcpt: (address) => answers[Number(/\d+/.exec(address)?.[0]) % answers.length] ?? '250 ok' };
    await bench.begin(people(24));
    await bench.send(server.url, { connections: 3 });
    expect(await counts()).toEqual({ recipients: 24, sent: 8, deferred: 12, failed: 4 });
  });
});

describe('a run that is asked to stop', () => {
  it('breaks off what has not ended, and the next run goes on', async () => {
    server.script = {
      data: () => {
        bench.stop();
        return '354 go on';
      },
    };
    await bench.begin(people(10));
    await bench.send(server.url, { connections: 2 });
    expect(server.received.length).toBeLessThan(3);
    expect((await counts()).uncertain).toBeUndefined();
    server.script = {};
    await bench.send(server.url);
    expect(await counts()).toEqual({ recipients: 10, sent: 10 });
    expect(server.received).toHaveLength(10);
  });
});

describe('who leaves the list', () => {
  it('while the edition is under way is not sent it (7, 29)', async () => {
    await subscribe(people(10));
    await bench.begin([]);
    await bench.store.subscribers.unsubscribe('reader3@example.net', bench.now);
    await bench.send(server.url);
    expect(recipients()).not.toContain('reader3@example.net');
    expect(await counts()).toEqual({ recipients: 10, sent: 9, suppressed: 1 });
  });

  it('while the message to them is being handed over is not sent it', async () => {
    server.script = {
      data: async (address) => {
        await bench.store.subscribers.unsubscribe(address, bench.now);
        return '354 go on';
      },
    };
    await bench.begin(people(3));
    await bench.send(server.url, { connections: 1 });
    expect(server.received).toEqual([]);
    expect(await counts()).toEqual({ recipients: 3, suppressed: 3 });
  });

  it('stays away from later editions as a fixed recipient too', async () => {
    await bench.store.subscribers.unsubscribe('ann@example.net', bench.now);
    await bench.begin(['Ann@example.net', 'bob@example.net']);
    expect(await counts()).toEqual({ recipients: 1, deferred: 1 });
  });

  it('after a refusal for now is not tried again', async () => {
    await sendToThree({
      rcpt: async (address) => {
        if (!address.startsWith('bob')) return '250 ok';
        await bench.store.subscribers.unsubscribe('bob@example.net', bench.now);
        return '450 later';
      },
    });
    expect(await counts()).toEqual({ recipients: 3, sent: 2, suppressed: 1 });
  });
});

describe('servers of all kinds (14)', () => {
  it.each<[string, readonly string[] | null]>([
    ['that know only HELO', null],
    ['that offer nothing', []],
    ['that offer PIPELINING', ['PIPELINING']],
    ['that offer 8BITMIME and SMTPUTF8', ['8BITMIME', 'SMTPUTF8']],
  ])('%s are given what they can take', async (_, extensions) => {
    server.script = { extensions };
    await bench.begin(people(5));
    await bench.send(server.url);
    expect(await counts()).toEqual({ recipients: 5, sent: 5 });
    const mail = server.commands.filter((line) => line.startsWith('MAIL'));
    expect(mail.every((line) => !/SIZE|BODY|SMTPUTF8/.test(line))).toBe(true);
  });

  it('an address that needs SMTPUTF8 is failed where it is not offered, and never altered', async () => {
    await bench.begin(['jörg@example.net', 'ann@example.net']);
    await bench.send(server.url);
    expect(await counts()).toEqual({ recipients: 2, sent: 1, failed: 1 });
    expect(server.commands.join('\n')).not.toMatch(/rg@example/);
  });

  it('an address that needs SMTPUTF8 is mailed where it is offered', async () => {
    server.script = { extensions: ['SMTPUTF8'] };
    await bench.begin(['jörg@bücher.example']);
    await bench.send(server.url);
    expect(recipients()).toEqual(['jörg@xn--bcher-kva.example']);
    expect(server.commands.some((line) => /^MAIL .* SMTPUTF8/.test(line))).toBe(true);
  });

  it.each(['"john doe"@example.net', 'a+b=c@example.net', "o'hara@example.net", 'UPPER.Case@Example.NET'])(
    '%s goes out as it is, its domain in lower case',
    async (address) => {
      await bench.begin([address]);
      await bench.send(server.url);
      const at = address.lastIndexOf('@');
      expect(recipients()).toEqual([address.slice(0, at) + address.slice(at).toLowerCase()]);
    },
  );

  it('that take one message per connection are given one after another', async () => {
    server.script = { end: () => '250 ok\r\n421 4.4.2 one is enough' };
    await bench.begin(people(8));
    await bench.send(server.url, { connections: 2 });
    expect(await counts()).toEqual({ recipients: 8, sent: 8 });
  });
});
