import { describe, expect, it } from 'vitest';
import { openDocument } from '../../../src/extract/document.ts';
import { announced } from '../../../src/extract/events/announced.ts';
import type { Event } from '../../../src/model.ts';
import { eventsIn } from './found.ts';

const jsonLd = (event: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'Event', ...event })}</script>`;

describe('finding an entry’s events', () => {
  it('believes markup rather than prose about one day', () => {
    const html = `${jsonLd({ name: 'Linux Day', startDate: '2014-06-19T18:30:00+02:00' })}
      <p>The Linux party takes place on 19 June at 19:00 in Lyon.</p>`;
    expect(eventsIn(html)).toEqual([
      expect.objectContaining({ name: 'Linux Day', startDate: '2014-06-19T18:30:00+02:00', source: 'schema.org' }),
    ]);
  });

  it('adds what only the prose tells', () => {
    const html = `${jsonLd({ name: 'Linux Day', startDate: '2014-06-19' })}
      <p>The next meetup will take place on 3 July at 19:00 in Lyon.</p>`;
    expect(eventsIn(html).map(({ startDate }) => startDate)).toEqual(['2014-06-19', '2014-07-03T19:00:00+02:00']);
  });

  it('takes what the feed’s item carried and the page repeats for one', () => {
    const carried: Event = { name: 'Linux Day', startDate: '2014-06-19', source: 'ical', confidence: 1, uid: 'x@y' };
    const found = eventsIn(jsonLd({ name: 'Linux Day!', startDate: '2014-06-19', location: 'Lyon' }), {
      itemEvents: [carried],
    });
    expect(found).toEqual([{ ...carried, location: 'Lyon' }]);
  });

  it('looks into the whole page where it has it', () => {
    const page = openDocument(jsonLd({ name: 'Linux Day', startDate: '2014-06-19' }), 'https://blog.example.org/');
    expect(eventsIn('<p>We meet again.</p>', { page }).map(({ name }) => name)).toEqual(['Linux Day']);
  });

  it('leaves out what is over when the entry is published, but not what still lasts', () => {
    expect(eventsIn(jsonLd({ name: 'Gone', startDate: '2014-06-09T20:00' }))).toEqual([]);
    expect(eventsIn(jsonLd({ name: 'On', startDate: '2014-06-09', endDate: '2014-06-10' }))).toHaveLength(1);
  });

  it('reads no prose where the day of writing is unknown', () => {
    expect(eventsIn('<p>The meetup takes place on 3 July 2014.</p>', { published: null })).toEqual([]);
  });

  it('reads no prose in a language it has no words of', () => {
    expect(eventsIn('<p>The meetup takes place on 3 July 2014.</p>', { language: 'fi' })).toEqual([]);
  });

  it('keeps the cancelled, so that they can be struck out, but does not announce them', () => {
    const found = eventsIn(
      jsonLd({ name: 'A', startDate: '2014-06-19', eventStatus: 'EventCancelled' }) +
        jsonLd({ name: 'B', startDate: '2014-06-20', eventStatus: 'EventPostponed' }) +
        jsonLd({ name: 'C', startDate: '2014-06-21', eventStatus: 'EventRescheduled' }),
    );
    expect(found.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(announced(found).map(({ name }) => name)).toEqual(['C']);
  });
});
