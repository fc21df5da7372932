import { describe, expect, it } from 'vitest';
import { openDocument } from '../../src/extract/document.ts';
import { readDocument } from '../../src/extract/reading.ts';
import { isTruncated } from '../../src/extract/truncated.ts';

const URL_OF_POST = 'https://blog.example/post';
const BODY = '<p>The winter meeting of our user group takes place in the old town library.</p>';

function breaksOff(html: string, language = 'en'): boolean {
  return isTruncated(readDocument(openDocument(html, URL_OF_POST)), URL_OF_POST, language);
}

describe('a text breaks off', () => {
  it.each([
    ['at "[…]"', '<p>The winter meeting […]</p>'],
    ['at "[...]"', '<p>The winter meeting [...]</p>'],
    ['at an ellipsis', '<p>The winter meeting takes…</p>'],
    ['at "Read more"', `${BODY}<p><a href="/post">Read more</a></p>`],
    ['at "Continue reading →"', `${BODY}<p><a href="/post#more-12">Continue reading →</a></p>`],
    ['at "Continue reading" with the title', `${BODY}<a href="/post">Continue reading The winter meeting</a>`],
    ['behind an ellipsis on one line', '<p>The winter … <a href="/post">Read the rest</a></p>'],
    ['in the middle of a sentence, cut by a machine', `<p>${'The winter meeting takes place '.repeat(5)}in the</p>`],
    ['in French', `${BODY}<a href="/post">Lire la suite</a>`, 'fr'],
    ['in German', `${BODY}<a href="/post">Weiterlesen »</a>`, 'de'],
    ['in Spanish', `${BODY}<a href="/post">Seguir leyendo</a>`, 'es'],
    ['in Italian', `${BODY}<a href="/post">Continua a leggere</a>`, 'it'],
    ['in Portuguese', `${BODY}<a href="/post">Continue lendo</a>`, 'pt'],
    ['in Dutch', `${BODY}<a href="/post">Lees verder</a>`, 'nl'],
    ['in Russian', `<p>Зимняя встреча пройдёт в библиотеке.</p><p><a href="/post">Читать далее</a></p>`, 'ru'],
    ['in Polish', `<p>Zimowe spotkanie jest w bibliotece.</p><p><a href="/post#more">Czytaj dalej</a></p>`, 'pl'],
    ['in Japanese', `<p>冬の会合は図書館で開かれます。</p><a href="/post">続きを読む</a>`, 'ja'],
    ['behind an ellipsis in Swedish', '<p>Vintermötet är … <a href="/post">Läs mer Vintermötet</a></p>', 'sv'],
    ['at a link to itself with an arrow', `${BODY}<p> <a href="/post">Onwards to the library →</a> </p>`],
    [
      'above a notice of where else it appears',
      '<p>The winter […]</p><p>The post <a href="/post">Winter</a> appeared first on <a href="/">Blog</a>.</p>',
    ],
    [
      'above such a notice in French',
      '<p>La réunion […]</p><p>L’article <a href="/post">Hiver</a> est apparu en premier sur <a href="/">Blog</a>.</p>',
      'fr',
    ],
    [
      'above such a notice, cut by a machine',
      `<p>${'The winter meeting takes place '.repeat(5)}in the</p><p>The post <a href="/post">Winter</a> appeared first on Blog.</p>`,
    ],
    [
      'above a notice that it first appeared elsewhere',
      '<p>The winter […]</p><p>The post <a href="/post">Winter</a> first appeared on <a href="/">Blog</a>.</p>',
    ],
    [
      'above such a notice in a language whose words are not known',
      '<p>La renkontiĝo […]</p><p>La afiŝo <a href="/post">Vintra renkontiĝo</a> aperis ĉe <a href="/">Blogo</a>.</p>',
      'eo',
    ],
    ['above links to sections', '<p>La réunion a lieu samedi (…)</p><p>- <a href="/news">Actualités</a></p>', 'fr'],
    ['at "Click here to read more"', `${BODY}<p><a href="/post">Click here to read more</a></p>`],
    [
      'at "Read the full article at blog.example"',
      `${BODY}<p><a href="/post">Read full article at blog.example</a></p>`,
    ],
    ['before what leads on within a line', `${BODY}<p>To read the full story, <a href="/post">click here</a>.</p>`],
    [
      'at an address that only tells of the feed',
      `${BODY}<a href="https://www.blog.example/post/?utm_source=x">Continue</a>`,
    ],
    ['at "Continue"', `${BODY}<p><a href="/post">Continue</a></p>`],
    ['at "En savoir plus"', `${BODY}<p><a href="/post">En savoir plus</a></p>`, 'fr'],
    ['in Chinese', '<p>冬季会议在老图书馆举行。<a href="/post">阅读全文</a></p>', 'zh'],
    ['at "Read the article"', `${BODY}<p><a href="/post">Read the article</a></p>`],
  ])('%s', (_, html, language = 'en') => {
    expect(breaksOff(html, language)).toBe(true);
  });
});

describe('a text is whole', () => {
  it.each([
    ['that ends with a sentence', BODY],
    ['of a few words', '<p>Hello dear world</p>'],
    [
      'that offers more about something else',
      `${BODY}<p>Read more about it in <a href="https://docs.example/">the manual</a>.</p>`,
    ],
    ['that has an ellipsis within', '<p>We waited… and then it came.</p>'],
    [
      'that says where else it appeared',
      `${BODY}<p>The post <a href="/post">Winter meeting</a> appeared first on <a href="/">Blog</a>.</p>`,
    ],
    [
      'that ends with a link to more on another page',
      `${BODY}<p>You may <a href="/other">read more</a> of it there.</p>`,
    ],
    [
      'that is quoted with a gap',
      '<blockquote>The winter […] is long.</blockquote><p><a href="/other">The source</a></p>',
    ],
    ['that ends with more about something else', `${BODY}<p><a href="/other">En savoir plus</a></p>`, 'fr'],
    [
      'whose last line has no end, above its date',
      `<p>${'The winter meeting takes place '.repeat(5)}at noon 🎉</p><p><a href="/post">4 May 2031</a></p>`,
    ],
    ['that ends with a button that was still loading', `${BODY}<p>Like this:</p><p>Like Loading...</p>`],
    ['that ends with such a button in Italian', `${BODY}<p>Mi piace Caricamento...</p>`, 'it'],
    ['that ends with its permanent link', `${BODY}<p><a href="/post">Permalink →</a></p>`],
    ['that ends with its date', '<p>Vintermötet är på lördag.</p><p><a href="/post">4 maj 2031</a></p>', 'sv'],
    ['that ends with its comments', '<p>Vintermötet är på lördag.</p><a href="/post#respond">Kommentera</a>', 'sv'],
    ['that ends with another post', '<p>Vintermötet är på lördag.</p><a href="/other">Sommarmötet</a>', 'sv'],
    [
      'that is long and ends with a link to itself',
      `<p>${'Vintermötet är på lördag. '.repeat(70)}</p><a href="/post">Vintermötet</a>`,
      'sv',
    ],
    ['of several lines that end without a mark', '<ul><li>Bread</li><li>Milk</li></ul>'],
    ['that is empty', ''],
  ])('%s', (_, html, language = 'en') => {
    expect(breaksOff(html, language)).toBe(false);
  });

  it('where there is no page to read the rest on', () => {
    expect(isTruncated(readDocument(openDocument('<p>The winter […]</p>', null)), null, 'en')).toBe(false);
  });
});
