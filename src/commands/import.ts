import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { App } from '../app.ts';
import { addToList, listToAddTo } from '../config/lists.ts';
import { type Outline, readOpml } from '../config/opml.ts';
import { addressKey, listedSources } from '../config/sources.ts';
import { Fault, unreadable } from '../fault.ts';

/** Lists the feeds of an OPML file that are not listed yet, their folders as tags. */
export async function importOpml(app: App, { file }: { readonly file: string }): Promise<number> {
  const { settings, console } = app;
  const outlines = readOpml(readText(file), file).filter(({ url }) => URL.canParse(url));
  const listed = new Set(listedSources(settings.sources).map(({ url }) => addressKey(url)));
  const missing = outlines.filter(({ url }) => !listed.has(addressKey(url)));
  const list = listToAddTo(settings.sources);
  if (missing.length > 0) addToList(list, missing.map(listingOf));
  const known = outlines.length - missing.length;
  console.printJson({ added: missing.map(({ url }) => url), known });
  console.print(`added ${missing.length} sources to ${relative(settings.site, list)}; ${known} were listed already`);
  return 0;
}

function listingOf({ url, name, tags }: Outline) {
  return { url, ...(name === null ? {} : { name }), ...(tags.length === 0 ? {} : { tags }) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new Fault({ stage: 'usage', subject: file, ...unreadable(thrown) });
  }
}
