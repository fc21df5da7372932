import { describe, expect, it } from 'vitest';
import { findArticle } from '../../src/extract/page.ts';
import { findingsIn } from './findings.ts';

const COMMENT =
  'What a wonderful story! I remember my grandfather talking about that mill, and how, in the winter of 1947, they had ' +
  'to burn one of the old sails to keep the house warm.';
const COMMENTS = `<div id="comments"><article class="comment-body"><p>${COMMENT}</p></article></div>`;
const ABOUT = `<div class="about"><p>I am a carpenter, miller and writer who lives by the dike, and I have been writing here since 2009.</p></div>`;
const SHORT = '<p>The mill stands still next week.</p>';

function page(article: string): string {
  return `<html><head><title>Three sails – Mill diary</title></head><body>${article}${COMMENTS}${ABOUT}</body></html>`;
}

function textOf(article: string): string {
  const html = findArticle(page(article), 'https://mill.example/12')?.contentHtml ?? '';
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('a post of few words', () => {
  it.each([
    ['schema.org', `<div><h1>Three sails</h1><div itemprop="description articleBody">${SHORT}</div></div>`],
    ['microformats', `<div class="h-entry"><h1>Three sails</h1><div class="e-content">${SHORT}</div></div>`],
    ['their elder form', `<div class="hentry"><div class="post-body entry-content">${SHORT}</div></div>`],
    ['a forum', `<div itemscope><div class="post" itemprop="text">${SHORT}</div></div>`],
    ['a theme’s name', `<div class="single"><div class="post__content">${SHORT}</div></div>`],
    ['an old theme', `<div class="post"><h2>Three sails</h2><div class="entry">${SHORT}</div></div>`],
    ['a theme’s id', `<div class="single"><div id="articleBody">${SHORT}</div></div>`],
    ['a tool’s name', `<div class="mx-auto"><div class="prose lg:prose-xl">${SHORT}</div></div>`],
    ['its title', `<article><header><h1>Three sails</h1><p>by Ada</p></header>${SHORT}</article>`],
    ['its title on the main part', `<main><h1>Three sails</h1>${SHORT}</main>`],
  ])('is found where %s marks it, whatever is longer beside it', (_, article) => {
    expect(textOf(article)).toBe('The mill stands still next week.');
  });

  it.each([
    ['the date above it', '<p><i><time>2 May 2024</time></i></p>'],
    ['its title once more', '<h2>Three sails</h2>'],
    ['the tags below it', '<p class="post-tags"><a href="/t">mills</a></p>'],
    ['the share buttons', '<div class="sharedaddy"><h3>Share this:</h3></div>'],
    ['what others wrote of it', '<ol class="commentlist"><li id="comment-12">I say so, too.</li></ol>'],
    ['the way to the next post', '<p><a rel="next" href="/13">Sails and ropes</a></p>'],
    ['who wrote it', '<div class="author-box">Ada grinds.</div>'],
    ['the way to subscribe', '<form><p>Get it by mail</p></form>'],
  ])('is found without %s', (_, furniture) => {
    expect(textOf(`<div class="entry-content">${furniture}${SHORT}</div>`)).toBe('The mill stands still next week.');
  });

  it('may be a picture alone', () => {
    const photo = '<time>2 May</time><img src="/mill.jpg" alt="The mill at dusk" width="1600" height="900">';
    const item = {
      ...{ title: 'Three sails', url: 'https://mill.example/12', contentHtml: '', baseUrl: null, summary: null },
      ...{ image: null, published: null, authors: [], attachments: [], language: null, events: [] },
    };
    const pageHtml = page(`<div class="entry-content">${photo}</div>`);
    expect(findingsIn({ ...item, pageHtml }, { timezone: 'UTC' })).toMatchObject({
      image: { url: 'https://mill.example/mill.jpg', alt: 'The mill at dusk' },
      words: 0,
    });
  });

  it('is found under a heading that is not the page’s title, which stays', () => {
    expect(textOf(`<article><h1>Three sails for a mill in need</h1>${SHORT}</article>`)).toBe(
      'Three sails for a mill in need The mill stands still next week.',
    );
  });

  it.each([
    ['around its title', '<div><h2>Three sails</h2>#</div>'],
    [
      'around its title, not the site’s',
      `<div><h1><a href="/">Mill diary</a></h1>${'<p>Of wood, wind and flour.</p>'.repeat(3)}</div><div><h2>Three sails</h2>#</div>`,
    ],
    ['beside what is around its title', '<div><div><h2>Three sails</h2><p>2 May, Ada</p></div><div>#</div></div>'],
  ])('is found %s where nothing marks it', (_, part) => {
    const text = 'The mill stands still next week, because the brake wheel has to be mended.';
    expect(textOf(part.replace('#', `<p>${text}</p>`))).toContain(text);
    expect(textOf(part.replace('#', `<p>${text}</p>`))).not.toContain('grandfather');
  });

  it('is not one of several that are marked alike', () => {
    const several = [1, 2, 3].map((n) => `<div class="entry-content"><p>Story ${n}.</p></div>`).join('');
    expect(textOf(`<article><h1>Three sails</h1>${SHORT}</article><aside>${several}</aside>`)).toBe(
      'The mill stands still next week.',
    );
  });

  it('is not what is marked and empty', () => {
    expect(textOf(`<div itemprop="articleBody"></div><main><h1>Three sails</h1>${SHORT}</main>`)).toContain(
      'stands still',
    );
  });
});

describe('a post with thousands of comments', () => {
  it('is found where a standard marks it', () => {
    const comments = `<ol>${'<li><p><b>Kim</b>: Yes.</p></li>'.repeat(6000)}</ol>`;
    expect(textOf(`<div class="entry-content">${SHORT}</div>${comments}`)).toBe('The mill stands still next week.');
  });

  it('is not looked for in what is too large itself, and that is soon known', () => {
    expect(textOf(`<div class="entry-content">${'<nav></nav>'.repeat(60_000)}</div>`)).toBe('');
  });
});

describe('a list of links', () => {
  it('is kept where it is all that the post holds', () => {
    const links = ['Sails', 'Burr stones', 'Old ropes'].map((name) => `<li><a href="/${name}">${name}</a></li>`);
    expect(textOf(`<div class="entry-content"><p>Read:</p><ul>${links.join('')}</ul></div>`)).toBe(
      'Read: Sails Burr stones Old ropes',
    );
  });

  const items = Array.from(
    { length: 12 },
    (_, n) => `<li><a href="/${n}">The ${n}th of the mills by the dike</a></li>`,
  );
  const list = `<div class="entry-content"><ul>${items.join('')}</ul></div>`;

  it('is found where a standard marks it, though what is beside it has more sentences', () => {
    const story = `<div class="story">${`<p>${COMMENT}</p>`.repeat(4)}</div>`;
    expect(textOf(`${list}${story}`)).toContain('The 11th of the mills');
  });
});
