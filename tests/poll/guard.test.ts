import { describe, expect, it } from 'vitest';
import { add } from '../../src/commands/add.ts';
import { isPrivateAddress, publicConnector, publicLookup, type Resolve } from '../../src/poll/guard.ts';
import { openTestApp } from '../support/app.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { pollingSite, post, rss, START } from '../support/polling-site.ts';

const PRIVATE = [
  '0.1.2.3',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fc00::1',
  'fe80::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:1::1',
];

const PUBLIC = [
  '1.1.1.1',
  '100.63.255.255',
  '100.128.0.1',
  '172.32.0.1',
  '192.0.1.1',
  '198.20.0.1',
  '223.255.255.255',
  '2606:4700::1',
  '2001:1::1',
];

describe('private addresses', () => {
  it.each(PRIVATE)('5.1 %s is one', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(PUBLIC)('5.1 %s is none', (address) => expect(isPrivateAddress(address)).toBe(false));

  const SPELLINGS = (port: string) => [
    `http://127.0.0.1:${port}/`,
    `http://127.1:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f.0.0.1:${port}/`,
    `http://0177.0.0.1:${port}/`,
    `http://0:${port}/`,
    `http://１２７.０.０.１:${port}/`,
    `http://127.0.0.1.:${port}/`,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://[::ffff:7f00:1]:${port}/`,
  ];

  it('5.1 no connection is opened to them however they are written, and the reason says so', async () => {
    await using server = await serveFeeds({ '/': rss([post(1)]) });
    const spellings = SPELLINGS(new URL(server.url).port);
    using site = pollingSite(spellings, { privateNetwork: false });
    const { failures } = await site.poll(START);
    expect(server.requests).toEqual([]);
    expect(failures.length).toBe(5);
    for (const { error } of failures) expect(error).toContain('is a private address');
  });

  /** A resolver that gives each of these lists of addresses in turn. */
  function resolving(...answers: readonly (readonly string[])[]): Resolve {
    let asked = 0;
    return (_hostname, _options, callback) => {
      const addresses = answers[asked++ % answers.length] ?? [];
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
  }

  const handedOn = (resolve: Resolve) =>
    new Promise((settle) => {
      publicLookup(resolve)('a.example', { all: true }, (error, addresses) => settle(error?.message ?? addresses));
    });

  it('5.1 of a name with several answers only the public ones are connected to', async () => {
    expect(await handedOn(resolving(['10.0.0.1', '93.184.215.14', '::1', '2606:4700::1']))).toEqual([
      { address: '93.184.215.14', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
    expect(await handedOn(resolving(['10.0.0.1', '::1']))).toContain('a.example (10.0.0.1) is a private address');
  });

  it('5.1 a name that gives another answer a moment later is judged again by that one', async () => {
    const resolve = resolving(['93.184.215.14'], ['127.0.0.1']);
    expect(await handedOn(resolve)).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(await handedOn(resolve)).toContain('is a private address');
  });

  it('5.1 no connection is opened to a name that leads to a private address', async () => {
    await using server = await serveFeeds({ '/': rss([post(1)]) });
    const { port } = new URL(server.url);
    const connect = publicConnector({ timeout: 1000 }, resolving(['127.0.0.1']));
    const target = { hostname: 'a.example', host: `a.example:${port}`, protocol: 'http:', port };
    const reason = await new Promise((settle) => connect(target, (...answer) => settle(answer[0]?.message)));
    expect(reason).toContain('a.example (127.0.0.1) is a private address');
  });

  it('5.1 nothing private is added', async () => {
    await using server = await serveFeeds({ '/': rss([post(1)]) });
    await using site = await openTestApp({ 'tidings.yaml': 'title: A\nurl: https://news.example.org/\n' });
    expect(await add(site.app, { urls: [`${server.url}/`] })).toBe(1);
    expect(site.said()).toContain('is a private address');
    expect(server.requests).toEqual([]);
  });

  it('5.2 a file is read where the list says so, relative to the list', async () => {
    using site = pollingSite(['file:feeds/a.xml'], { privateNetwork: false });
    const { mkdirSync, writeFileSync } = await import('node:fs');
    mkdirSync(site.site.path('sources', 'feeds'));
    writeFileSync(site.site.path('sources', 'feeds', 'a.xml'), rss([post(1)]));
    expect((await site.poll(START)).entries.new).toBe(1);
  });
});
