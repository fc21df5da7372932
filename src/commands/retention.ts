import { z } from 'zod';
import type { App } from '../app.ts';
import type { Duration, Instant } from '../model.ts';
import { archiveDocuments } from '../publish/archive.ts';
import { SEARCHED_ENTRIES } from '../publish/search.ts';
import type { Retention } from '../store/retention.ts';

/** The fact that says how far the state has been gone through. */
const PROGRESS = 'retention';

const Progress = z.object({
  /** The number of the last entry looked at. */
  after: z.number(),
  /** When the state was last gone through to its end. */
  ended: z.number(),
});

/** How soon it is gone through again: what has grown old within a day can wait. */
const BETWEEN: Duration = 86_400_000;

/** Entries looked at and deliveries deleted at once, so that no run is held up. */
const PORTION = 2000;

/** Of so many of the latest editions the deliveries stay, however old: `status` counts them. */
const EDITIONS_SPARED = 10;

/** As many entries are looked at for published files, because some may be copies. */
const EXAMINED = 2;

/** The archive's document that still fills, and the one before it, which is to name it when it is full. */
const DOCUMENTS_REWRITTEN = 2;

/** What was let go of. */
export interface Pruned {
  /** Entries that lost their text. */
  readonly entries: number;
  readonly deliveries: number;
}

/** Lets go of a portion of what is older than `state.keep`, once a day of all of it. The site must be held. */
export async function pruneSome(app: App): Promise<void> {
  const { store } = app;
  const [now, progress] = [app.clock(), await progressOf(app)];
  const isFresh = progress.ended <= now && now - progress.ended < BETWEEN;
  if (progress.after === 0 && isFresh) return;
  const retention = await retentionOf(app, now);
  const { next } = await store.retention.pruneEntries(retention, progress.after, PORTION);
  const deliveries = await store.retention.pruneDeliveries(retention.before, EDITIONS_SPARED, PORTION);
  await store.retention.pruneTraces(retention.before);
  const isThrough = next === null && deliveries < PORTION;
  const ended = isThrough ? now : progress.ended;
  await store.facts.set(PROGRESS, JSON.stringify({ after: next ?? 0, ended }));
}

/** Lets go of all that is older than `state.keep`. The site must be held. */
export async function pruneAll(app: App): Promise<Pruned> {
  const retention = await retentionOf(app, app.clock());
  let [entries, deliveries] = [0, 0];
  for (let after: number | null = 0; after !== null; ) {
    const { next, pruned } = await app.store.retention.pruneEntries(retention, after, PORTION);
    entries += pruned;
    after = next;
  }
  for (let deleted = PORTION; deleted === PORTION; deliveries += deleted) {
    deleted = await app.store.retention.pruneDeliveries(retention.before, EDITIONS_SPARED, PORTION);
  }
  await app.store.retention.pruneTraces(retention.before);
  return { entries, deliveries };
}

async function progressOf({ store }: App): Promise<z.output<typeof Progress>> {
  const kept = await store.facts.get(PROGRESS);
  return kept === null ? { after: 0, ended: 0 } : Progress.parse(JSON.parse(kept));
}

/**
 * What files that are still to be written show stays: the texts of whole feeds and of the archive's last documents, and
 * what copies among the posts of the search are told by.
 */
async function retentionOf({ settings, store }: App, now: Instant): Promise<Retention> {
  const { limit, content } = settings.feed;
  const documents = archiveDocuments(await store.publishing.lastEntry());
  const [unwritten] = documents.slice(-DOCUMENTS_REWRITTEN);
  return {
    before: now - settings.keep,
    newest: { ofSource: EXAMINED * limit, ofSite: EXAMINED * Math.max(SEARCHED_ENTRIES, limit) },
    last: content === 'full' && unwritten !== undefined ? unwritten.from - 1 : Number.MAX_SAFE_INTEGER,
  };
}
