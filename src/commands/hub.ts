import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { Fault, reasonOf } from '../fault.ts';
import { describeStatus } from '../poll/wording.ts';

/** The fact under which is kept what the merged feed was when the hub was last told. */
const TOLD = 'hub told';

const FEED = 'atom.xml';

/**
 * Tells the site's hub that the merged feed has changed (WebSub, 6), where it has one and does not know yet. Never
 * rejects: a hub that fails is told again the next time, and one line of the log says so. It is asked as sources are:
 * within `poll.timeout`, and at no private address unless the settings allow it.
 */
export async function tellHub(app: App): Promise<void> {
  const { hub } = app.settings.feed;
  if (hub === null) return;
  try {
    await tellOfChange(app, new URL(hub));
  } catch (thrown) {
    app.log.warn(`${hub}: the hub could not be told of a change: ${reasonOf(thrown)}`);
  }
}

async function tellOfChange(app: App, hub: URL): Promise<void> {
  const { settings, store } = app;
  const feed = createHash('sha256')
    .update(await readFile(join(settings.output, FEED)))
    .digest('base64url');
  if ((await store.facts.get(TOLD)) === feed) return;
  const form = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': `${settings.url}/${FEED}` });
  // Loaded where there is a hub to tell: most sites have none.
  const { withHttp } = await import('./http.ts');
  const answer = await withHttp(app, (http) => http.post(hub, form));
  if (answer instanceof Fault) throw new Error(answer.problem);
  if (answer.status < 200 || answer.status > 299) throw new Error(describeStatus(answer.status));
  await store.facts.set(TOLD, feed);
}
