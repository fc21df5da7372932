import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../src/feed/dates.ts';

function iso(text: string): string | null {
  const instant = readDate(text);
  return instant === null ? null : new Date(instant).toISOString().replace('.000Z', 'Z');
}

describe('a date of ISO 8601 or W3CDTF', () => {
  it.each([
    ['2019-03-07', '2019-03-07T00:00:00Z'],
    ['2019-03', '2019-03-01T00:00:00Z'],
    ['2019', '2019-01-01T00:00:00Z'],
    ['20190307', '2019-03-07T00:00:00Z'],
    ['2019-066', '2019-03-07T00:00:00Z'],
    ['2019-W10-4', '2019-03-07T00:00:00Z'],
    ['2021-W01', '2021-01-04T00:00:00Z'],
    ['2019-03-07T10:20Z', '2019-03-07T10:20:00Z'],
    ['2019-03-07 10:20:30', '2019-03-07T10:20:30Z'],
    ['2019-03-07T10:20:30.25+01:00', '2019-03-07T09:20:30.250Z'],
    ['20190307T102030-0530', '2019-03-07T15:50:30Z'],
    ['2019-03-07 T 10:20:30 EST', '2019-03-07T15:20:30Z'],
    ['2019-03-07T10:20:30-05:00Z', '2019-03-07T15:20:30Z'],
  ])('%s is %s', (text, expected) => expect(iso(text)).toBe(expected));
});

describe('a date of RFC 822', () => {
  it.each([
    ['Thu, 07 Mar 2019 10:20:30 GMT', '2019-03-07T10:20:30Z'],
    ['7 Mar 19 10:20 EDT', '2019-03-07T14:20:00Z'],
    ['Mon, 07 Mar 2019 10:20:30 +0100', '2019-03-07T09:20:30Z'],
    ['Thu, 07-Mar-2019 10:20:30 MEST', '2019-03-07T08:20:30Z'],
    ['Thu, 07 Mar 2019 24:00:00 GMT', '2019-03-08T00:00:00Z'],
    ['Thu, 07 Mar 2019 10:20:30 Europe/Paris', '2019-03-07T09:20:30Z'],
    ['Thu, 07 Mar 2019 10:20:30 GMT+0200 (CEST)', '2019-03-07T08:20:30Z'],
    ['Wed, 31 Dec 69 23:59:59 GMT', '1969-12-31T23:59:59Z'],
    ['Mon, 31 Dec 68 23:59:59 GMT', '2068-12-31T23:59:59Z'],
  ])('%s is %s', (text, expected) => expect(iso(text)).toBe(expected));
});

describe('a date as people and programs write it', () => {
  it.each([
    ['Thu Mar  7 10:20:30 PST 2019', '2019-03-07T18:20:30Z'],
    ['March 7, 2019 at 3:05 PM', '2019-03-07T15:05:00Z'],
    ['Thu, 2019/03/07 10:20:30 EST', '2019-03-07T15:20:30Z'],
    ['07.03.2019 10:20', '2019-03-07T10:20:00Z'],
    ['03/07/2019', '2019-03-07T00:00:00Z'],
    ['25/03/2019', '2019-03-25T00:00:00Z'],
    ['jeudi 7 mars 2019 10:20', '2019-03-07T10:20:00Z'],
    ['mar., 05 févr. 2019 10:20:00 +0000', '2019-02-05T10:20:00Z'],
    ['Do, 7. März 2019 10:20:30 +0100', '2019-03-07T09:20:30Z'],
    ['Πεμ, 07 Μαρ 2019 10:20:30 GMT', '2019-03-07T10:20:30Z'],
    ['2019-március-07T9:15-05:00', '2019-03-07T14:15:00Z'],
    ['2019년 03월 07일 10:20:30', '2019-03-07T01:20:30Z'],
    ['2019-03-07 오후 03:20:30', '2019-03-07T06:20:30Z'],
    ['2019年3月7日 10:20', '2019-03-07T10:20:00Z'],
  ])('%s is %s', (text, expected) => expect(iso(text)).toBe(expected));
});

describe('what is no date', () => {
  it.each([
    '',
    'yesterday',
    'Invalid Date',
    '0000-00-00',
    '2019-02-30',
    '2019-13-01',
    'Thu, 07 Mar 2019 25:00:00 GMT',
    '12',
  ])('%j is none', (text) => expect(readDate(text)).toBeNull());
});

it('reads back every instant that it is given in ISO 8601 and RFC 822', () => {
  const seconds = fc.integer({ min: -2_000_000_000, max: 4_000_000_000 });
  fc.assert(
    fc.property(seconds, (second) => {
      const date = new Date(second * 1000);
      expect(readDate(date.toISOString())).toBe(date.getTime());
      expect(readDate(date.toUTCString())).toBe(date.getTime());
    }),
  );
});

it('answers any text with an instant or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const instant = readDate(text);
      expect(instant === null || Number.isFinite(instant)).toBe(true);
    }),
  );
});
