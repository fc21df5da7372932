import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { isMap, isSeq, parseDocument, stringify } from 'yaml';
import { Fault, unwritable } from '../fault.ts';
import { makeFolder } from '../folder.ts';
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
 * Adds sources at the end of a list in one step, making the file where it is not there.
 * @throws Fault where it cannot be written
 */
export function addToList(file: string, listings: readonly Listing[]): void {
  const isThere = existsSync(file);
  const text = withListings(isThere ? readFileSync(file, 'utf8') : '', listings);
  const temporary = `${file}.new`;
  try {
    makeFolder(dirname(file));
    // A list may hold passwords: who cannot read it is not to read the new one.
    writeFileSync(temporary, text, isThere ? { mode: statSync(file).mode } : {});
    renameSync(temporary, file);
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
  const document = parseDocument(text);
  const { contents } = document;
  const indent = isSeq(contents) && contents.flow !== true ? indentOf(contents.items[0], text) : 0;
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  const appended = `${text}${separator}${stringify(listings).replace(/^(?=.)/gm, ' '.repeat(indent))}`;
  const length = isSeq(contents) ? contents.items.length : 0;
  if (isListOf(appended, length + listings.length)) return appended;
  for (const listing of listings) document.add(document.createNode(listing));
  return document.toString();
}

/** How far the dash before an item is from the margin. */
function indentOf(item: unknown, text: string): number {
  if (!isMap(item) || !item.range) return 0;
  const lineStart = text.lastIndexOf('\n', item.range[0] - 1) + 1;
  return Math.max(0, text.slice(lineStart).search(/\S/));
}

function isListOf(text: string, length: number): boolean {
  const { contents, errors } = parseDocument(text);
  return errors.length === 0 && isSeq(contents) && contents.items.length === length;
}
