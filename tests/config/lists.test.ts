import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addToList, listToAddTo, withListings } from '../../src/config/lists.ts';
import { readOpml, writeOpml } from '../../src/config/opml.ts';
import { readSources } from '../../src/config/sources.ts';
import { layOutSite } from '../support/site.ts';

const NEW = [{ url: 'https://b.example/feed', tags: ['x'] }];
const LINES = '- url: https://b.example/feed\n  tags:\n    - x\n';
const INDENTED = LINES.replace(/^(?=.)/gm, '  ');

describe('adding to a list', () => {
  it.each([
    ['an empty one', '', LINES],
    ['comments alone', '# Blogs.\n', `# Blogs.\n${LINES}`],
    [
      'one kept by hand',
      '# Mine.\n- url:   https://a.example/  # a\n\n# end\n',
      `# Mine.\n- url:   https://a.example/  # a\n\n# end\n${LINES}`,
    ],
    ['one without its last line end', '- url: https://a.example/', `- url: https://a.example/\n${LINES}`],
    ['an indented one', '  - url: https://a.example/\n', `  - url: https://a.example/\n${INDENTED}`],
    [
      'one whose dashes stand alone',
      `  # Mine.\n  -\n    url: https://a.example/\n    include: "${'a long pattern|'.repeat(9)}"\n`,
      `  # Mine.\n  -\n    url: https://a.example/\n    include: "${'a long pattern|'.repeat(9)}"\n${INDENTED}`,
    ],
    [
      'one with anchors',
      '- &usual\n  url: https://a.example/\n- *usual\n',
      `- &usual\n  url: https://a.example/\n- *usual\n${LINES}`,
    ],
    ['one that begins as a document', '---\n- url: https://a.example/\n', `---\n- url: https://a.example/\n${LINES}`],
    [
      'one with a byte order mark and lines that end as on Windows',
      '\ufeff- url: https://a.example/\r\n',
      `\ufeff- url: https://a.example/\r\n${LINES.replaceAll('\n', '\r\n')}`,
    ],
  ])('10.7 keeps every line of %s', (_, before, after) => expect(withListings(before, NEW)).toBe(after));

  it('keeps from others a list that they may not read, and says in one line that a list cannot be written', () => {
    using site = layOutSite({ 'a.yaml': '', file: '' });
    chmodSync(site.path('a.yaml'), 0o600);
    addToList(site.path('a.yaml'), NEW);
    expect(readFileSync(site.path('a.yaml'), 'utf8')).toBe(LINES);
    expect(statSync(site.path('a.yaml')).mode & 0o777).toBe(0o600);
    expect(() => addToList(site.path('file', 'a.yaml'), NEW)).toThrow(
      /a\.yaml: cannot be written: .*; give this user the/,
    );
  });

  it('changes the list behind a link, and keeps the link', () => {
    using site = layOutSite({ 'kept/mine.yaml': '# Mine.\n', 'sources/feed.xml': '' });
    const link = site.path('sources', 'blogs.yaml');
    symlinkSync('../kept/mine.yaml', link);
    addToList(link, NEW);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(site.path('kept', 'mine.yaml'), 'utf8')).toBe(`# Mine.\n${LINES}`);
    expect(readdirSync(site.path('kept'))).toEqual(['mine.yaml']);
  });

  it('keeps a long name on its line', () => {
    const name = 'The notes of a person who writes about a great many things and likes to say so in the name';
    expect(withListings('', [{ url: 'https://b.example/feed', name }])).toBe(
      `- url: https://b.example/feed\n  name: ${name}\n`,
    );
  });

  it('10.7 adds to one that is written on one line', () => {
    const pattern = 'a long pattern|'.repeat(9);
    const after = withListings(`# Mine.\n[{ url: "https://a.example/", include: "${pattern}" }]\n`, NEW);
    expect(after).toContain(pattern);
    expect(after).toContain('# Mine.');
    expect(after).toContain('https://b.example/feed');
    expect(after).toContain('https://a.example/');
  });
});

describe('the list that is added to', () => {
  it.each([
    ['the first of the folder', { 'sources/b.yaml': '', 'sources/a.yml': '', 'sources/0.opml': '' }, 'a.yml'],
    ['a new one where the folder has none', { 'sources/0.opml': '' }, 'blogs.yaml'],
    ['none that an editor keeps there', { 'sources/.a.yaml': '', 'sources/b.yaml': '' }, 'b.yaml'],
    ['no folder', { 'sources/a.yaml/feed.xml': '', 'sources/b.yaml': '' }, 'b.yaml'],
  ])('is %s', (_, files, name) => {
    using site = layOutSite(files);
    expect(listToAddTo(site.path('sources'))).toBe(site.path('sources', name));
  });

  it("is none that is an editor's lock, which leads nowhere", () => {
    using site = layOutSite({ 'sources/blogs.yaml': '' });
    symlinkSync('ann@host.example.1234', site.path('sources', '.#blogs.yaml'));
    expect(listToAddTo(site.path('sources'))).toBe(site.path('sources', 'blogs.yaml'));
  });
});

describe('reading the lists', () => {
  it('reads the YAML and OPML files of a folder, with where each source is listed', () => {
    using site = layOutSite({
      'sources/b.yaml':
        '# Comment.\n- url: https://b.example/feed\n  name: B\n  interval: 6h\n- url: file:feeds/x.xml\n',
      'sources/a.opml':
        '<opml version="2.0"><body><outline text="T"><outline xmlUrl="https://a.example/f" text="A"/></outline></body></opml>',
      'sources/notes.txt': 'no list',
    });
    const sources = readSources(site.path('sources'));
    expect(sources).toMatchObject([
      { url: 'https://a.example/f', name: 'A', tags: ['T'], listedAt: 'sources/a.opml' },
      { url: 'https://b.example/feed', name: 'B', interval: 6 * 3_600_000, listedAt: 'sources/b.yaml:2' },
      { url: 'file:feeds/x.xml', path: site.path('sources', 'feeds', 'x.xml') },
    ]);
  });

  it('takes an empty pattern for none', () => {
    using site = layOutSite({ 'sources/a.yaml': '- url: https://a.example/\n  include: ""\n  exclude: ""\n' });
    expect(readSources(site.path('sources'))).toMatchObject([{ include: null, exclude: null }]);
  });

  it.each([
    ['an unknown key', '- url: https://a.example/\n  nmae: A\n', ':2: "nmae" is no setting'],
    ['a wrong address', '- url: https://a.example/\n- url: nowhere\n', ':2: "url"'],
    [
      'a pattern that does not compile',
      '- url: https://a.example/\n  include: "("\n',
      ':2: "include": is no regular expression: unterminated group',
    ],
    ['no list', 'url: https://a.example/\n', ':1: is no list; begin each item with a dash'],
    [
      'a pattern that YAML takes for an alias',
      '- url: https://a.example/\n  include: *talks*\n',
      ':2: "*talks*" is an alias in YAML, and nothing before it is marked "&talks*"; put it in quotes',
    ],
    [
      'two documents in one',
      '- url: https://a.example/\n---\n',
      ':2: begins a second document; take the line "---" out',
    ],
    ['no address', '- name: A\n', ':1: "url": is missing; give the address of a feed'],
    ['a number for an address', '- url: 12\n', ':1: "url": is no address such as https://blog'],
    ['a host for a file', '- url: file://feed.xml\n', ':1: "url": is no address of a file such as file:feeds/blog.xml'],
    ['an escape that is none', '- url: file:100%.xml\n', ':1: "url": is no address of a file such as'],
    ['an escaped slash', '- url: file:///a%2Fb.xml\n', ':1: "url": is no address of a file such as'],
    [
      'keys for a tag',
      '- url: https://a.example/\n  tags: [{ a: b }]\n',
      ':2: "tags": holds what is no word; write each as text',
    ],
  ])('names file, line and key of %s', (_, text, message) => {
    using site = layOutSite({ 'sources.yaml': '' });
    writeFileSync(site.path('sources.yaml'), text);
    expect(() => readSources(site.path('sources.yaml'))).toThrow(message);
  });

  it('reads a list that begins with a byte order mark, and tags that are no words', () => {
    using site = layOutSite({ 'sources.yaml': '\ufeff- url: https://a.example/\n  tags: [x, 2027, true]\n' });
    const [source] = readSources(site.path('sources.yaml'));
    expect(source).toMatchObject({
      url: 'https://a.example/',
      tags: ['x', '2027', 'true'],
      listedAt: 'sources.yaml:1',
    });
  });

  it('reads what is written once for any number of sources', () => {
    const others = Array.from({ length: 200 }, (_, number) => `- url: https://${number}.example/\n  tags: *usual\n`);
    using site = layOutSite({ 'sources.yaml': `- url: https://a.example/\n  tags: &usual [x]\n${others.join('')}` });
    expect(readSources(site.path('sources.yaml')).filter(({ tags }) => tags[0] === 'x')).toHaveLength(201);
  });

  it('takes for https what is written to be opened in a reader or a calendar', () => {
    using site = layOutSite({
      'sources/a.opml': '<opml><body><outline xmlUrl="feed://a.example/rss" text="A"/></body></opml>',
      'sources/b.yaml': '- url: webcal://b.example/events.ics\n',
    });
    expect(readSources(site.path('sources')).map(({ url }) => url)).toEqual([
      'https://a.example/rss',
      'https://b.example/events.ics',
    ]);
  });

  it.each([
    ['nowhere', 'is no address such as https://blog.example.org/feed.xml'],
    ['file://feed.xml', 'is no address of a file such as file:feeds/blog.xml'],
  ])('names file and line of a wrong address in OPML: %s', (url, problem) => {
    const opml = `<opml><body>\n<outline text="A"\n  xmlUrl="${url}"/>\n</body></opml>`;
    using site = layOutSite({ 'sources/a.opml': opml });
    expect(() => readSources(site.path('sources'))).toThrow(
      `${site.path('sources', 'a.opml')}:2: "${url}" ${problem}; mend it, or take it out`,
    );
  });
});

describe('OPML', () => {
  it.each([
    [
      'nested folders',
      '<outline text="a"><outline text="b"><outline type="rss" text="F" xmlUrl="https://f.example/"/></outline></outline>',
      ['a', 'b'],
    ],
    ['categories', '<outline text="F" xmlUrl="https://f.example/" category="/a/b,c"/>', ['a', 'b', 'c']],
    [
      'one feed in two folders',
      '<outline text="a"><outline text="F" xmlUrl="https://f.example/"/></outline><outline text="b"><outline text="F" xmlUrl="https://f.example/"/></outline>',
      ['a', 'b'],
    ],
    ['attributes in another case', '<outline title="F" xmlurl="https://f.example/"/>', []],
  ])('reads %s as tags', (_, body, tags) => {
    expect(readOpml(`<opml version="1.0"><body>${body}</body></opml>`, 'x.opml')).toMatchObject([
      { url: 'https://f.example/', name: 'F', tags },
    ]);
  });

  it.each(['https://f.example/x', 'https://f.example/x#top', 'f.example'])('reads no name where it is %s', (text) => {
    const opml = `<opml><body><outline text="${text}" xmlUrl="https://f.example/x"/></body></opml>`;
    expect(readOpml(opml, 'x.opml')).toMatchObject([{ name: null }]);
  });

  it('reads one feed where addresses differ by what a server is not told', () => {
    const outlines = ['a#top', 'a', 'b'].map((path) => `<outline text="F" xmlUrl="https://f.example/${path}"/>`);
    expect(readOpml(`<opml><body>${outlines.join('')}</body></opml>`, 'x.opml').map(({ url }) => url)).toEqual([
      'https://f.example/a#top',
      'https://f.example/b',
    ]);
  });

  it('writes a name without what XML cannot hold, on one line', () => {
    const name = 'A\u0000\u001b blog\r\nof two\tlines \ud83d\uffff';
    const opml = writeOpml('A\nsite', [{ url: 'https://a.example/', name, tags: ['x\ny'], homePageUrl: null }]);
    expect(opml).toContain('<title>A site</title>');
    expect(opml).toContain('<outline text="x y" title="x y">');
    expect(opml).toContain('text="A blog of two lines \ufffd" title=');
  });

  it('writes what it reads', () => {
    const outlines = [
      {
        url: 'https://a.example/?a=1&b=2',
        name: 'A "quoted" <name>',
        tags: ['x & y', 'z'],
        homePageUrl: 'https://a.example/',
      },
      { url: 'https://b.example/', name: 'B', tags: [], homePageUrl: null },
    ];
    expect(readOpml(writeOpml('Mine', outlines), 'x.opml')).toMatchObject(outlines);
  });

  it('says so where a file is none', () => {
    expect(() => readOpml('<rss/>', 'x.opml')).toThrow('x.opml: is no OPML');
  });
});
