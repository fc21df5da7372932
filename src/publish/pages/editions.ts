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
  return { path: editionPath(name), body: withUris(printable(html)) };
}

/** A page's links as URIs: mail has them as their authors wrote them, and a page may not (WHATWG URL, "valid URL string"). */
function withUris(html: string): string {
  return html.replace(/( (?:href|src)="https?:\/\/[^/?#"]*)([^"]*)/g, (_, before: string, rest: string) => {
    const bare = rest.replace(/&#(\d{2,3});/g, (reference, code: string) => {
      const character = String.fromCodePoint(Number(code));
      return /[{}|\\^`[\]]/.test(character) ? character : reference;
    });
    return `${before}${bare.replace(/[{}|\\^`[\]]|%(?![0-9a-f]{2})/gi, encodeURIComponent)}`;
  });
}

/** Where the page of an edition is. */
export function editionPath(name: string): string {
  return `editions/${name}.html`;
}
