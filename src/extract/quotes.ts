import { canonicalLink } from './duplicates/canonical-link.ts';
import type { StoryEntry } from './duplicates.ts';

/** How many other sources link to each entry that any links to, by its id. */
export function countQuotes(
  entries: readonly Pick<StoryEntry, 'id' | 'sourceUrl' | 'url' | 'links'>[],
): ReadonlyMap<number, number> {
  const byLink = Map.groupBy(entries, ({ url }) => (url === null ? null : canonicalLink(url)));
  const sources = new Map<number, Set<string>>();
  for (const { sourceUrl, links } of entries) {
    for (const quoted of links.flatMap((link) => byLink.get(canonicalLink(link)) ?? [])) {
      if (quoted.sourceUrl === sourceUrl || quoted.url === null) continue;
      sources.set(quoted.id, (sources.get(quoted.id) ?? new Set()).add(sourceUrl));
    }
  }
  return new Map([...sources].map(([id, quoting]) => [id, quoting.size]));
}
