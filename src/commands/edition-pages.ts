import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { renderEdition } from '../digest/render.ts';
import type { Edition } from '../model.ts';
import { editionPath } from '../publish/pages/editions.ts';
import type { EditionTitle, PublishedEdition } from '../publish/publication.ts';
import { withoutPosts } from '../publish/withdrawn.ts';
import { renderOptions } from './edition.ts';

/** The fact under which is kept which posts each edition's page was last printed without. */
const PRINTED_WITHOUT = 'editions printed without';

/** The pages of editions that are to be written. */
export interface EditionPages {
  readonly changed: readonly PublishedEdition[];
  /** To be called when they are written. */
  settle(): Promise<void>;
}

/**
 * The pages of these editions as far as they are not there already: each as it was printed when it was sent. One with
 * posts that their sources have withdrawn since is printed anew without them.
 */
export async function gatherEditionPages(app: App, titles: readonly EditionTitle[]): Promise<EditionPages> {
  const { settings, store } = app;
  const withdrawn = await withdrawnByEdition(app);
  const before: Record<string, string[]> = JSON.parse((await store.facts.get(PRINTED_WITHOUT)) ?? '{}');
  const isAsBefore = ({ name }: EditionTitle) =>
    String(before[name] ?? []) === String(withdrawn[name] ?? []) &&
    existsSync(join(settings.output, editionPath(name)));
  const editions = await store.publishing.contents(titles.filter((one) => !isAsBefore(one)).map(({ name }) => name));
  const changed: PublishedEdition[] = [];
  for (const { edition, webHtml } of editions) {
    const gone = withdrawn[edition.name];
    const html = gone === undefined ? webHtml : await printedWithout(app, edition, gone);
    changed.push({ name: edition.name, html });
  }
  return { changed, settle: () => store.facts.set(PRINTED_WITHOUT, JSON.stringify(withdrawn)) };
}

/** The addresses of the posts that are withdrawn, sorted, by the edition that they were in. */
async function withdrawnByEdition({ store }: App): Promise<Record<string, string[]>> {
  const rows = (await store.publishing.withdrawn()).filter(({ edition }) => edition);
  const byEdition = Map.groupBy(rows, ({ edition }) => edition ?? '');
  return Object.fromEntries(
    [...byEdition].map(([name, posts]) => [name, posts.flatMap(({ url }) => url ?? []).sort()]),
  );
}

async function printedWithout(app: App, edition: Edition, gone: readonly string[]): Promise<string> {
  return (await renderEdition(withoutPosts(edition, new Set(gone)), renderOptions(app))).webHtml;
}
