import { describe, expect, it } from 'vitest';
import { fold } from '../../../../src/extract/events/prose/fold.ts';
import { eventLanguage } from '../../../../src/extract/events/prose/languages/index.ts';
import { findTimes } from '../../../../src/extract/events/prose/times.ts';

function times(text: string, tag: string): string[] {
  const language = eventLanguage(tag);
  if (language === null) return [];
  return findTimes(fold(text), language).map(
    ({ hour, minute, zone }) => `${hour}:${String(minute).padStart(2, '0')}${zone === null ? '' : ` ${zone}`}`,
  );
}

describe('times of day named in prose', () => {
  it.each([
    ['en', 'at 10am PT / 19:00 CEST', ['10:00 America/Los_Angeles', '19:00 Europe/Berlin']],
    ['en', '6:30-8pm', ['18:30']],
    ['en', '4-6pm', ['16:00']],
    ['en', '12pm and 12am', ['12:00', '0:00']],
    ['en', 'at 5 PM (UTC)', ['17:00 UTC']],
    ['en', '13:30 - 17:00 PDT', ['13:30 America/Los_Angeles']],
    ['en', '12:30pm Eastern', ['12:30 America/New_York']],
    ['en', '1600 UTC', ['16:00 UTC']],
    ['en', '20:00 UTC+2', ['20:00 +02:00']],
    ['en', 'at noon', ['12:00']],
    ['en', 'from 9 until noon', ['9:00']],
    ['fr', 'de 9h30 à midi', ['9:30']],
    ['fr', 'à 18h30', ['18:30']],
    ['fr', 'de 14h à 18h', ['14:00', '18:00']],
    ['de', 'um 18 Uhr', ['18:00']],
    ['de', '19.30 Uhr', ['19:30']],
    ['de', '16-21 Uhr', ['16:00']],
    ['de', 'um 8 Uhr abends', ['20:00']],
    ['es', 'a las 7 de la tarde', ['19:00']],
    ['es', 'a las 8 y media', ['8:30']],
    ['fr', 'à 8 heures et demie', ['8:30']],
    ['pt', 'às 7 e meia da noite', ['19:30']],
    ['es', 'a partir de las 10 horas', ['10:00']],
    ['it', 'alle ore 18,30', ['18:30']],
    ['it', 'dalle ore 11.00', ['11:00']],
    ['nl', 'om 20.00 uur', ['20:00']],
    ['pt', 'às 19h30', ['19:30']],
  ])('%s: %s', (tag, text, expected) => {
    expect(times(text, tag)).toEqual(expected);
  });

  it.each(['version 2.30', 'in 24 hours', '25:00', 'a 3:2 majority', '£5', '13pm', '1:23:45:67'])(
    'not in %s',
    (text) => {
      expect(times(text, 'en')).toEqual([]);
    },
  );
});
