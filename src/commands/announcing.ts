import type { App } from '../app.ts';
import { type Horizon, upcoming } from '../digest/upcoming.ts';
import { loneEvent, onlyAnnounces } from '../extract/events/announcement.ts';
import type { Entry } from '../model.ts';

/**
 * The ids of the entries that announce one event which readers are shown, ahead and within the horizon, and say nothing
 * else: they are told with it. Only of those that may be such are the texts read.
 */
export async function announcingOf(
  { store }: Pick<App, 'store'>,
  entries: readonly Omit<Entry, 'contentHtml'>[],
  horizon: Horizon,
): Promise<ReadonlySet<number>> {
  const likely = entries.filter((entry) => {
    const event = loneEvent(entry);
    return event !== null && upcoming([{ event }], horizon).length > 0;
  });
  const texts = await store.publishing.texts(likely.map(({ id }) => id));
  const sure = likely.filter((entry) => onlyAnnounces(entry, texts.get(entry.id) ?? '', horizon.timezone));
  return new Set(sure.map(({ id }) => id));
}
