import type { App } from '../app.ts';
import { goOnWithRelisted } from '../commands/relisting.ts';
import { readSources } from '../config/sources.ts';
import type { PollJob } from './jobs.ts';

/** Sources that one job polls at most, so that a host of thousands does not keep one worker for hours. */
const SOURCES_A_JOB = 200;

/** Which sources are to be asked now, or have been told of by their hubs, by the host that is asked. */
export async function planPolls(app: App): Promise<PollJob[]> {
  const { settings, store, clock } = app;
  const now = clock();
  const listed = readSources(settings.sources);
  await goOnWithRelisted(app, listed);
  const known = await store.sources.known(listed.map(({ url }) => url));
  const due = new Map((await store.sources.due(now)).map(({ url, movedTo }) => [url, movedTo ?? url]));
  const holds = await store.sources.holds();
  const pushed = await store.hubs.waiting();
  const byHost = Map.groupBy(
    listed.filter(({ url }) => due.has(url) || pushed.has(url) || !known.has(url)),
    ({ url }) => hostOf(due.get(url) ?? url),
  );
  return [...byHost]
    .filter(([host]) => (holds.get(host) ?? now) <= now)
    .map(([host, sources]) => ({ host, sources: sources.slice(0, SOURCES_A_JOB) }));
}

/** The host that is asked; empty for files. */
function hostOf(address: string): string {
  return URL.parse(address)?.host ?? '';
}
