import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findArticle } from '../../src/extract/page.ts';

const PAGE = readFileSync(new URL('../fixtures/extract/page.html', import.meta.url), 'utf8');
const article = findArticle(PAGE, 'https://news.example/2024/windmills');

describe('the article of a page', () => {
  it.each([
    'On Saturday the village of Oakham switched on the last of its three windmills',
    'The oldest of them had stood still since 1911',
    'Grace Miller, who led the work',
  ])('holds its text: %s…', (text) => {
    expect(article?.contentHtml).toContain(text);
  });

  it.each([
    ['the menu', 'Obituaries'],
    ['the menu that stands in the article', 'Front page'],
    ['the share line', 'Share this on'],
    ['the way to sign in', 'Sign in'],
    ['the way on below an advertisement', 'Continue reading below'],
    ['the neighbouring stories', 'Mayor opens bridge'],
    ['the footer', 'All rights reserved'],
  ])('leaves out %s', (_, text) => {
    expect(PAGE).toContain(text);
    expect(article?.contentHtml).not.toContain(text);
  });

  it('has its addresses made absolute, by the page’s base', () => {
    expect(article?.contentHtml).toContain('https://static.example/files/mill.jpg');
  });

  it('comes with what the page says of it', () => {
    expect(article).toMatchObject({
      title: 'Three windmills turn again',
      image: 'https://static.example/files/mill-large.jpg',
      imageAlt: 'Three mills in a row',
      description: 'After nine years of work three old mills grind grain again, and the bakery is',
      language: 'en-GB',
    });
  });

  it('has a standfirst where its description stands on the page, cut short or not', () => {
    expect(article?.standfirst).toBe(
      'After nine years of work three old mills grind grain again, and the bakery is glad of it.',
    );
  });
});

describe('a page with much around its article', () => {
  const story = '<p>The oldest of the mills, which had stood still since 1911, grinds grain again.</p>'.repeat(12);
  const comment = '<p>I remember the mill, and my grandfather, and the bread, and how cold it was.</p>'.repeat(3);

  it.each([
    ['the document', `<html class="no-js sidebar-visible"><body>#<main>${story}</main></body></html>`],
    ['the part around it', `<body><div id="page" class="right-sidebar"><main>${story}</main>#</div></body>`],
  ])('has it in %s that is named after its sidebar', (_, page) => {
    const html = page.replace('#', `<div class="keys-popup">${comment}</div>`);
    expect(findArticle(html, null)?.contentHtml).toContain('The oldest of the mills');
    expect(findArticle(html, null)?.contentHtml).not.toContain('I remember');
  });

  it.each([
    ['readers’ comments', `<div itemprop="comment">${comment}</div>`],
    ['a dialogue about cookies', `<div role="dialog">${comment}</div>`],
  ])('has it without %s', (_, beside) => {
    const html = findArticle(`<body>${story}${beside}</body>`, null)?.contentHtml;
    expect(html).toContain('The oldest of the mills');
    expect(html).not.toContain('I remember');
  });

  it.each([
    ['any', `<!doctype html><title>Mill diary</title>${story}`],
    ['those of the document', `<head><title>Mill diary</title></head><body>${story}</body>`],
    ['those of the head', `<html><title>Mill diary</title><body>${story}</body></html>`],
    ['those of the body', `<html><head><title>Mill diary</title></head>${story}</html>`],
  ])('has it though it leaves out %s of the tags that may be left out', (_, page) => {
    expect(findArticle(page, null)?.contentHtml).toContain('The oldest of the mills');
  });

  it('has it with the caption of a picture that it shows twice, once', () => {
    const caption = 'The oldest of the three mills on the evening before it was switched on';
    const large = `<figure><img src="/large.jpg"><figcaption>${caption}</figcaption></figure>`;
    const small = `<div class="wp-caption"><img src="/small.jpg"><p class="wp-caption-text">${caption}</p></div>`;
    const html = findArticle(`<body>${story}${large}${small}${story}</body>`, null)?.contentHtml ?? '';
    expect(html.split(caption)).toHaveLength(2);
  });

  it.each(['main', 'article'])('has it in a dialogue that holds the <%s> of the page', (name) => {
    const html = findArticle(`<body><div role="dialog"><${name}>${story}</${name}></div></body>`, null)?.contentHtml;
    expect(html).toContain('The oldest of the mills');
  });
});

describe('a page', () => {
  it('without text has no article', () => {
    expect(findArticle('<html><body></body></html>', null)).toBeNull();
  });

  it.each([
    ['of nothing but text', 'text '.repeat(1000)],
    ['nested without end', `${'<b>'.repeat(60_000)}text`],
    ['of tables nested a thousand deep', `${'<table><tr><td>'.repeat(1000)}text`],
    ['of nothing but line breaks', '<br>'.repeat(20_000)],
  ])('%s has no article, and is soon done with', (_, page) => {
    expect(findArticle(page, null)).toBeNull();
  });

  it.each(['undefined', 'null', '{{ page.image }}'])('that names %s for its image has another, or none', (image) => {
    const page = PAGE.replace('mill-large.jpg', image);
    expect(findArticle(page, null)?.image).toBeNull();
    const twitter = '<meta name="twitter:image" content="https://blog.example/mill.jpg">';
    expect(findArticle(page.replace('</head>', `${twitter}</head>`), null)?.image).toBe(
      'https://blog.example/mill.jpg',
    );
  });

  it('without a description has no standfirst', () => {
    const page = PAGE.replace(/<meta[^>]*description[^>]*>/g, '');
    expect(findArticle(page, null)?.standfirst).toBeNull();
  });
});
