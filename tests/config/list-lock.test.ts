import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { holdingList } from '../../src/config/list-lock.ts';
import { layOutSite } from '../support/site.ts';

const LOCK = ['sources', '.blogs.yaml.lock'] as const;

describe('a list that is added to', () => {
  it('is held by one at a time, each in its turn', async () => {
    using site = layOutSite({ 'sources/blogs.yaml': '' });
    const said: string[] = [];
    const turn = (name: string) =>
      holdingList(site.path('sources', 'blogs.yaml'), async () => {
        said.push(`${name} begins`);
        await new Promise(setImmediate);
        said.push(`${name} ends`);
      });
    await Promise.all([turn('a'), turn('b'), turn('c')]);
    expect(said.filter((_, index) => index % 2 === 0).map((begun) => begun.replace('begins', 'ends'))).toEqual(
      said.filter((_, index) => index % 2 === 1),
    );
    expect(said).toHaveLength(6);
  });

  it('is held no longer than what is done takes, though it fails', async () => {
    using site = layOutSite({});
    const list = site.path('sources', 'blogs.yaml');
    await expect(holdingList(list, () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
    expect(existsSync(site.path(...LOCK))).toBe(false);
  });

  it('is taken over from a process that was killed', async () => {
    using site = layOutSite({ [LOCK.join('/')]: '' });
    const list = site.path('sources', 'blogs.yaml');
    expect(await holdingList(list, async () => 'done', 100)).toBe('done');
    expect(existsSync(site.path(...LOCK))).toBe(false);
  });

  it('says in one line that it cannot be written', async () => {
    using site = layOutSite({});
    writeFileSync(site.path('sources'), '');
    await expect(holdingList(site.path('sources', 'blogs.yaml'), async () => 'done')).rejects.toThrow(
      /blogs\.yaml: cannot be written: .*; give this user the right to write it$/,
    );
  });
});
