import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { addressKey, shownAddress } from '../address.ts';
import type { App } from '../app.ts';
import { holdingList } from '../config/list-lock.ts';
import { addToList, listToAddTo } from '../config/lists.ts';
import { lineAt, type Outline, readOpml } from '../config/opml.ts';
import { decodeText } from '../encoding.ts';
import { Fault, unreadable } from '../fault.ts';
import { isWebAddress } from '../poll/follow.ts';
import { sourcesByAddress } from './listed-addresses.ts';

/** An outline with an address that nothing can be asked at. */
interface Refused {
  readonly line: number;
  readonly url: string;
  readonly error: string;
}

/** Lists the feeds of an OPML file that are not listed yet, their folders as tags. A bad one keeps no other out. */
export async function importOpml(app: App, { file }: { readonly file: string }): Promise<number> {
  const { settings, console, log } = app;
  const text = readText(file);
  const outlines = readOpml(text, file);
  const sound = outlines.filter(canBeAsked);
  const unsound = outlines.filter((outline) => !canBeAsked(outline));
  const list = listToAddTo(settings.sources);
  const added = await holdingList(list, () => addMissing(app, list, sound));
  const known = sound.length - added.length;
  const refused = unsound.map(({ url, at }) => refusalOf(url, lineAt(text, at)));
  console.printJson({ added: added.map(({ url }) => shownAddress(url)), known, refused });
  const sources = added.length === 1 ? 'source' : 'sources';
  const were = known === 1 ? 'was' : 'were';
  console.print(
    `added ${added.length} ${sources} to ${relative(settings.site, list)}; ${known} ${were} listed already`,
  );
  for (const { line, url, error } of refused) log.warn(`${file}:${line}: "${url}" ${error}, and was left out`);
  return 0;
}

async function addMissing(app: App, list: string, outlines: readonly Outline[]): Promise<readonly Outline[]> {
  const listed = await sourcesByAddress(app);
  const missing = outlines.filter(({ url }) => !listed.has(addressKey(url)));
  if (missing.length > 0) addToList(list, missing.map(listingOf));
  return missing;
}

function refusalOf(url: string, line: number): Refused {
  return { line, url: shownAddress(url), error: 'is no http or https address' };
}

function canBeAsked({ url }: Outline): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && isWebAddress(parsed);
}

function listingOf({ url, name, tags }: Outline) {
  return { url, ...(name === null ? {} : { name }), ...(tags.length === 0 ? {} : { tags }) };
}

function readText(file: string): string {
  try {
    return decodeText(readFileSync(file), null).text;
  } catch (thrown) {
    throw new Fault({ stage: 'usage', subject: file, ...unreadable(thrown) });
  }
}
