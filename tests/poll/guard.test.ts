import { describe, expect, it } from 'vitest';
import { isPrivateAddress } from '../../src/poll/guard.ts';
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

  it('5.2 a file is read where the list says so, relative to the list', async () => {
    using site = pollingSite(['file:feeds/a.xml'], { privateNetwork: false });
    const { mkdirSync, writeFileSync } = await import('node:fs');
    mkdirSync(site.site.path('sources', 'feeds'));
    writeFileSync(site.site.path('sources', 'feeds', 'a.xml'), rss([post(1)]));
    expect((await site.poll(START)).entries.new).toBe(1);
  });
});
