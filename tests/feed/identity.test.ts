import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/feed/fingerprint.ts';
import { identityKeys, type Known, matchEntries } from '../../src/feed/identity.ts';

interface Given {
  readonly guid?: string;
  readonly url?: string;
  readonly title?: string;
  readonly contentHtml?: string;
}

function items(...given: readonly Given[]) {
  return given.map(({ guid, url, title, contentHtml }) => ({
    guid: guid ?? null,
    url: url ?? null,
    title: title ?? '',
    contentHtml: contentHtml ?? '',
  }));
}

function known(...given: readonly Given[]): readonly Known[] {
  return identityKeys(items(...given)).map((keys, index) => ({ id: index + 1, keys }));
}

/** What became of each item: the id of the entry that it is, `new` or `repeated`. */
function became(before: readonly Known[], ...after: readonly Given[]): readonly (number | string)[] {
  return matchEntries(identityKeys(items(...after)), before).map((match) =>
    match.kind === 'known' ? match.entry.id : match.kind,
  );
}

const POST = { guid: 'tag:1', url: 'http://old.example/2019/a', title: 'A' };
const OTHER = { guid: 'tag:2', url: 'http://old.example/2019/b', title: 'B' };

describe('an entry is the same', () => {
  it.each<[string, Given]>([
    ['its guid changes but link and title stay', { ...POST, guid: 'tag:new' }],
    ['its link changes but the guid stays', { ...POST, url: 'https://old.example/moved' }],
    ['its title and link change but the guid stays', { ...POST, title: 'A, edited', url: 'https://old.example/moved' }],
    [
      'the site moves to another domain and to https',
      { guid: 'https://new.example/2019/a', url: 'https://new.example/2019/a', title: 'A' },
    ],
    ['a campaign is added to its link', { ...POST, guid: 'tag:new', url: `${POST.url}?utm_source=rss` }],
  ])('when %s', (_, again) => expect(became(known(POST, OTHER), again, OTHER)).toEqual([1, 2]));

  it('when a feed without guids edits its title', () => {
    const post = { url: 'https://a.example/1', title: 'Draft' };
    expect(became(known(post), { ...post, title: 'Final' })).toEqual([1]);
  });

  it('when it has neither guid nor link, by its title', () => {
    expect(became(known({ title: 'Only this' }), { title: 'Only this', contentHtml: 'edited' })).toEqual([1]);
  });

  it('when the feed is reordered, whatever else is new', () => {
    expect(became(known(POST, OTHER), { guid: 'tag:3', url: 'http://old.example/c', title: 'C' }, OTHER, POST)).toEqual(
      ['new', 2, 1],
    );
  });

  it('with the reason told', () => {
    const [match] = matchEntries(identityKeys(items({ ...POST, guid: 'tag:new' })), known(POST));
    expect(match).toMatchObject({ kind: 'known', by: 'link and title' });
  });
});

describe('entries are different', () => {
  it('where all share one title', () => {
    const one = { guid: '1', url: 'https://a.example/1', title: 'Update' };
    expect(became(known(one), one, { guid: '2', url: 'https://a.example/2', title: 'Update' })).toEqual([1, 'new']);
  });

  it('where all share one link', () => {
    const one = { guid: '1', url: 'https://a.example/news', title: 'One' };
    expect(became(known(one), { guid: '2', url: 'https://a.example/news', title: 'Two' }, one)).toEqual(['new', 1]);
  });

  it('where all share one guid', () => {
    const [one, two] = ['One', 'Two'].map((title) => ({ guid: 'same', url: `https://a.example/${title}`, title }));
    expect(became([], one ?? {}, two ?? {})).toEqual(['new', 'new']);
    expect(became(known(one ?? {}, two ?? {}), two ?? {}, one ?? {})).toEqual([2, 1]);
  });

  it('where all link to the front page and have no guid', () => {
    const home = 'https://a.example/';
    expect(became(known({ url: home, title: 'Monday' }), { url: home, title: 'Tuesday' })).toEqual(['new']);
  });

  it('where they have nothing but a title in common, by their text', () => {
    expect(became([], { title: 'Note', contentHtml: 'one' }, { title: 'Note', contentHtml: 'two' })).toEqual([
      'new',
      'new',
    ]);
  });
});

it('takes an entry that a document lists twice once', () => {
  expect(became([], POST, POST, OTHER)).toEqual(['new', 'repeated', 'new']);
});

it('finds nothing new in a document that is read again in any order', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd');
  const given = fc.record(
    { guid: word, url: word.map((path) => `https://x.example/${path}`), title: word },
    { requiredKeys: [] },
  );
  const document = fc.array(given, { maxLength: 8 });
  fc.assert(
    fc.property(
      document.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, again]) => {
        const before = known(...list).filter(
          (_, index) => matchEntries(identityKeys(items(...list)), [])[index]?.kind === 'new',
        );
        expect(became(before, ...again)).not.toContain('new');
      },
    ),
  );
});

describe('a fingerprint', () => {
  const item = {
    title: 'T',
    url: 'http://a.example/1',
    contentHtml: '<p class="x">Some <b>text</b> and a <a href="http://b.example/?utm_source=x">link</a></p>',
  };

  it.each([
    [
      'markup',
      {
        ...item,
        contentHtml: '<div><p>Some text and a <a href="http://b.example/">link</a></p><script>1</script></div>',
      },
    ],
    ['white space', { ...item, title: ' T ', contentHtml: item.contentHtml.replaceAll(' and ', '\n and\n ') }],
    ['the step to https', { ...item, url: 'https://a.example/1' }],
  ])('is not changed by %s', (_, again) => expect(fingerprint(again)).toBe(fingerprint(item)));

  it.each<[string, Parameters<typeof fingerprint>[0]]>([
    ['the title', { ...item, title: 'U' }],
    ['the text', { ...item, contentHtml: item.contentHtml.replace('Some', 'Other') }],
    ['a link', { ...item, contentHtml: item.contentHtml.replace('b.example', 'c.example') }],
    [
      'a new day of the event it carries',
      { ...item, events: [{ name: 'Tea', startDate: '2014-08-22', source: 'ical', confidence: 1 }] },
    ],
  ])('is changed by %s', (_, again) => expect(fingerprint(again)).not.toBe(fingerprint(item)));
});
