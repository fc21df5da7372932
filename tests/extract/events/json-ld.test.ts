import { describe, expect, it } from 'vitest';
import { eventsIn } from './found.ts';

const page = (...scripts: readonly string[]) =>
  scripts.map((script) => `<script type="application/ld+json">${script}</script>`).join('');

const event = (more: object = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'Event',
  name: 'Hack night',
  startDate: '2014-06-19T19:00:00+02:00',
  ...more,
});

const inPage = (more: object) => eventsIn(page(JSON.stringify(event(more))));

describe('schema.org events in JSON-LD', () => {
  it('tells name, start, place and address', () => {
    const found = inPage({
      url: '/hack-night',
      location: { '@type': 'Place', name: 'The Shed', address: { '@type': 'PostalAddress', addressLocality: 'Lyon' } },
    });
    expect(found).toEqual([
      {
        name: 'Hack night',
        startDate: '2014-06-19T19:00:00+02:00',
        location: 'The Shed, Lyon',
        url: 'https://blog.example.org/hack-night',
        source: 'schema.org',
        confidence: 0.99,
      },
    ]);
  });

  it.each([
    ['a time without offset is of the site’s zone', '2014-06-19T19:00', '2014-06-19T19:00:00+02:00'],
    ['an offset without colon', '2014-06-19T19:00:00-0500', '2014-06-19T19:00:00-05:00'],
    ['UTC', '2014-06-19T19:00:00Z', '2014-06-19T19:00:00Z'],
    ['milliseconds', '2014-06-19T19:00:00.000Z', '2014-06-19T19:00:00Z'],
    ['a day without a time', '2014-06-19', '2014-06-19'],
    ['the basic format', '20140619T190000Z', '2014-06-19T19:00:00Z'],
  ])('reads %s', (_, startDate, expected) => {
    expect(inPage({ startDate })[0]?.startDate).toBe(expected);
  });

  it.each(['2014-06-31', 'June 19', '', '2014-13-01'])('leaves out an event that starts on %j', (startDate) => {
    expect(inPage({ startDate })).toEqual([]);
  });

  it.each([
    ['an array', [{ '@type': 'Organization', name: 'Us' }, event()]],
    ['a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage', name: 'P' }, event()] }],
    ['what a page is about', { '@type': 'WebPage', mainEntity: event() }],
    ['a subtype', event({ '@type': 'MusicEvent' })],
    ['a subtype of another name', event({ '@type': 'Hackathon' })],
    ['several types', event({ '@type': ['Thing', 'https://schema.org/SocialEvent'] })],
    ['the old vocabulary address', event({ '@context': 'http://schema.org', '@type': 'schema:Event' })],
  ])('finds it in %s', (_, data) => {
    expect(eventsIn(page(JSON.stringify(data))).map(({ name }) => name)).toEqual(['Hack night']);
  });

  it.each([
    ['a trailing comma', '{"@type":"Event","name":"Hack night","startDate":"2014-06-19",}'],
    ['a raw line break', '{"@type":"Event","name":"Hack\nnight","startDate":"2014-06-19"}'],
    ['a comment around it', '<!-- {"@type":"Event","name":"Hack night","startDate":"2014-06-19"} -->'],
    ['CDATA around it', '/*<![CDATA[*/{"@type":"Event","name":"Hack night","startDate":"2014-06-19"}/*]]>*/'],
  ])('reads JSON with %s', (_, script) => {
    expect(eventsIn(page(script)).map(({ name }) => name)).toEqual(['Hack night']);
  });

  it('passes over a script that is no JSON, and reads the next', () => {
    expect(eventsIn(page('{nonsense', JSON.stringify(event())))).toHaveLength(1);
  });

  it.each([
    ['https://schema.org/EventCancelled', 'cancelled'],
    ['EventPostponed', 'postponed'],
    ['http://schema.org/EventRescheduled', 'rescheduled'],
    ['EventScheduled', undefined],
  ])('tells %s as %s', (eventStatus, status) => {
    expect(inPage({ eventStatus })[0]?.status).toBe(status);
  });

  it('tells both places of one that is held in a room and online', () => {
    const location = [
      { '@type': 'Place', name: 'The Shed' },
      { '@type': 'VirtualLocation', url: 'https://meet.example.org/x' },
    ];
    expect(inPage({ location })[0]?.location).toBe('The Shed · https://meet.example.org/x');
  });

  it('keeps the last day where it is another, inclusive', () => {
    expect(inPage({ startDate: '2014-06-20', endDate: '2014-06-22' })[0]?.endDate).toBe('2014-06-22');
    expect(inPage({ startDate: '2014-06-20', endDate: '2014-06-20' })[0]?.endDate).toBeUndefined();
  });

  it('takes a festival with its concerts for one event', () => {
    expect(inPage({ subEvent: [event({ name: 'Opening' }), event({ name: 'Closing' })] })).toHaveLength(1);
  });

  it('does not take a post, its author or its dates for events', () => {
    const post = {
      '@type': 'BlogPosting',
      name: 'P',
      startDate: '2014-07-01',
      author: { '@type': 'Person', name: 'A' },
    };
    expect(eventsIn(page(JSON.stringify(post)))).toEqual([]);
  });

  it('survives nesting without end', () => {
    const deep = `${'{"@graph":['.repeat(5000)}${']}'.repeat(5000)}`;
    expect(eventsIn(page(deep))).toEqual([]);
  });
});
