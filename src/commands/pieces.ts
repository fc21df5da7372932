import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { App } from '../app.ts';
import type { Instant } from '../model.ts';
import type { PublishedFile } from '../publish/publication.ts';
import { writeFiles } from '../publish/write.ts';
import type { ListedSources } from './listed-sources.ts';

/** Files that are looked into again only when what they are made of has changed. */
export interface Piece {
  readonly name: string;
  readonly paths: readonly string[];
  /** All that the files depend on, fit for JSON. */
  readonly madeOf: unknown;
  files(): Promise<PublishedFile[]>;
}

/**
 * Writes the files of those pieces that have changed since they were last written or are not there, a piece at a time:
 * together they may hold all posts. `fact` keeps what they were made of.
 * @throws Fault where the output folder cannot be written
 */
export async function writePieces({ settings, store }: App, fact: string, pieces: readonly Piece[]): Promise<void> {
  const kept = (await store.facts.get(fact)) ?? '{}';
  const before: Record<string, string> = JSON.parse(kept);
  const now = Object.fromEntries(pieces.map(({ name, madeOf }) => [name, hashOf(madeOf)]));
  const isThere = presence(settings.output);
  for (const { name, paths, files } of pieces) {
    if (before[name] === now[name] && paths.every(isThere)) continue;
    await writeFiles(settings.output, await files(), []);
  }
  const made = JSON.stringify(now);
  if (made !== kept) await store.facts.set(fact, made);
}

/** Tells whether files are in a folder. Each folder is read once: the archive of a million entries has tens of thousands. */
function presence(root: string): (path: string) => boolean {
  const folders = new Map<string, ReadonlySet<string>>();
  return (path) => {
    const folder = dirname(path);
    const names = folders.get(folder) ?? namesIn(join(root, folder));
    folders.set(folder, names);
    return names.has(basename(path));
  };
}

function namesIn(folder: string): ReadonlySet<string> {
  return new Set(existsSync(folder) ? readdirSync(folder) : []);
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

/** What besides new entries changes what is published of entries, by stretches of `span` of them. */
export interface Alterations {
  /** Which sources are not, or not wholly, published: one that is only new changes nothing of what was. */
  readonly sources: unknown;
  /** The numbers of the posts of a stretch that their sources have withdrawn. */
  withdrawnIn(stretch: number): readonly number[];
  /** When one of a stretch was last edited; null: never. */
  editedIn(stretch: number): Instant | null;
}

/** What has changed since the entries came; the first stretch is number 0. */
export async function alterationsOf({ store }: App, sources: ListedSources, span: number): Promise<Alterations> {
  const filtered = [...sources.values()].flatMap(({ source: { url, include, exclude } }) =>
    include === null && exclude === null ? [] : [[url, include, exclude]],
  );
  const unlisted = (await store.publishing.sources()).map(({ url }) => url).filter((url) => !sources.has(url));
  const withdrawn = (await store.publishing.withdrawn()).map(({ id }) => id).sort((a, b) => a - b);
  const stretches = Map.groupBy(withdrawn, (id) => Math.floor((id - 1) / span));
  const edits = await store.publishing.lastEdits(span);
  return {
    sources: [filtered, unlisted.sort()],
    withdrawnIn: (stretch) => stretches.get(stretch) ?? [],
    editedIn: (stretch) => edits.get(stretch) ?? null,
  };
}
