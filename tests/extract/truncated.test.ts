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
    ['of several lines that end without a mark', '<ul><li>Bread</li><li>Milk</li></ul>'],
    ['that is empty', ''],
  ])('%s', (_, html) => {
    expect(breaksOff(html)).toBe(false);
  });

  it('where there is no page to read the rest on', () => {
    expect(isTruncated(readDocument(openDocument('<p>The winter […]</p>', null)), null, 'en')).toBe(false);
  });
});
