import { shownAddress } from '../address.ts';
import type { App, GlobalOptions } from '../app.ts';
import { explainEntry } from '../digest/reasons.ts';
import { canonicalLink, hostOfLink } from '../extract/duplicates/canonical-link.ts';
import { Fault } from '../fault.ts';
import type { LeanEntry } from '../store/entry-row.ts';
import { prepareEdition } from './edition.ts';

interface ExplainOptions extends GlobalOptions {
  readonly url: string;
}

/** Says why an entry is or is not in the edition that would be sent now, or in which one it was. */
export async function explain(app: App, { url }: ExplainOptions): Promise<number> {
  const entries = await app.store.news.byId(await entriesAt(app, url));
  if (entries.length === 0) {
    const mend = 'tidings status lists the sources, and when each was polled';
    throw new Fault({ stage: 'digest', subject: url, problem: 'is the address of no entry that is known', mend });
  }
  const explained = [];
  for (const { id, sourceUrl, edition } of entries) {
    const source = shownAddress(sourceUrl);
    explained.push({ source, edition: edition || null, reasons: await reasonsFor(app, { id, edition }) });
  }
  app.console.printJson({ url, entries: explained });
  for (const { source, reasons } of explained) {
    app.console.print(`${url}, from ${source}:`);
    for (const line of reasons) app.console.print(`  ${line}`);
  }
  return 0;
}

/** The entries with an address, else those with one that is the same but for its slash, tracking parameters and the like. */
async function entriesAt({ store }: App, url: string): Promise<readonly number[]> {
  const exact = await store.news.withUrl(url);
  const link = canonicalLink(url);
  if (exact.length > 0 || link === null) return exact;
  const ofSite = await store.news.withinUrl(hostOfLink(link));
  return ofSite.filter((entry) => canonicalLink(entry.url) === link).map(({ id }) => id);
}

async function reasonsFor(app: App, { id, edition }: Pick<LeanEntry, 'id' | 'edition'>): Promise<string[]> {
  if (edition) return (await settledReasons(app, id, edition)) ?? [`it was in edition ${edition}`];
  if (edition === '')
    return (await leftOutReasons(app, id)) ?? ["it was older than the period when its source's first poll brought it"];
  const { edition: coming, decisions } = await prepareEdition(app);
  const reasons = explainEntry(decisions, id);
  if (reasons.length > 0) return [`edition ${coming.name}, not yet sent:`, ...reasons];
  return ['its source is no longer listed'];
}

async function settledReasons(app: App, id: number, name: string): Promise<string[] | null> {
  const kept = await app.store.editions.get(name);
  const reasons = kept === null ? [] : explainEntry(JSON.parse(kept.decisions), id);
  return reasons.length === 0 ? null : [`edition ${name}:`, ...reasons];
}

/** An entry that was left out is not marked with the edition: the latest ones are looked through. */
async function leftOutReasons(app: App, id: number): Promise<string[] | null> {
  for (const { name } of await app.store.editions.latest(EDITIONS_LOOKED_THROUGH)) {
    const reasons = await settledReasons(app, id, name);
    if (reasons !== null) return reasons;
  }
  return null;
}

const EDITIONS_LOOKED_THROUGH = 20;
