import { addressKey } from '../address.ts';
import type { App } from '../app.ts';
import { listedSources } from '../config/sources.ts';
import type { Source } from '../model.ts';

/** The listed sources by the keys of their addresses: as they are listed, and where they are known to have moved. */
export async function sourcesByAddress({ settings, store }: App): Promise<ReadonlyMap<string, Source>> {
  const states = await store.sources.states();
  const sources = listedSources(settings.sources);
  const movedTo = (source: Source) => states.get(source.url)?.movedTo ?? source.url;
  const keys = [movedTo, ({ url }: Source) => url];
  return new Map(keys.flatMap((of) => sources.map((source) => [addressKey(of(source)), source] as const)));
}
