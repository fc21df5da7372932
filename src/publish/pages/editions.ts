import { oneLine, printable } from '../plain.ts';
import type { EditionTitle, PublishedEdition, PublishedFile } from '../publication.ts';
import type { Page, PageFrame } from './page.ts';

/** The list of editions sent, newest first. */
export function editionsPage({ templates }: PageFrame, editions: readonly EditionTitle[]): Page {
  return {
    template: 'editions.html',
    path: 'editions/index.html',
    name: 'editions',
    heading: templates.say('site.editions'),
    structuredData: null,
    model: {
      editions: editions.map(({ name, title, period }) => ({
        name,
        title: oneLine(title),
        from: period.from,
        last: period.to - 1,
      })),
    },
  };
}

/** One edition as its readers got it, for the links in the messages. */
export function editionFile({ name, html }: PublishedEdition): PublishedFile {
  return { path: editionPath(name), body: printable(html) };
}

/** Where the page of an edition is. */
export function editionPath(name: string): string {
  return `editions/${name}.html`;
}
