import { addressKey } from '../address.ts';
import type { App } from '../app.ts';
import type { Source } from '../model.ts';
import type { Relisting, SourceState } from '../store/sources.ts';

/**
 * Goes on with sources that are listed under other addresses than before: under those that they are known to have moved
 * to, or the same written otherwise. As new sources they would bring all that they hold as news.
 */
export async function goOnWithRelisted({ store }: App, sources: readonly Source[]): Promise<void> {
  const relistings = relistingsOf(sources, await store.sources.states());
  if (relistings.length > 0) await store.sources.relist(relistings);
}

/** Which sources that are listed no more are those that nothing is known of yet; each is one of them at most. */
export function relistingsOf(
  sources: readonly Pick<Source, 'url'>[],
  states: ReadonlyMap<string, Pick<SourceState, 'url' | 'movedTo'>>,
): Relisting[] {
  const listed = new Set(sources.map(({ url }) => url));
  const left = [...states.values()].filter(({ url }) => !listed.has(url));
  const byAddress = new Map([
    ...left.flatMap(({ url, movedTo }): [string, string][] => (movedTo === null ? [] : [[placeOf(movedTo), url]])),
    ...left.map(({ url }): [string, string] => [placeOf(url), url]),
  ]);
  return sources.flatMap(({ url: to }) => {
    const from = states.has(to) ? undefined : byAddress.get(placeOf(to));
    if (from === undefined) return [];
    for (const [place, url] of byAddress) if (url === from) byAddress.delete(place);
    return [{ from, to }];
  });
}

/** What addresses of one place have in common, by http or https. */
function placeOf(url: string): string {
  return addressKey(url).replace(/^https?:/, '');
}
