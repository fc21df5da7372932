import type { App } from '../app.ts';
import { writeOpml } from '../config/opml.ts';
import { readSources } from '../config/sources.ts';
import { profileOf } from './profiles.ts';

/** Prints the sources as OPML 2.0, folders by their tags. */
export async function exportOpml({ settings, store, console }: App): Promise<number> {
  const states = await store.sources.states();
  const outlines = readSources(settings.sources).map((source) => {
    const { url, name, tags, homePageUrl } = profileOf(source, states.get(source.url));
    return { url, name, tags, homePageUrl };
  });
  console.printJson(outlines);
  console.print(writeOpml(settings.title, outlines).trimEnd());
  return 0;
}
