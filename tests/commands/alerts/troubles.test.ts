import { expect, it } from 'vitest';
import { type Observations, troublesOf } from '../../../src/commands/alerts/troubles.ts';
import { Fault } from '../../../src/fault.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 3);

const sound: Observations = { now: NOW, after: 3 * DAY, sources: [], fault: null, edition: null };

function source(given: Partial<Observations['sources'][number]>): Observations['sources'][number] {
  const url = 'https://blog.example.org/feed';
  return { url, name: 'A blog', gone: false, failures: 0, answered: NOW, lastError: null, ...given };
}

function keysOf(given: Partial<Observations>): string[] {
  return troublesOf({ ...sound, ...given }).map(({ key }) => key);
}

it.each([
  ['answers', source({}), []],
  ['failed today', source({ failures: 4, answered: NOW - DAY }), []],
  ['has failed for days', source({ failures: 9, answered: NOW - 3 * DAY }), ['failing https://blog.example.org/feed']],
  ['has no news for days, but answers', source({ answered: NOW - 9 * DAY }), []],
  ['is gone', source({ gone: true }), ['gone https://blog.example.org/feed']],
])('of a source that %s', (_, one, keys) => {
  expect(keysOf({ sources: [one] })).toEqual(keys);
});

it('says how long a source has failed, and how', () => {
  const failing = source({ failures: 9, answered: NOW - 5 * DAY, lastError: 'answered 500' });
  expect(troublesOf({ ...sound, sources: [failing] })).toMatchObject([
    { word: 'alert.failing', places: { name: 'A blog', error: 'answered 500' }, n: 5 },
  ]);
});

it.each([
  ['fails', { failures: 9, answered: NOW - 5 * DAY }],
  ['is gone', { gone: true }],
])('tells two sources apart that differ in a key, and the key to nobody, where each %s', (_, given) => {
  const sources = ['one', 'two'].map((key) => source({ ...given, url: `https://a.example/feed?api_key=${key}` }));
  const troubles = troublesOf({ ...sound, sources });
  expect(new Set(troubles.map(({ key }) => key)).size).toBe(2);
  expect(troubles.map(({ places }) => places.url)).toEqual(Array(2).fill('https://a.example/feed?api_key=…'));
});

it('tells of a run that could not do its job', () => {
  const fault = new Fault({ stage: 'mail', subject: 'mail.example.org', problem: 'cannot be reached' });
  expect(keysOf({ fault })).toEqual(['run mail']);
});

it.each([
  [{ recipients: 10, failed: 2, suppressed: 0 }, false],
  [{ recipients: 10, failed: 3, suppressed: 0 }, true],
  [{ recipients: 10, failed: 0, suppressed: 3 }, true],
  [{ recipients: 1000, failed: 49, suppressed: 20 }, false],
  [{ recipients: 1000, failed: 50, suppressed: 0 }, true],
])('of an edition with %j: many bounces is %s', (counts, told) => {
  expect(keysOf({ edition: { name: '2026-W09', ...counts } })).toEqual(told ? ['bounces 2026-W09'] : []);
});
