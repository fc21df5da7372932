import type { App } from '../app.ts';
import { editionPath } from '../publish/pages/editions.ts';
import { publishSite } from '../publish/site.ts';
import { writeFiles } from '../publish/write.ts';
import { gatherArchive } from './archive.ts';
import { gatherEditionPages } from './edition-pages.ts';
import { tellHub } from './hub.ts';
import { listedSources } from './listed-sources.ts';
import { writePieces } from './pieces.ts';
import { gatherPublication } from './publication.ts';
import { gatherSearch } from './search.ts';
import { gatherSections } from './sections.ts';
import { holdingSite } from './site-lock.ts';
import { keepHeapSmall } from './small-heap.ts';

/** The fact under which the paths of the files written last are kept. */
const WRITTEN = 'published files';

/** Writes `public/` from the state. */
export function publish(app: App): Promise<number> {
  return holdingSite(app, async () => {
    const files = await publishFiles(app);
    app.console.note(`${app.settings.output}: ${files.length} files`);
    app.console.printJson({ files });
    return 0;
  });
}

/**
 * Brings the output folder up to the state, and returns the paths of all files that are published, sorted. The site
 * must be held.
 * @throws Fault where a template cannot be filled or the folder cannot be written
 */
export async function publishFiles(app: App): Promise<string[]> {
  keepHeapSmall();
  const { settings, store } = app;
  const sources = await listedSources(app);
  const publication = await gatherPublication(app, sources);
  const { site, editionTitles } = publication;
  const archive = await gatherArchive(app, sources, site);
  const pieces = {
    archive,
    search: await gatherSearch(app, sources),
    sections: await gatherSections(app, sources, site),
  };
  const editions = await gatherEditionPages(app, editionTitles);
  const newestArchive = archive.at(-1)?.name ?? null;
  const files = await publishSite({ ...publication, newestArchive, editions: editions.changed });
  const pages = editionTitles.map(({ name }) => editionPath(name));
  const inPieces = Object.values(pieces).flatMap((some) => some.flatMap(({ paths }) => paths));
  const paths = new Set([...files.map(({ path }) => path), ...pages, ...inPieces].sort());
  const before: string[] = JSON.parse((await store.facts.get(WRITTEN)) ?? '[]');
  const gone = before.filter((path) => !paths.has(path));

  await store.calendar.keep([...publication.revisions.values()]);
  await store.facts.set(WRITTEN, JSON.stringify([...paths, ...gone]));
  for (const [fact, some] of Object.entries(pieces)) await writePieces(app, fact, some);
  await writeFiles(settings.output, files, gone);
  await editions.settle();
  if (gone.length > 0) await store.facts.set(WRITTEN, JSON.stringify([...paths]));
  app.aside(tellHub(app));
  return [...paths];
}
