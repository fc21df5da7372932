import { describe, expect, it } from 'vitest';
import { eventsIn } from './found.ts';

describe('events in microformats', () => {
  it('reads an h-event with an h-card for its place', () => {
    const found = eventsIn(`
      <div class="h-event"><a class="p-name u-url" href="https://camp.example.org/">Camp</a> from
        <time class="dt-start">2014-06-28</time> to <time class="dt-end">2014-06-29</time> at
        <span class="p-location h-card"><a class="p-name" href="https://shed.example.org/">The Shed</a>,
        <span class="p-street-address">12 rue des Arts</span>, <span class="p-locality">Grenoble</span>,
        <abbr class="p-region" title="Isère">38</abbr></span></div>`);
    expect(found).toEqual([
      {
        name: 'Camp',
        startDate: '2014-06-28',
        endDate: '2014-06-29',
        location: 'The Shed, Grenoble, Isère',
        url: 'https://camp.example.org/',
        source: 'h-event',
        confidence: 0.98,
      },
    ]);
  });

  it('reads a vevent of the first microformats', () => {
    const found = eventsIn(`
      <div class="vevent"><span class="summary">Summit</span>
        (<abbr class="dtstart" title="2014-06-28">28 June</abbr>) in <span class="location">Lyon</span>
        <ul><li class="vcard"><b class="fn">A. Guest</b></li></ul></div>`);
    expect(found).toEqual([
      expect.objectContaining({ name: 'Summit', startDate: '2014-06-28', location: 'Lyon', source: 'h-event' }),
    ]);
  });

  it.each([
    [
      'an offset without colon',
      '<time class="dt-start" datetime="2014-06-26T19:00+0800">26 June</time>',
      '2014-06-26T19:00:00+08:00',
    ],
    [
      'a time without offset',
      '<time class="dt-start" datetime="2014-06-26 19:00">26 June</time>',
      '2014-06-26T19:00:00+02:00',
    ],
    ['a title', '<abbr class="dt-start" title="2014-06-26">June 26</abbr>', '2014-06-26'],
    ['a value', '<data class="dt-start" value="2014-06-26">June 26</data>', '2014-06-26'],
    [
      'value-class parts',
      '<span class="dt-start"><time class="value" datetime="2014-06-26">26 July</time>, <b class="value">7:30pm</b></span>',
      '2014-06-26T19:30:00+02:00',
    ],
    [
      'value-class parts with an offset',
      '<span class="dt-start"><b class="value">2014-06-26</b> <b class="value">19:30</b> <b class="value">-07:00</b></span>',
      '2014-06-26T19:30:00-07:00',
    ],
    [
      'a value-title',
      '<span class="dt-start"><span class="value-title" title="2014-06-26T12:00Z"> </span>noon</span>',
      '2014-06-26T12:00:00Z',
    ],
  ])('reads a start written as %s', (_, start, expected) => {
    expect(eventsIn(`<p class="h-event"><b class="p-name">Party</b> ${start}</p>`)[0]?.startDate).toBe(expected);
  });

  it('takes an end that is but a time for one of the same day', () => {
    const html =
      '<p class="h-event"><b class="p-name">Party</b> <time class="dt-start">2014-06-26 19:00</time>–<time class="dt-end">22:00</time></p>';
    expect(eventsIn(html)[0]?.endDate).toBe('2014-06-26T22:00:00+02:00');
  });

  it('finds nothing in a name without a start', () => {
    expect(eventsIn('<p class="h-event">Camp 2014</p>')).toEqual([]);
  });

  it('does not read the words of what markup tells: they may say another day', () => {
    const html =
      '<p class="h-event"><b class="p-name">Party</b> takes place on <time class="dt-start" datetime="2014-06-26">26 July</time></p>';
    expect(eventsIn(html).map(({ startDate }) => startDate)).toEqual(['2014-06-26']);
  });
});
