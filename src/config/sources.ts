import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { addressKey, shownAddress, webAddress } from '../address.ts';
import { decodeText } from '../encoding.ts';
import { Fault, unreadable } from '../fault.ts';
import type { Source } from '../model.ts';
import { readYamlList } from './checked-yaml.ts';
import { lineAt, readOpml } from './opml.ts';
import { duration } from './quantities.ts';

const NO_ADDRESS = 'is no address such as https://blog.example.org/feed.xml';

const NO_TAG = 'holds what is no word; write each as text';

/** An empty one would match everything; whoever writes it wants none. */
const pattern = z
  .string()
  .refine((text) => flawOf(text) === null, {
    error: ({ input }) => `is no regular expression: ${flawOf(String(input))}`,
  })
  .transform((text) => text || null);

/** An item of a sources list as a person writes it. */
const item = z.strictObject({
  url: z
    .string({ error: ({ input }) => (isAbsent(input) ? 'is missing; give the address of a feed' : NO_ADDRESS) })
    .trim()
    .transform(webAddress)
    .refine((text) => URL.canParse(text), { error: NO_ADDRESS, abort: true })
    .refine(leadsToFile, { error: 'is no address of a file such as file:feeds/blog.xml' }),
  name: z.string().min(1).nullable().default(null),
  kind: z.enum(['blog', 'events', 'auto']).default('auto'),
  tags: z.array(z.union([z.string(), z.number(), z.boolean()], { error: NO_TAG }).transform(String)).default([]),
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
  const bytes = readBytes(file);
  const name = relative(base, file);
  if (isOpml(file)) {
    const { text } = decodeText(bytes, null);
    return readOpml(text, file).map(({ url, name: title, tags, at }) => {
      const read = item.safeParse({ url, name: title, tags });
      if (!read.success) throw wrongOutline(url, `${file}:${lineAt(text, at)}`, read.error);
      return { ...read.data, listedAt: name, ...pathOf(url, file) };
    });
  }
  return readYamlList(bytes.toString('utf8'), file, item).map(({ value, line }) => ({
    ...value,
    listedAt: `${name}:${line}`,
    ...pathOf(value.url, file),
  }));
}

/** Of what a program wrote, its address alone can be wrong. */
function wrongOutline(url: string, subject: string, { issues: [issue] }: z.ZodError): Fault {
  const problem = `"${shownAddress(url)}" ${issue?.message ?? NO_ADDRESS}`;
  return new Fault({ stage: 'sources', subject, problem, mend: 'mend it, or take it out', permanent: true });
}

/** Where the file of a `file:` source is: its address is relative to the list. */
function pathOf(url: string, list: string): { path?: string } {
  return isFile(url) ? { path: filePath(url, dirname(list)) } : {};
}

function isFile(url: string): boolean {
  return /^file:/i.test(url);
}

function filePath(url: string, folder: string): string {
  return /^file:\/\//i.test(url) ? fileURLToPath(url) : resolve(folder, decodeURI(url.slice('file:'.length)));
}

/** Whether an address, where it is one of a file, can be made a path: one such as `file://feed.xml` names a host. */
function leadsToFile(url: string): boolean {
  try {
    return !isFile(url) || filePath(url, '/') !== '';
  } catch {
    return false;
  }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
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

/** What is wrong with a regular expression, in the engine's words; null where nothing is. */
function flawOf(text: string): string | null {
  try {
    new RegExp(text, 'i');
    return null;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return thrown.message.replace(/^.*: /s, '').toLowerCase();
  }
}
