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
    [
      'hold together where a verse ends at a comma',
      '<p>Roses are red,<br>Violets are blue.</p>',
      ['Roses are red, Violets are blue.'],
    ],
    ['leave out what is not to be read', '<style>p{}</style><nav>Home</nav><button>Go</button><p>Text</p>', ['Text']],
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
    ['aside', '<p>Much more text</p><div class="sharedaddy share"><p>Text</p></div>'],
  ])('are known as %s in %s', (role, html) => {
    expect(read(html).blocks.at(-1)).toMatchObject({ text: 'Text', role });
  });

  it('are no asides where a class name would make most of the text one', () => {
    expect(read('<div class="post related"><p>The whole text</p></div>').blocks[0]?.role).toBe('paragraph');
  });

  it('know how much of them is linked', () => {
    expect(read('<p>Four<a href="/">Four</a></p>').blocks[0]?.linked).toBe(4);
  });

  it('are read from a hundred thousand nested tags', () => {
    expect(linesOf(`${'<b>'.repeat(100_000)}deep`)).toEqual(['deep']);
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

  it('have no size where it is a share of the page', () => {
    expect(read('<img src="a.jpg" width="50%">').pictures[0]?.width).toBeNull();
  });
});
