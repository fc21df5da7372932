import { existsSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml';
import { Fault, unwritable } from '../fault.ts';
import { withoutMark } from './checked-yaml.ts';
import { isYaml, listsIn } from './sources.ts';

/** A source to be listed: what its line says besides the defaults. */
export interface Listing {
  readonly url: string;
  readonly name?: string;
  readonly tags?: readonly string[];
}

/** The list that a new source goes to: the file itself, or the first `*.yaml` of the folder, else a new one in it. */
export function listToAddTo(path: string): string {
  if (isYaml(path)) return path;
  if (existsSync(path) ? !statSync(path).isDirectory() : extname(path) !== '') {
    const mend = 'name a folder or a *.yaml file as "sources" in the settings';
    throw new Fault({ stage: 'sources', subject: path, problem: 'is no list that can be added to', mend });
  }
  const lists = existsSync(path) ? listsIn(path) : [];
  return lists.find(isYaml) ?? join(path, 'blogs.yaml');
}

/**
 * Adds sources at the end of a list in one step, making the file where it is not there. Who adds holds the list, so
 * that nobody else does in between.
 * @throws Fault where it cannot be written
 */
export function addToList(file: string, listings: readonly Listing[]): void {
  const isThere = existsSync(file);
  const text = withListings(isThere ? readFileSync(file, 'utf8') : '', listings);
  // Renamed onto a link, the new list would take the link's place, and the list behind it stay as it was.
  const real = isThere ? realpathSync(file) : file;
  const temporary = `${real}.${process.pid}.new`;
  try {
    // A list may hold passwords: who cannot read it is not to read the new one.
    writeFileSync(temporary, text, isThere ? { mode: statSync(real).mode } : {});
    renameSync(temporary, real);
  } catch (thrown) {
    if (existsSync(temporary)) rmSync(temporary);
    throw new Fault({ stage: 'sources', subject: file, ...unwritable(thrown, 'give this user the right to write it') });
  }
}

/**
 * The text of a list with more sources at its end. Every line that was there stays as it was; only where a list is
 * not written one item a line is it written anew, with its comments.
 */
export function withListings(text: string, listings: readonly Listing[]): string {
  const unmarked = withoutMark(text);
  if (unmarked !== text) return `${text.slice(0, text.length - unmarked.length)}${withListings(unmarked, listings)}`;
  const document = parseDocument(text);
  const { contents } = document;
  const margin = isSeq(contents) && contents.flow !== true ? marginOf(contents, text) : '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = text === '' || text.endsWith('\n') ? '' : lineEnd;
  const lines = stringify(listings, AS_WRITTEN)
    .replace(/^(?=.)/gm, margin)
    .replaceAll('\n', lineEnd);
  const length = isSeq(contents) ? contents.items.length : 0;
  if (isListOf(`${text}${separator}${lines}`, length + listings.length)) return `${text}${separator}${lines}`;
  for (const listing of listings) document.add(document.createNode(listing));
  return document.toString(AS_WRITTEN);
}

/** However long a text is, it stays on its line. */
const AS_WRITTEN = { lineWidth: 0 };

/** What is before the first dash of a list, on its line: the dash may be alone there, or have an anchor behind it. */
function marginOf({ range }: YAMLSeq, text: string): string {
  const dash = range?.[0] ?? 0;
  return text.slice(text.lastIndexOf('\n', dash) + 1, dash);
}

function isListOf(text: string, length: number): boolean {
  const { contents, errors } = parseDocument(text);
  return errors.length === 0 && isSeq(contents) && contents.items.length === length;
}
