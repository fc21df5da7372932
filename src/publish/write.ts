import { readFile, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault, unwritable } from '../fault.ts';
import { makeFolder } from '../folder.ts';
import type { PublishedFile } from './publication.ts';

/** Where files are written before they get their names: within the output, so that renaming stays within one disk. */
const UNFINISHED = '.unfinished';

/**
 * Brings the output folder to these files. Each is written elsewhere and renamed, and left untouched where it has the
 * bytes already; `gone` are removed, with the folders that they leave empty. A run that is killed leaves whole files,
 * old and new, and the next one goes on from there.
 * @throws Fault where the folder cannot be written
 */
export async function writeFiles(
  folder: string,
  files: readonly PublishedFile[],
  gone: readonly string[],
): Promise<void> {
  try {
    for (const [index, file] of files.entries()) await writeFileWhole(folder, file, String(index));
    for (const path of gone) await removeFile(folder, path);
    await rm(join(folder, UNFINISHED), { recursive: true, force: true });
  } catch (thrown) {
    throw faultOf(folder, thrown);
  }
}

async function writeFileWhole(folder: string, { path, body }: PublishedFile, name: string): Promise<void> {
  const target = join(folder, path);
  const bytes = Buffer.from(body, 'utf8');
  if ((await read(target))?.equals(bytes)) return;
  const unfinished = join(folder, UNFINISHED, name);
  makeFolder(dirname(unfinished));
  makeFolder(dirname(target));
  await writeFile(unfinished, bytes);
  await rename(unfinished, target);
}

async function removeFile(folder: string, path: string): Promise<void> {
  await unlink(join(folder, path)).catch(unless('ENOENT', 'ENOTDIR'));
  const parent = dirname(path);
  if (parent !== '.') await rmdir(join(folder, parent)).catch(unless('ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'));
}

function read(path: string): Promise<Buffer | null> {
  return readFile(path).catch((thrown: unknown) => {
    unless('ENOENT', 'ENOTDIR')(thrown);
    return null;
  });
}

/** Passes over what the system says with one of these codes. */
function unless(...codes: readonly string[]): (thrown: unknown) => void {
  return (thrown) => {
    const expected = thrown instanceof Error && 'code' in thrown && codes.includes(String(thrown.code));
    if (!expected) throw thrown;
  };
}

function faultOf(folder: string, thrown: unknown): Fault {
  const mend = 'set "output" in tidings.yaml to a folder that can be written';
  return new Fault({ stage: 'publish', subject: folder, ...unwritable(thrown, mend) });
}
