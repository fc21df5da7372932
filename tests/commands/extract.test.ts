import { describe, expect, it } from 'vitest';
import { extract } from '../../src/commands/extract.ts';

async function run(...lines: readonly unknown[]) {
  const out: string[] = [];
  const status = await extract(
    (async function* () {
      for (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line);
    })(),
    (line) => void out.push(line),
    { timezone: 'Europe/Paris' },
  );
  return { status, out: out.map((line): unknown => JSON.parse(line)) };
}

describe('extract', () => {
  it('answers each line with the shape of the contract, in the same order', async () => {
    const { status, out } = await run(
      {
        id: 'a',
        url: 'https://blog.example/a',
        content_html: '<p>We met in the old library.</p><img src="/a.jpg">',
        language: 'en',
      },
      { id: 'b', content_text: 'Hello dear world' },
    );
    expect(status).toBe(0);
    expect(out).toEqual([
      {
        id: 'a',
        summary: 'We met in the old library.',
        image: 'https://blog.example/a.jpg',
        language: 'en',
        words: 6,
        minutes: 1,
        events: [],
      },
      { id: 'b', summary: 'Hello dear world', image: null, language: null, words: 3, minutes: 1, events: [] },
    ]);
  });

  it('answers with the article where the line brings a page', async () => {
    const text = 'We met in the old library, and many came, from near and far, by bus, by train and on foot. '.repeat(
      8,
    );
    const page = `<html lang="en"><body><nav>Menu</nav><article><p>${text}</p></article></body></html>`;
    const { out } = await run({ id: 1, url: 'https://blog.example/a', page_html: page });
    expect(out[0]).toMatchObject({ id: 1, content_html: expect.stringContaining('old library') });
  });

  it('passes over empty lines', async () => {
    expect((await run('', '  ', { id: 'a' })).out).toHaveLength(1);
  });

  it.each([
    ['that is no JSON', 'nope'],
    ['that is no object', '[1]'],
    ['whose time zone is none', { id: 'a', timezone: 'Mars/Olympus' }],
    ['whose page is no text', { id: 'a', page_html: 5 }],
  ])('reports a line %s by its number, and goes on', async (_, bad) => {
    const { status, out } = await run({ id: 'a' }, bad, { id: 'b' });
    expect(status).toBe(1);
    expect(out).toMatchObject([{ id: 'a' }, { error: expect.any(String), line: 2 }, { id: 'b' }]);
  });
});
