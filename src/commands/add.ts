import { relative } from 'node:path';
import { shownAddress, webAddress } from '../address.ts';
import type { App } from '../app.ts';
import { addToList, listToAddTo } from '../config/lists.ts';
import { addressKey, listedSources } from '../config/sources.ts';
import { Fault } from '../fault.ts';
import type { Source } from '../model.ts';
import type { Asking } from '../poll/asking.ts';
import { discoverFeed } from '../poll/discover.ts';
import { isWebAddress } from '../poll/follow.ts';
import { feedReader, openAsking, withHttp } from './http.ts';

interface AddOptions {
  readonly urls: readonly string[];
}

/** What came of one address. */
type Outcome =
  | { readonly address: string; readonly added: string; readonly title: string; readonly list: string }
  | { readonly address: string; readonly known: string; readonly listedAt: string }
  | { readonly address: string; readonly error: string };

/** Finds the feed behind each address and lists it; 1 where one of them failed. */
export async function add(app: App, { urls }: AddOptions): Promise<number> {
  const outcomes = await withHttp(app, async (http) => {
    const asking = await openAsking(app, http);
    const outcomes: Outcome[] = [];
    for (const address of urls) outcomes.push(await addOne(app, asking, address));
    return outcomes;
  });
  app.console.printJson(outcomes);
  for (const outcome of outcomes) tell(app, outcome);
  return outcomes.some((outcome) => 'error' in outcome) ? 1 : 0;
}

function tell({ console, log }: App, outcome: Outcome): void {
  if ('error' in outcome) log.error(outcome.error);
  else if ('added' in outcome) console.print(`added ${outcome.added} (${outcome.title}) to ${outcome.list}`);
  else console.print(`${outcome.known} is listed already, at ${outcome.listedAt}`);
}

async function addOne(app: App, asking: Asking, given: string): Promise<Outcome> {
  const address = shownAddress(given);
  const written = webAddress(given);
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(written) ? written : `https://${written}`);
  if (url === null || !isWebAddress(url)) return { address, error: `${address}: is no http or https address` };
  const listed = await listedSource(app, url.href);
  if (listed !== null) return { address, known: shownAddress(listed.url), listedAt: listed.listedAt };
  const ask = asking.ask.bind(asking);
  const found = await discoverFeed(url, { ask, read: feedReader(app) });
  if (found instanceof Fault) return { address, error: found.message };
  const already = await listedSource(app, found.url);
  if (already !== null) return { address, known: shownAddress(already.url), listedAt: already.listedAt };
  const list = listToAddTo(app.settings.sources);
  addToList(list, [{ url: found.url }]);
  return { address, added: shownAddress(found.url), title: found.title, list: relative(app.settings.site, list) };
}

/** The listed source of an address, or whose address is known to have moved there. */
async function listedSource({ settings, store }: App, url: string): Promise<Source | null> {
  const key = addressKey(url);
  const states = await store.sources.states();
  const movedTo = (source: Source) => states.get(source.url)?.movedTo ?? source.url;
  const sources = listedSources(settings.sources);
  return sources.find((source) => [source.url, movedTo(source)].some((one) => addressKey(one) === key)) ?? null;
}
