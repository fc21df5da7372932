import { addressKey, shownAddress } from '../address.ts';
import type { App } from '../app.ts';
import { Fault } from '../fault.ts';
import type { Source } from '../model.ts';
import { profileOf } from './profiles.ts';

/**
 * Those of the listed sources that are meant by addresses or names, each once.
 * @throws Fault for one that means none.
 */
export async function sourcesNamed(app: App, listed: readonly Source[], names: readonly string[]): Promise<Source[]> {
  const states = await app.store.sources.states();
  const found = names.flatMap((name) => {
    const means = (source: Source) =>
      addressKey(source.url) === addressKey(name) ||
      shownAddress(source.url) === name ||
      profileOf(source, states.get(source.url)).name === name;
    const meant = listed.filter(means);
    if (meant.length > 0) return meant;
    const mend = 'tidings status lists the sources';
    throw new Fault({ stage: 'usage', subject: shownAddress(name), problem: 'is no source that is listed', mend });
  });
  return [...new Set(found)];
}
