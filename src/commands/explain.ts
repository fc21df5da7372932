import { shownAddress } from '../address.ts';
import type { App, GlobalOptions } from '../app.ts';
import { readSources } from '../config/sources.ts';
import { explainEntry } from '../digest/reasons.ts';
import { canonicalLink, hostOfLink } from '../extract/duplicates/canonical-link.ts';
import { Fault } from '../fault.ts';
import type { LeanEntry } from '../store/entry-row.ts';
import { type PreparedEdition, prepareEdition } from './edition.ts';

interface ExplainOptions extends GlobalOptions {
  readonly url: string;
}

/** What is said of one entry. */
interface Explanation {
  /** As it may be shown; null of an entry that its source has withdrawn. */
  readonly source: string | null;
  readonly edition: string | null;
  readonly reasons: readonly string[];
}

/** Says why an entry is or is not in the edition that would be sent now, or in which one it was. */
export async function explain(app: App, { url }: ExplainOptions): Promise<number> {
  const ids = await entriesAt(app, url);
  const entries = await app.store.news.byId(ids);
  const withdrawn = ids.filter((id) => entries.every((entry) => entry.id !== id));
  const explained = [...(await explainEntries(app, entries)), ...(await explainWithdrawn(app, withdrawn))];
  if (explained.length === 0) {
    const problem = ids.length === 0 ? 'of no entry that is known' : 'of an entry that its source has withdrawn';
    const mend = 'tidings status lists the sources, and when each was polled';
    throw new Fault({ stage: 'digest', subject: url, problem: `is the address ${problem}`, mend });
  }
  app.console.printJson({ url, entries: explained });
  for (const { source, reasons } of explained) {
    app.console.print(source === null ? `${url}, which its source has withdrawn since:` : `${url}, from ${source}:`);
    for (const line of reasons) app.console.print(`  ${line}`);
  }
  return 0;
}

async function explainEntries(app: App, entries: readonly LeanEntry[]): Promise<Explanation[]> {
  const isOpen = ({ edition }: LeanEntry) => edition === null;
  const coming = entries.some(isOpen) ? await prepareEdition(app) : null;
  const explained: Explanation[] = [];
  for (const entry of entries) {
    const isComing = coming !== null && isOpen(entry);
    const reasons = isComing ? comingReasons(app, entry, coming) : await pastReasons(app, entry);
    explained.push({ source: shownAddress(entry.sourceUrl), edition: entry.edition || null, reasons });
  }
  return explained;
}

/** What was decided of entries before they were withdrawn; none where no edition came to it. */
async function explainWithdrawn(app: App, ids: readonly number[]): Promise<Explanation[]> {
  const explained = await Promise.all(ids.map((id) => reasonsOfLatest(app, id)));
  return explained.flatMap((reasons) => (reasons === null ? [] : [{ source: null, edition: null, reasons }]));
}

/** The entries with an address, else those with one that is the same but for its scheme, slash, tracking parameters and the like. */
async function entriesAt({ store }: App, url: string): Promise<readonly number[]> {
  const exact = await store.news.withUrl(url);
  const link = canonicalLink(url) ?? canonicalLink(`https://${url}`);
  if (exact.length > 0 || link === null) return exact;
  const ofSite = await store.news.withinUrl(hostOfLink(link));
  return ofSite.filter((entry) => canonicalLink(entry.url) === link).map(({ id }) => id);
}

const TOO_OLD = "it was older than the period when its source's first poll brought it";

/** Why an entry is in the edition under way, or is not. */
function comingReasons({ settings }: App, { id, sourceUrl }: LeanEntry, coming: PreparedEdition): string[] {
  const reasons = explainEntry(coming.decisions, id);
  if (reasons.length > 0) return [`edition ${coming.edition.name}, not yet sent:`, ...reasons];
  const isListed = readSources(settings.sources).some(({ url }) => url === sourceUrl);
  return [isListed ? TOO_OLD : 'its source is no longer listed'];
}

/** Why an entry was in the edition that settled it, or was not. */
async function pastReasons(app: App, { id, edition }: LeanEntry): Promise<string[]> {
  if (edition) return (await settledReasons(app, id, edition)) ?? [`it was in edition ${edition}`];
  return (await reasonsOfLatest(app, id)) ?? [TOO_OLD];
}

async function settledReasons(app: App, id: number, name: string): Promise<string[] | null> {
  const kept = await app.store.editions.get(name);
  const reasons = kept === null ? [] : explainEntry(JSON.parse(kept.decisions), id);
  return reasons.length === 0 ? null : [`edition ${name}:`, ...reasons];
}

/** An entry left out is not marked with the edition, and one withdrawn is not read: the latest ones are looked through. */
async function reasonsOfLatest(app: App, id: number): Promise<string[] | null> {
  for (const { name } of await app.store.editions.latest(EDITIONS_LOOKED_THROUGH)) {
    const reasons = await settledReasons(app, id, name);
    if (reasons !== null) return reasons;
  }
  return null;
}

const EDITIONS_LOOKED_THROUGH = 20;
