import { mkdir, mkdtemp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFiles } from '../../src/publish/write.ts';

const long = new Date('2001-02-03T04:05:06Z');

async function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'tidings-write-'));
}

async function all(path: string): Promise<string[]> {
  return (await readdir(path, { recursive: true })).sort();
}

describe('writing files', () => {
  it('makes the folders they need and leaves nothing else', async () => {
    const out = join(await folder(), 'not', 'there');
    await writeFiles(
      out,
      [
        { path: 'a.txt', body: 'é' },
        { path: 'events/b.ics', body: 'b' },
      ],
      [],
    );
    expect(await all(out)).toEqual(['a.txt', 'events', 'events/b.ics']);
    expect(await readFile(join(out, 'a.txt'))).toEqual(Buffer.from([0xc3, 0xa9]));
  });

  it('leaves a file untouched that has the bytes already, and replaces one that has not', async () => {
    const out = await folder();
    await writeFiles(
      out,
      [
        { path: 'same', body: '1' },
        { path: 'new', body: '1' },
      ],
      [],
    );
    for (const name of ['same', 'new']) await utimes(join(out, name), long, long);
    await writeFiles(
      out,
      [
        { path: 'same', body: '1' },
        { path: 'new', body: '2' },
      ],
      [],
    );
    expect((await stat(join(out, 'same'))).mtime).toEqual(long);
    expect((await stat(join(out, 'new'))).mtime).not.toEqual(long);
    expect(await readFile(join(out, 'new'), 'utf8')).toBe('2');
  });

  it('replaces a file by renaming, so that who reads the old one reads on', async () => {
    const out = await folder();
    await writeFiles(out, [{ path: 'a', body: 'old' }], []);
    const before = (await stat(join(out, 'a'))).ino;
    await writeFiles(out, [{ path: 'a', body: 'new' }], []);
    expect((await stat(join(out, 'a'))).ino).not.toBe(before);
  });

  it('removes what is gone with the folder it leaves empty, and nothing that it did not write', async () => {
    const out = await folder();
    await writeFiles(
      out,
      [
        { path: 'tags/a.xml', body: '' },
        { path: 'events/b.ics', body: '' },
      ],
      [],
    );
    await writeFile(join(out, 'events', 'mine.txt'), '');
    await writeFiles(out, [], ['tags/a.xml', 'events/b.ics', 'never/was']);
    expect(await all(out)).toEqual(['events', 'events/mine.txt']);
  });

  it('clears away what a killed run left unfinished', async () => {
    const out = await folder();
    await mkdir(join(out, '.unfinished'));
    await writeFile(join(out, '.unfinished', '7'), 'half');
    await writeFiles(out, [], []);
    expect(await all(out)).toEqual([]);
  });

  it('names a file that is where the folder should be', async () => {
    const out = join(await folder(), 'file');
    await writeFile(out, '');
    await expect(writeFiles(out, [{ path: 'a', body: '' }], [])).rejects.toThrow(
      /file: cannot be written: .*; set "output"/,
    );
  });
});
