import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { reasonOf } from '../fault.ts';

/** The fact under which is kept what the merged feed was when the hub was last told. */
const TOLD = 'hub told';

const FEED = 'atom.xml';

/** How long the hub may take to answer. */
const TIMEOUT = 10_000;

/**
 * Tells the site's hub that the merged feed has changed (WebSub, 7), where it has one and does not know yet. A hub that
 * does not answer is told again the next time.
 */
export async function tellHub({ settings, store, log, signal }: App): Promise<void> {
  const { hub } = settings.feed;
  if (hub === null) return;
  const feed = createHash('sha256')
    .update(await readFile(join(settings.output, FEED)))
    .digest('base64url');
  if ((await store.facts.get(TOLD)) === feed) return;
  try {
    const body = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': `${settings.url}/${FEED}` });
    const answer = await fetch(hub, {
      method: 'POST',
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    });
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    await store.facts.set(TOLD, feed);
  } catch (thrown) {
    log.warn(`${hub}: the hub could not be told of a change: ${reasonOf(thrown)}`);
  }
}
