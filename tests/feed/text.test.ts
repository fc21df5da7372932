import { describe, expect, it } from 'vitest';
import { guessConstruct, htmlToText, plainRssTitle, textAsHtml, textToHtml } from '../../src/feed/text.ts';

describe('the plain text of an RSS title', () => {
  it.each([
    ['Plain & simple', 'Plain & simple'],
    ['AT&amp;T', 'AT&T'],
    ['AT&amp;amp;T', 'AT&T'],
    ['Caf&eacute; &#8211; <b>new</b>', 'Café – new'],
    ['&lt;i&gt;twice&lt;/i&gt; escaped', 'twice escaped'],
    ['1 < 2 and a<3', '1 < 2 and a<3'],
    ['if (x && y)', 'if (x && y)'],
    ['How <b> differs from <strong>', 'How <b> differs from <strong>'],
    ['One<br>two', 'One two'],
    ['Generics: List<String>', 'Generics: List<String>'],
  ])('of %j is %j', (written, title) => expect(plainRssTitle(written)).toBe(title));
});

describe('the text of HTML', () => {
  it.each([
    ['<p>One</p><p>two</p>', ' One  two '],
    ['a<script>if (a < b) alert("</b>")</script>b', 'ab'],
    ['a<!-- <b>no</b> -->b', 'ab'],
    ['5 &lt; 6 &amp; 7', '5 < 6 & 7'],
    ['<script>never ended', 'never ended'],
  ])('of %j is %j', (html, text) => expect(htmlToText(html)).toBe(text));

  it('takes time in proportion to its length, even where nothing ends', () => {
    const started = process.cpuUsage().user;
    htmlToText('<script>'.repeat(100_000) + '<!--'.repeat(100_000));
    expect(process.cpuUsage(undefined).user - started).toBeLessThan(3_000_000);
  });
});

describe('a description that does not say what it is', () => {
  it.each([
    ['no markup: a < b & c', 'text'],
    ['<p>markup</p>', 'html'],
    ['an &eacute;', 'html'],
    ['generic List<T> types', 'text'],
    ['Tea &amp; cake\n\nFriday at six', 'text'],
  ])('%j is %s', (text, kind) => expect(guessConstruct(text).kind).toBe(kind));

  it('that was escaped twice is unescaped', () => {
    expect(guessConstruct('&lt;p&gt;Hello&lt;/p&gt;')).toEqual({ kind: 'html', value: '<p>Hello</p>' });
  });
});

it('shows a text as it stands', () => {
  expect(textToHtml('a < b & "c"')).toBe('a &lt; b &amp; "c"');
});

describe('text whose line breaks mean something', () => {
  const WRAPPED = [
    'The old lighthouse at the end of the pier opens its doors again in spring',
    'after two years of repairs, during which masons from the whole island have',
    'replaced the stairs.',
  ];

  it.each([
    ['of one line stands as it is', 'a < b', 'a &lt; b'],
    ['breaks its lines', 'We mend a kite.\n► Subscribe', 'We mend a kite.<br>\n► Subscribe'],
    ['has a paragraph after a blank line', 'One\r\n\r\n two\nthree\n', '<p>One</p>\n<p>two<br>\nthree</p>'],
    ['does not break where an editor wrapped it', WRAPPED.join('\n'), WRAPPED.join('\n')],
    [
      'breaks behind a single line as long as an editor makes it',
      `${WRAPPED[0]}\nChapters\n00:00`,
      `${WRAPPED[0]}<br>\nChapters<br>\n00:00`,
    ],
  ])('%s', (_, text, html) => expect(textAsHtml(text)).toBe(html));
});
