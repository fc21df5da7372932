import { relative } from 'node:path';
import { addressKey, shownAddress, webAddress } from '../address.ts';
import type { App } from '../app.ts';
import { holdingList } from '../config/list-lock.ts';
import { addToList, listToAddTo } from '../config/lists.ts';
import { Fault } from '../fault.ts';
import type { Asking } from '../poll/asking.ts';
import { discoverFeed } from '../poll/discover.ts';
import { isWebAddress } from '../poll/follow.ts';
import { feedReader, openAsking, withHttp } from './http.ts';
import { sourcesByAddress } from './listed-addresses.ts';

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
  else if ('added' in outcome) console.print(`added ${outcome.added}${titled(outcome.title)} to ${outcome.list}`);
  else console.print(`${outcome.known} is listed already, at ${outcome.listedAt}`);
}

function titled(title: string): string {
  return title === '' ? '' : ` (${title})`;
}

async function addOne(app: App, asking: Asking, given: string): Promise<Outcome> {
  const address = shownAddress(given);
  const url = webAddressIn(given);
  if (url === null) return { address, error: `${address || '""'}: is no http or https address` };
  const known = await knownAs(app, address, url.href);
  if (known !== null) return known;
  const ask = asking.ask.bind(asking);
  const found = await discoverFeed(url, { ask, read: feedReader(app) });
  if (found instanceof Fault) return { address, error: found.message };
  const list = listToAddTo(app.settings.sources);
  return holdingList(list, async () => {
    const already = await knownAs(app, address, found.url);
    if (already !== null) return already;
    addToList(list, [{ url: found.url }]);
    return { address, added: shownAddress(found.url), title: found.title, list: relative(app.settings.site, list) };
  });
}

/** What an address begins with that has a scheme; a host with its port, `blog.example.org:8080`, has none. */
const SCHEME = /^[a-z][a-z\d+.-]*:(?!\d+(?:[/?#]|$))/i;

/** The address that a person means; null where it is none of the web's. */
function webAddressIn(given: string): URL | null {
  const written = webAddress(given.trim());
  const url = URL.parse(SCHEME.test(written) ? written : `https://${written}`);
  return url !== null && isWebAddress(url) ? url : null;
}

/** What is said of an address that is listed, or to which a listed source is known to have moved; null: it is not. */
async function knownAs(app: App, address: string, url: string): Promise<Outcome | null> {
  const source = (await sourcesByAddress(app)).get(addressKey(url));
  return source === undefined ? null : { address, known: shownAddress(source.url), listedAt: source.listedAt };
}
