import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.ts';
import type { EditionTitle, PublishedEdition } from '../publish/publication.ts';
import { publishSite } from '../publish/site.ts';
import { withoutPosts } from '../publish/withdrawn.ts';
import { writeFiles } from '../publish/write.ts';
import { listedSources } from './listed-sources.ts';
import { gatherPublication } from './publication.ts';
import { gatherSections } from './sections.ts';
import { holdingSite } from './site-lock.ts';

/** The newest editions are written anew each time. */
const EDITIONS_RENEWED = 5;

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
  const { settings, store } = app;
  const sources = await listedSources(app);
  const publication = await gatherPublication(app, sources);
  const sections = await gatherSections(app, sources);
  const editions = await editionsToWrite(app, publication.editionTitles);
  const files = await publishSite({ ...publication, editions, sections: sections.changed });
  const pages = publication.editionTitles.map(({ name }) => `editions/${name}.html`);
  const paths = [...new Set([...files.map(({ path }) => path), ...pages, ...sections.paths])].sort();
  const before: string[] = JSON.parse((await store.facts.get(WRITTEN)) ?? '[]');
  const gone = before.filter((path) => !paths.includes(path));

  await store.calendar.keep([...publication.revisions.values()]);
  await store.facts.set(WRITTEN, JSON.stringify([...paths, ...gone]));
  await writeFiles(settings.output, files, gone);
  await sections.settle();
  if (gone.length > 0) await store.facts.set(WRITTEN, JSON.stringify(paths));
  return paths;
}

/** The editions whose pages may have to change: the newest, those without a page, and those with posts that are withdrawn. */
async function editionsToWrite({ settings, store }: App, titles: readonly EditionTitle[]): Promise<PublishedEdition[]> {
  const withdrawn = await store.publishing.withdrawn();
  const affected = new Set(withdrawn.map(({ edition }) => edition));
  const isMissing = (name: string) => !existsSync(join(settings.output, 'editions', `${name}.html`));
  const names = titles
    .filter(({ name }, index) => index < EDITIONS_RENEWED || affected.has(name) || isMissing(name))
    .map(({ name }) => name);
  const gone = new Set(withdrawn.flatMap(({ url }) => url ?? []));
  const editions = await store.publishing.contents(names);
  return editions.map(({ title, edition }) => ({ title, edition: withoutPosts(edition, gone) }));
}
