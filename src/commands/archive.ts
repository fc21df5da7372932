import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { type ArchiveDocument, type ArchivePlace, archiveDocuments, archiveFile, placeOf } from '../publish/archive.ts';
import { toPosts } from '../publish/post.ts';
import type { PublishedFile, PublishedSite } from '../publish/publication.ts';
import { mergedChannel, printableSite } from '../publish/site.ts';
import { writeFiles } from '../publish/write.ts';
import type { ListedSources } from './listed-sources.ts';
import { storiesBetween } from './stories.ts';

/** The fact under which is kept what each document was last made of. */
const MADE_OF = 'archive';

/** The archive of the merged feed, by which new readers go back to its beginning. */
export interface Archive {
  readonly paths: readonly string[];
  /** The path of its newest document; null: it has none. */
  readonly newest: string | null;
  /** Writes those documents that are not there as they should be, one at a time: together they hold all posts. */
  write(): Promise<void>;
}

/** Finds out which documents there are to be, and which of them have to be written. */
export async function gatherArchive(app: App, sources: ListedSources, site: PublishedSite): Promise<Archive> {
  const { settings, store } = app;
  const documents = archiveDocuments(await store.publishing.lastEntry());
  const before: Record<string, string> = JSON.parse((await store.facts.get(MADE_OF)) ?? '{}');
  const now = await fingerprints(app, sources, documents);
  const isAsBefore = ({ path }: ArchiveDocument) =>
    before[path] === now[path] && existsSync(join(settings.output, path));
  return {
    paths: documents.map(({ path }) => path),
    newest: documents.at(-1)?.path ?? null,
    async write() {
      for (const [index, document] of documents.entries()) {
        if (isAsBefore(document)) continue;
        const place = placeOf(documents, index);
        await writeFiles(settings.output, [await documentFile(app, sources, { site, document, place })], []);
      }
      await store.facts.set(MADE_OF, JSON.stringify(now));
    },
  };
}

async function documentFile(
  app: App,
  sources: ListedSources,
  { site, document, place }: { site: PublishedSite; document: ArchiveDocument; place: ArchivePlace },
): Promise<PublishedFile> {
  const { feed } = app.settings;
  const { from, to } = document;
  const stories = await storiesBetween(app, sources, { from, to, whole: feed.content === 'full' });
  const printable = printableSite(site);
  return archiveFile(mergedChannel(printable, toPosts(stories), feed), printable.url, document.path, place);
}

/**
 * What each document depends on, as a hash. Readers do not ask for a full one twice, so that an edit is not among it;
 * a post that is withdrawn leaves it.
 */
async function fingerprints(
  { settings, store }: App,
  sources: ListedSources,
  documents: readonly ArchiveDocument[],
): Promise<Record<string, string>> {
  const { title, description, url, language, feed } = settings;
  const listed = [...sources.values()].map(({ source }) => [source.url, source.include, source.exclude]);
  const site = hashOf([title, description, url, language, feed.content, listed]);
  const withdrawn = (await store.publishing.withdrawn()).map(({ id }) => id).sort((a, b) => a - b);
  return Object.fromEntries(
    documents.map(({ path, from, to }, index) => {
      const gone = withdrawn.filter((id) => id >= from && id <= to);
      return [path, hashOf([site, gone, placeOf(documents, index).next?.path])];
    }),
  );
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
