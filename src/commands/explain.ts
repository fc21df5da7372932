import type { App, GlobalOptions } from '../app.ts';
import { explainEntry } from '../digest/reasons.ts';
import { Fault } from '../fault.ts';
import type { LeanEntry } from '../store/entry-row.ts';
import { type PreparedEdition, prepareEdition } from './edition.ts';

interface ExplainOptions extends GlobalOptions {
  readonly url: string;
}

/** Says why an entry is or is not in the edition that would be sent now, or in which one it was. */
export async function explain(app: App, { url }: ExplainOptions): Promise<number> {
  const entries = await app.store.news.byId(await app.store.news.withUrl(url));
  if (entries.length === 0) {
    const mend = 'tidings status lists the sources, and when each was polled';
    throw new Fault({ stage: 'digest', subject: url, problem: 'is the address of no entry that is known', mend });
  }
  const prepared = await prepareEdition(app);
  const explained = entries.map((entry) => ({
    source: entry.sourceUrl,
    edition: entry.edition || null,
    reasons: reasonsFor(entry, prepared),
  }));
  app.console.printJson({ url, entries: explained });
  for (const { source, reasons } of explained) {
    app.console.print(`${url}, from ${source}:`);
    for (const line of reasons) app.console.print(`  ${line}`);
  }
  return 0;
}

function reasonsFor(entry: LeanEntry, { edition, decisions }: PreparedEdition): string[] {
  if (entry.edition) return [`"${entry.title}" was settled by edition ${entry.edition}: none is new in two editions`];
  const reasons = explainEntry(decisions, entry.id);
  if (reasons.length > 0) return [`edition ${edition.name}:`, ...reasons];
  return [
    `"${entry.title}" is no news: its source is no longer listed, or it came with its source's first poll and is`,
    `older than the period of edition ${edition.name}`,
  ];
}
