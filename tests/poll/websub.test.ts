import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HubSubscription } from '../../src/poll/hub-store.ts';
import { linksOf } from '../../src/poll/links.ts';
import { denied, isSigned, openHubKeys, planHubs, verified, wantedOf } from '../../src/poll/websub.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-03-02T12:00:00Z');
const SITE = 'https://news.example.org';
const keys = openHubKeys('a secret of the tests', SITE);
const source = { url: 'https://blog.example.org/feed', hubUrls: ['https://hub.example.org/'] };
const wanted = wantedOf(source, source.url, keys) ?? expect.fail('is wanted');

/** What is asked as hours go by, and what is left after that. */
function asksOver(hours: number, of = [wanted], known: readonly HubSubscription[] = []) {
  const kept = new Map(known.map((one) => [one.id, one]));
  const asked: { at: number; mode: string }[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    const { asks, over } = planHubs(of, [...kept.values()], NOW + hour * HOUR);
    for (const { id } of over) kept.delete(id);
    for (const one of asks) {
      kept.set(one.id, one);
      asked.push({ at: hour, mode: one.mode });
    }
  }
  return { asked, kept: [...kept.values()] };
}

describe('what a hub is asked, and when', () => {
  it('is at first what the source wants, then ever later while nothing comes of it, and once a week at least', () => {
    const hours = asksOver(21 * 24).asked.map(({ at }) => at);
    expect(hours.slice(0, 6)).toEqual([0, 1, 3, 7, 15, 31]);
    const gaps = hours.slice(1).map((hour, index) => hour - (hours[index] ?? 0));
    expect(Math.max(...gaps)).toBe(7 * 24);
  });

  it.each([
    ['as the hub gives it', 864_000, 10 * DAY],
    ['as it was asked for, where the hub does not say', null, 10 * DAY],
    ['a month at most', 10 * 365 * 86_400, 30 * DAY],
  ])('is to renew a lease when two thirds of it are over: %s', (_, seconds, lease) => {
    const [one = expect.fail('is asked')] = planHubs([wanted], [], NOW).asks;
    const granted = verified(one, seconds, NOW);
    expect(granted).toMatchObject({ until: NOW + lease, tries: 0 });
    expect(planHubs([wanted], [granted], NOW + (lease * 2) / 3 - 1).asks).toEqual([]);
    expect(planHubs([wanted], [granted], NOW + (lease * 2) / 3).asks).toMatchObject([
      { id: one.id, mode: 'subscribe' },
    ]);
  });

  it('is nothing for a week after it has said no', () => {
    const [one = expect.fail('is asked')] = planHubs([wanted], [], NOW).asks;
    const refused = denied(one, NOW);
    expect(refused.until).toBeNull();
    expect(planHubs([wanted], [refused], NOW + 7 * DAY - 1).asks).toEqual([]);
    expect(planHubs([wanted], [refused], NOW + 7 * DAY).asks).toHaveLength(1);
  });

  it('is to stop, three times at most, where nobody wants its news any more', () => {
    const [one = expect.fail('is asked')] = planHubs([wanted], [], NOW).asks;
    const { asked, kept } = asksOver(48, [], [verified(one, null, NOW)]);
    expect(asked.map(({ mode }) => mode)).toEqual(['unsubscribe', 'unsubscribe', 'unsubscribe']);
    expect(kept).toEqual([]);
  });

  it('is nothing where it never pushed, and nobody wants it any more', () => {
    const [one = expect.fail('is asked')] = planHubs([wanted], [], NOW).asks;
    expect(planHubs([], [one], NOW)).toMatchObject({ asks: [], over: [{ id: one.id }] });
  });

  it('is again what a source wants that comes back', () => {
    const [one = expect.fail('is asked')] = planHubs([wanted], [], NOW).asks;
    const leaving = { ...verified(one, null, NOW), mode: 'unsubscribe' as const, tries: 2, nextAsk: NOW + DAY };
    expect(planHubs([wanted], [leaving], NOW).asks).toMatchObject([{ mode: 'subscribe', tries: 1 }]);
  });

  it('is of twenty sources at once, the others at the next run', () => {
    const many = Array.from({ length: 25 }, (_, index) => {
      return (
        wantedOf({ ...source, url: `https://${index}.example.org/` }, source.url, keys) ?? expect.fail('is wanted')
      );
    });
    const first = planHubs(many, [], NOW).asks;
    expect(first).toHaveLength(20);
    expect(planHubs(many, first, NOW).asks).toHaveLength(5);
  });

  it.each([
    ['names no hub', { ...source, hubUrls: [] }, source.url],
    ['names a hub that is not on the web', { ...source, hubUrls: ['mailto:a@b', 'nonsense'] }, source.url],
    ['has not said what it is known as', source, null],
  ])('is nothing for a source that %s', (_, state, topic) => {
    expect(wantedOf(state, topic, keys)).toBeNull();
  });
});

describe('the names and secrets of subscriptions', () => {
  it('are the same for the same source, hub and topic, and others for any other or another site’s secret', () => {
    const others = [
      wantedOf({ ...source, url: 'https://other.example.org/' }, source.url, keys),
      wantedOf({ ...source, hubUrls: ['https://other.example.org/'] }, source.url, keys),
      wantedOf(source, 'https://blog.example.org/other', keys),
      wantedOf(source, source.url, openHubKeys('another', SITE)),
    ];
    expect(wantedOf(source, source.url, keys)?.id).toBe(wanted.id);
    const ids = [wanted, ...others].map((one) => one?.id);
    expect(new Set([...ids, ...ids.map((id) => keys.secretOf(id ?? ''))]).size).toBe(10);
    expect(wanted.id).toMatch(/^[\w-]{43}$/);
  });
});

describe('the signature of a push', () => {
  const body = Buffer.from('<feed/>');
  const secret = keys.secretOf(wanted.id);
  const signed = (method: string, key = secret) => `${method}=${createHmac(method, key).update(body).digest('hex')}`;

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('holds by %s', (method) => {
    expect(isSigned(body, signed(method), secret)).toBe(true);
  });

  it.each([
    ['that is missing', null],
    ['by another’s secret', signed('sha256', keys.secretOf('other'))],
    ['by a method that the Recommendation does not name', signed('md5')],
    ['that is cut off', signed('sha256').slice(0, -2)],
    ['of another method than it says', signed('sha256').replace('sha256', 'sha512')],
    ['that is nonsense', 'sha256'],
  ])('does not hold: one %s', (_, signature) => {
    expect(isSigned(body, signature, secret)).toBe(false);
    expect(isSigned(Buffer.from('<other/>'), signed('sha256'), secret)).toBe(false);
  });
});

it.each([
  ['<https://hub.example.org/>; rel="hub"', ['https://hub.example.org/']],
  ['<https://a.example/>; rel=hub, </feed>; rel="self"', ['https://a.example/']],
  ['</hub>; title="a, b; rel=self"; REL="x Hub"', ['https://blog.example.org/hub']],
  [
    '<https://a.example/?a,b>; rel="hub", <https://b.example/>; rel="hub"',
    ['https://a.example/?a,b', 'https://b.example/'],
  ],
  ['<https://a.example/>; rel="hubble"', []],
  ['https://a.example/; rel=hub', []],
  ['<https://>; rel=hub', []],
])('reads the links of a relation from a Link field (RFC 8288): %s', (field, expected) => {
  expect(linksOf(new Map([['link', field]]), 'hub', 'https://blog.example.org/feed')).toEqual(expected);
});
