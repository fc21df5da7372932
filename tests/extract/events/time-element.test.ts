import { describe, expect, it } from 'vitest';
import { eventsIn } from './found.ts';

const found = (html: string) => eventsIn(html).map(({ name, startDate, source }) => [name, startDate, source]);

describe('events told by time elements', () => {
  it('takes the link of its line for the name', () => {
    const html = '<ul><li><time datetime="2014-06-19T19:00">Thu</time> <a href="/x">Hack night</a></li></ul>';
    expect(found(html)).toEqual([['Hack night', '2014-06-19T19:00:00+02:00', 'time']]);
  });

  it('takes the rest of the line for the name where nothing is stressed', () => {
    expect(found('<p>Summer picnic, <time datetime="2014-06-21">next week</time></p>')).toEqual([
      ['Summer picnic', '2014-06-21', 'time'],
    ]);
  });

  it.each([
    ['a date of publication', '<p>Posted <time datetime="2014-06-19">later</time></p>'],
    ['a date in the line about the post', '<p class="entry-meta">Hack night <time datetime="2014-06-19">x</time></p>'],
    ['a day gone by', '<p>Hack night <time datetime="2014-06-01">x</time></p>'],
    ['a deadline', '<p>Submit your talk before <time datetime="2014-06-19">x</time></p>'],
    ['a time without a name', '<p><time datetime="2014-06-19">x</time></p>'],
  ])('does not take %s for an event', (_, html) => {
    expect(found(html)).toEqual([]);
  });
});
