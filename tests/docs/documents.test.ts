import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS, ROOT, textOf } from './blocks.ts';

/** What a heading is linked by, as GitHub makes it. */
function anchorsOf(document: string): string[] {
  return [...textOf(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The documents of a reader who begins, in the order in which the README has them. */
const WAY = [...textOf('README.md').matchAll(/^\d+\. \[[^\]]+\]\((docs\/[\w-]+\.md)\)/gm)].map(([, path = '']) => path);

it('a reader who begins is led from each document to the next', () => {
  const nexts = WAY.map((document) => /^Next: .*?\]\(([\w-]+\.md)\)/m.exec(textOf(document))?.[1]);
  expect(WAY.length).toBeGreaterThan(5);
  expect(nexts).toEqual([...WAY.slice(1).map((path) => basename(path)), 'settings.md']);
});

describe.each(DOCUMENTS)('%s', (document) => {
  it('links only to what is there', () => {
    const links = [...textOf(document).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)]*))?\)/g)];
    const broken = links.filter(([, path = '', anchor]) => {
      const target = path === '' ? document : join(dirname(document), path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it('names only files that are there', () => {
    const named = [...textOf(document).matchAll(/`((?:src|tests|bench|deploy|docs)\/[\w./-]+?)`/g)];
    const missing = named.filter(([, path = '']) => !/LANGUAGE/.test(path) && !existsSync(join(ROOT, path)));
    expect(missing.map(([, path]) => path)).toEqual([]);
  });

  it('is reached from the README', () => {
    const readme = textOf('README.md');
    const path = document.replace(/^docs\//, '');
    expect(document === 'README.md' || readme.includes(`docs/${path}`)).toBe(true);
  });
});
