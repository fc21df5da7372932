import { describe, expect, it } from 'vitest';
import { openDocument } from '../../src/extract/document.ts';
import { type Reading, readDocument } from '../../src/extract/reading.ts';

function read(html: string): Reading {
  return readDocument(openDocument(html, 'https://blog.example/2024/post.html'));
}

function linesOf(html: string): string[] {
  return read(html).blocks.map(({ text }) => text);
}

describe('the blocks of a text', () => {
  it.each([
    ['are parted by block tags', '<p>One</p><div>Two</div>Three', ['One', 'Two', 'Three']],
    ['hold together across inline tags', '<p>One <b>two</b><i>three</i></p>', ['One twothree']],
    ['have their white space collapsed', '<p>One\n   two&nbsp; three</p>', ['One two three']],
    ['are parted by a line break', '<p>Date: 5 May<br>Place: Lyon</p>', ['Date: 5 May', 'Place: Lyon']],
    ['hold together where lines were wrapped by hand', '<p>One line<br>that goes on</p>', ['One line that goes on']],
    ['are parted by a style', '<p><span style="display: block">One</span>Two</p>', ['One', 'Two']],
    ['hold together across other styles', '<p><span style="display:inline-block">One</span>Two</p>', ['OneTwo']],
    ['leave out what is not to be read', '<style>p{}</style><nav>Home</nav><button>Go</button><p>Text</p>', ['Text']],
    ['leave out what is struck out', '<p>On <del>Monday</del><s>Friday</s> Sunday</p>', ['On Sunday']],
    [
      'leave out what is said to those who do not see the page',
      '<p>Read it<span class="link-note screen-reader-text"> (opens in a new tab)</span><b class="sr-only">!</b></p>',
      ['Read it'],
    ],
    [
      'leave out how characters are said',
      '<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>だ。</p>',
      ['東京だ。'],
    ],
    ['leave out the bullets of word processors', '<p>·&nbsp;&nbsp; One</p><p>• Two</p>', ['One', 'Two']],
    ['survive tags that are never closed', '<p>One<p>Two<b>', ['One', 'Two']],
  ])('%s', (_, html, lines) => {
    expect(linesOf(html)).toEqual(lines);
  });

  it.each([
    ['paragraph', '<p>Text</p>'],
    ['paragraph', '<div><span>Text</span></div>'],
    ['item', '<ul><li><p>Text</p></li></ul>'],
    ['quote', '<blockquote><ul><li>Text</li></ul></blockquote>'],
    ['heading', '<h3>Text</h3>'],
    ['caption', '<figure><figcaption>Text</figcaption></figure>'],
    ['caption', '<p class="wp-caption-text caption">Text</p>'],
    ['cell', '<table><tr><td>Text</td></tr></table>'],
    ['code', '<pre><code>Text</code></pre>'],
    ['aside', '<p>Much more text</p><details><p>Text</p></details>'],
    ['paragraph', '<details><summary>Answers</summary><p>Text</p></details>'],
    ['aside', '<p>Much more text</p><div class="sharedaddy share"><p>Text</p></div>'],
    ['paragraph', '<pre>The winter meeting takes place in the library.\n\nText</pre>'],
    ['code', '<p>The winter meeting.</p><pre>Text</pre>'],
  ])('are known as %s in %s', (role, html) => {
    expect(read(html).blocks.at(-1)).toMatchObject({ text: 'Text', role });
  });

  it.each([
    ['all of the text', '<div class="post related"><p>The whole text</p></div>'],
    ['all but a line', `<p>3 May</p><div class="with-toc"><p>${'The whole text. '.repeat(30)}</p></div>`],
    ['all but a picture', `<img src="a.jpg"><div class="with-toc"><p>${'The whole text. '.repeat(70)}</p></div>`],
  ])('are no asides where a class name would make one of %s', (_, html) => {
    expect(read(html).blocks.at(-1)?.role).toBe('paragraph');
  });

  it.each([
    ['a short text', '<p>We are back.</p>'],
    ['a picture', '<img src="mill.jpg">'],
  ])('are asides beside %s, however much they say', (_, post) => {
    const html = `${post}<div class="sharing"><p>Click to share it with your friends on three networks</p></div>`;
    expect(read(html).blocks.at(-1)?.role).toBe('aside');
  });

  it('know how much of them is linked', () => {
    expect(read('<p>Four<a href="/">Four</a></p>').blocks[0]?.linked).toBe(4);
  });

  it('are read from a hundred thousand nested tags', () => {
    expect(linesOf(`${'<b>'.repeat(100_000)}deep`)).toEqual(['deep']);
  });
});

describe('a sign that links to a footnote', () => {
  it.each([
    ['raised', 'It works.<sup id="r1"><a href="#fn:1">1</a></sup> We know.'],
    ['raised behind a space', 'It works. <sup><a href="#fn:1">1</a></sup> We know.'],
    ['raised in its link', 'It works.<a href="https://blog.example/post#fn1"><sup>1</sup></a> We know.'],
    ['in brackets', 'It works.<a href="#note-a">[a]</a> We know.'],
    ['in parts', 'It works.<sup><a href="#n"><span>[</span>1<span>]</span></a></sup> We know.'],
    ['of a paragraph', 'It works. We know.<a href="#it-works">¶</a>'],
  ])('is not read: %s', (_, html) => {
    expect(linesOf(`<p>${html}</p>`)).toEqual(['It works. We know.']);
  });

  it.each([
    ['that names a figure', 'See figure <a href="#f1">1</a>.', 'See figure 1.'],
    ['that names an equation', 'By (<a href="#e1">1</a>) it works.', 'By (1) it works.'],
    ['that begins a footnote', '<sup><a href="#r1">1</a></sup> Page 12.', '1 Page 12.'],
    ['that leads back from it', 'Page 12.<a href="#r1">↩</a>', 'Page 12.↩'],
    ['that links to another page', 'In May<a href="/2024">24</a>', 'In May24'],
    ['that is a power', 'Some 10<sup>6</sup> people', 'Some 106 people'],
  ])('is read where it is one %s', (_, html, line) => {
    expect(linesOf(`<p>${html}</p>`)).toEqual([line]);
  });
});

describe('a caption that is not marked as one', () => {
  it.each([
    ['in italics in the same block', '<p><img src="a.jpg"><br><em>The mill in May.</em></p>'],
    ['in italics in the next block', '<p><img src="a.jpg"></p><p><i>The mill in May.</i></p>'],
    ['in small print', '<a href="a.jpg"><img src="a.jpg"></a><p><small>The mill in May.</small></p>'],
    ['by a class name', '<img src="a.jpg"><div class="image-text">The mill in May.</div>'],
  ])('is known under a picture: %s', (_, html) => {
    expect(read(`${html}<p>Text</p>`).blocks.map(({ role }) => role)).toEqual(['caption', 'paragraph']);
  });

  it.each([
    ['without a picture', '<p><em>The mill in May.</em></p>'],
    ['behind a text with a picture', '<p>We met.<img src="a.jpg"></p><p><em>The mill in May.</em></p>'],
    ['behind a text under a picture', '<img src="a.jpg"><p>We met.</p><p><em>The mill in May.</em></p>'],
    ['that goes on upright', '<p><img src="a.jpg"><br><em>The mill</em> is open in May.</p>'],
    ['as long as a paragraph', `<p><img src="a.jpg"></p><p><em>${'The mill in May. '.repeat(20)}</em></p>`],
  ])('is none %s', (_, html) => {
    expect(read(html).blocks.map(({ role }) => role)).not.toContain('caption');
  });
});

describe('the links of a text', () => {
  it('are absolute, each once, of the web alone', () => {
    const html =
      '<a href="/a">1</a><a href="b">2</a><a href="/a">3</a><a href="mailto:a@b.c">4</a><a href="javascript:x">5</a><a>6</a>';
    expect(read(html).links).toEqual(['https://blog.example/a', 'https://blog.example/2024/b']);
  });

  it('are not those of share buttons', () => {
    expect(read('<p>Text</p><div class="share"><a href="https://social.example/?u=1">Go</a></div>').links).toEqual([]);
  });
});

describe('the pictures of a text', () => {
  it('have absolute addresses, alternative texts and sizes', () => {
    expect(read('<img src="a.jpg" alt=" The hall " width="640" height="480px">').pictures).toEqual([
      { url: 'https://blog.example/2024/a.jpg', alt: 'The hall', width: 640, height: 480 },
    ]);
  });

  it.each([
    ['a late source', '<img src="blank.gif" data-src="real.jpg">'],
    ['a set of sources', '<img srcset="real.jpg 1x, large.jpg 2x">'],
    ['a set of sources that is loaded late', '<img src="blank.gif" data-srcset="real.jpg 600w, large.jpg 1200w">'],
    ['the sources of a picture', '<picture><source srcset="real.jpg 1x"><img alt="The hall"></picture>'],
    [
      'a set that begins with small ones',
      '<img srcset="tiny.jpg 80w, small.jpg 160w, real.jpg 640w, large.jpg 1280w">',
    ],
    ['a set of small ones', '<img srcset="tiny.jpg 80w,real.jpg 160w">'],
    ['an attribute of any name', '<img src="data:image/gif;base64,R0lGOD" alt="mill.jpg" data-hi-res="real.jpg">'],
    ['a data URI beside a set of sources', '<img src="data:image/gif;base64,R0lGOD" srcset="real.jpg 300w">'],
  ])('come from %s', (_, html) => {
    expect(read(html).pictures[0]?.url).toBe('https://blog.example/2024/real.jpg');
  });

  it('are not hidden ones, nor those beside the text', () => {
    expect(read('<p>Text</p><img style="display:none" src="t.gif"><aside><img src="ad.jpg"></aside>').pictures).toEqual(
      [],
    );
  });

  it('have an address with commas whole', () => {
    const set = 'https://img.example/w_900,h_500/hall.jpg 1x, https://img.example/w_1800,h_1000/hall.jpg 2x';
    expect(read(`<img srcset="${set}">`).pictures[0]?.url).toBe('https://img.example/w_900,h_500/hall.jpg');
  });

  it.each([
    ['<img src="a.jpg" style="border-width:0; width:32px; height: 24px">', 32, 24],
    ['<img src="a.jpg" style="height:1em">', null, 16],
    ['<img src="a.jpg" style="max-width:100%;height:auto">', null, null],
  ])('have the size of their style: %s', (html, width, height) => {
    expect(read(html).pictures[0]).toMatchObject({ width, height });
  });

  it.each([
    'https://blog.example/2024/a.jpg',
    'Now and then.png',
    'IMG_2301',
    'Screen Shot 2024-08-13 at 4.55.35 PM',
    'an image',
    'null',
  ])('have no alternative text that says nothing: %s', (alt) => {
    expect(read(`<img src="a.jpg" alt="${alt}">`).pictures[0]?.alt).toBe('');
  });

  it.each(['The hall', 'An image of the hall', 'Day 2 in the hall', 'Photo: the hall'])(
    'have the alternative text %s',
    (alt) => {
      expect(read(`<img src="a.jpg" alt="${alt}">`).pictures[0]?.alt).toBe(alt);
    },
  );

  it('have an alternative text of one line', () => {
    expect(read('<img src="a.jpg" alt="The hall\n  before noon">').pictures[0]?.alt).toBe('The hall before noon');
  });

  it.each([
    ['an icon', '<img class="kg-bookmark-icon" src="favourite.png">'],
    ['a formula', '<img class="latex" src="formula.png">'],
    ['the button of a link that shares', '<a href="https://twitter.com/intent/tweet?url=x"><img src="bird.png"></a>'],
  ])('are not those marked as %s', (_, html) => {
    expect(read(html).pictures).toEqual([]);
  });

  it.each([
    ['marked as icons but large', '<img class="icon" src="hall.jpg" width="900" height="600">'],
    ['linked to a shared album', '<a href="https://photos.example/share/7?key=x"><img src="a.jpg"></a>'],
  ])('are those %s', (_, html) => {
    expect(read(html).pictures).toHaveLength(1);
  });

  it('are soon read where an attribute is endless', () => {
    expect(read(`<img data-a="${'a.jpg?'.repeat(100_000)} ">`).pictures).toEqual([]);
  });

  it('have no size where it is a share of the page', () => {
    expect(read('<img src="a.jpg" width="50%">').pictures[0]?.width).toBeNull();
  });
});
