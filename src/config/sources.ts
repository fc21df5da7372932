import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { shownAddress, webAddress } from '../address.ts';
import { Fault, unreadable } from '../fault.ts';
import type { Source } from '../model.ts';
import { readYamlList } from './checked-yaml.ts';
import { lineAt, readOpml } from './opml.ts';
import { duration } from './quantities.ts';

const pattern = z.string().refine(compiles, { error: 'is no regular expression' });

/** An item of a sources list as a person writes it. */
const item = z.strictObject({
  url: z
    .string({ error: 'is missing; give the address of a feed' })
    .trim()
    .transform(webAddress)
    .refine((text) => URL.canParse(text), { error: 'is no address such as https://blog.example.org/feed.xml' }),
  name: z.string().min(1).nullable().default(null),
  kind: z.enum(['blog', 'events', 'auto']).default('auto'),
  tags: z.array(z.coerce.string()).default([]),
  interval: duration.nullable().default(null),
  include: pattern.nullable().default(null),
  exclude: pattern.nullable().default(null),
  fulltext: z.enum(['auto', 'always', 'never']).default('auto'),
});

/**
 * Reads the sources lists at a path: a file, or the `*.yaml` and `*.opml` files of a folder in the order of their names.
 * An address that is listed twice is one source, as it is listed first.
 * @throws Fault naming file and line where a list is missing or something in it is wrong.
 */
export function readSources(path: string): Source[] {
  const known = new Map<string, Source>();
  for (const file of listFiles(path)) {
    for (const source of readList(file, dirname(path))) {
      const key = addressKey(source.url);
      if (!known.has(key)) known.set(key, source);
    }
  }
  return [...known.values()];
}

/** What {@link readSources} reads; nothing where there is no list yet. */
export function listedSources(path: string): Source[] {
  return existsSync(path) ? readSources(path) : [];
}

/** What two spellings of one address have in common. */
export function addressKey(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  parsed.hash = '';
  return parsed.href;
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) {
    const mend = 'add a source by: tidings add https://a.blog/';
    throw new Fault({ stage: 'sources', subject: path, problem: 'is not there', mend, permanent: true });
  }
  return statSync(path).isDirectory() ? listsIn(path) : [path];
}

/** The lists of a folder. What begins with a dot is none: editors and systems keep there what is theirs. */
export function listsIn(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .filter((name) => isYaml(name) || isOpml(name))
    .sort()
    .map((name) => join(folder, name));
}

export function isYaml(file: string): boolean {
  return ['.yaml', '.yml'].includes(extname(file).toLowerCase());
}

function isOpml(file: string): boolean {
  return extname(file).toLowerCase() === '.opml';
}

/** `base` is what the places where sources are listed are named from. */
function readList(file: string, base: string): Source[] {
  const text = readText(file);
  const name = relative(base, file);
  if (isOpml(file)) {
    return readOpml(text, file).map(({ url, name: title, tags, at }) => {
      if (!URL.canParse(url)) throw noAddress(url, `${file}:${lineAt(text, at)}`);
      return { ...item.parse({ url, name: title, tags }), listedAt: name, ...pathOf(url, file) };
    });
  }
  return readYamlList(text, file, item).map(({ value, line }) => ({
    ...value,
    listedAt: `${name}:${line}`,
    ...pathOf(value.url, file),
  }));
}

function noAddress(url: string, subject: string): Fault {
  const problem = `"${shownAddress(url)}" is no address such as https://blog.example.org/feed.xml`;
  return new Fault({ stage: 'sources', subject, problem, mend: 'mend it, or take it out', permanent: true });
}

/** Where the file of a `file:` source is: its address is relative to the list. */
function pathOf(url: string, list: string): { path?: string } {
  if (!/^file:/i.test(url)) return {};
  if (/^file:\/\//i.test(url)) return { path: fileURLToPath(url) };
  return { path: resolve(dirname(list), decodeURI(url.slice('file:'.length))) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new Fault({ stage: 'sources', subject: file, ...unreadable(thrown) });
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (thrown) {
    throw new Fault({ stage: 'sources', subject: folder, ...unreadable(thrown) });
  }
}

function compiles(text: string): boolean {
  try {
    return new RegExp(text, 'i').flags === 'i';
  } catch {
    return false;
  }
}
