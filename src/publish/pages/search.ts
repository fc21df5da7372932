import type { Page, PageFrame } from './page.ts';

/** The page on which the archive is searched, by the script beside it. */
export function searchPage({ templates }: PageFrame): Page {
  return {
    template: 'search.html',
    path: 'search.html',
    name: 'search',
    heading: templates.say('site.search'),
    structuredData: null,
    model: {},
  };
}
