import { describe, expect, it } from 'vitest';
import { eventsIn } from './found.ts';

describe('schema.org events in attributes', () => {
  it('reads microdata with a place inside', () => {
    const found = eventsIn(`
      <div itemscope itemtype="http://schema.org/TheaterEvent">
        <a itemprop="url" href="/hamlet"><span itemprop="name">Hamlet</span></a>
        <meta itemprop="startDate" content="2014-06-19T20:00"> Thu 06/19/14 8:00 p.m.
        <div itemprop="location" itemscope itemtype="http://schema.org/Place">
          <span itemprop="name">The Globe</span>
          <div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
            <span itemprop="addressLocality">London</span>
          </div>
        </div>
      </div>`);
    expect(found).toEqual([
      expect.objectContaining({
        name: 'Hamlet',
        startDate: '2014-06-19T20:00:00+02:00',
        location: 'The Globe, London',
        url: 'https://blog.example.org/hamlet',
        source: 'schema.org',
      }),
    ]);
  });

  it('reads RDFa Lite', () => {
    const found = eventsIn(`
      <p vocab="https://schema.org/" typeof="Event"><b property="name">Picnic</b> on
      <time property="startDate" datetime="2014-06-21">Saturday</time> in <i property="location">the park</i></p>`);
    expect(found).toEqual([expect.objectContaining({ name: 'Picnic', startDate: '2014-06-21', location: 'the park' })]);
  });

  it('does not take the name of a nested item for the event’s', () => {
    const found = eventsIn(`
      <div itemscope itemtype="https://schema.org/Event">
        <div itemprop="performer" itemscope itemtype="https://schema.org/Person"><b itemprop="name">A. Singer</b></div>
        <b itemprop="name">Concert</b> <time itemprop="startDate" datetime="2014-06-21">21st</time>
      </div>`);
    expect(found.map(({ name }) => name)).toEqual(['Concert']);
  });

  it('does not take other items for events', () => {
    const html =
      '<div itemscope itemtype="https://schema.org/Offer"><b itemprop="name">X</b><time itemprop="startDate" datetime="2014-06-21">21 June</time></div>';
    expect(eventsIn(html).filter(({ source }) => source === 'schema.org')).toEqual([]);
  });
});
