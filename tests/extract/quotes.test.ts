import { describe, expect, it } from 'vitest';
import { countQuotes } from '../../src/extract/quotes.ts';

const entry = (id: number, source: string, ...links: string[]) => ({
  id,
  sourceUrl: `https://${source}.example/feed`,
  url: `https://${source}.example/${id}`,
  links,
});

describe('countQuotes', () => {
  it('counts the sources that link to an entry, each once, and not its own', () => {
    const entries = [
      entry(1, 'a'),
      entry(2, 'a', 'https://a.example/1'),
      entry(3, 'b', 'https://a.example/1'),
      entry(4, 'b', 'http://www.a.example/1/?utm_source=b'),
      entry(5, 'c', 'https://a.example/1', 'https://a.example/1#more', 'https://elsewhere.example/'),
    ];
    expect(countQuotes(entries)).toEqual(new Map([[1, 2]]));
  });

  it('takes no link to nothing for a quote', () => {
    expect(countQuotes([{ ...entry(1, 'a'), url: null }, entry(2, 'b', 'mailto:a@a.example')])).toEqual(new Map());
  });
});
