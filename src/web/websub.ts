import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { HubDesk } from './web-options.ts';

/** How soon a hub may come again whose documents wait to be taken in, in seconds. */
const COME_AGAIN = 300;

/**
 * What hubs call (WebSub): GET makes sure that a subscription is meant, and is answered with the challenge for exactly
 * what was asked of the hub; POST brings news, which are kept for the next poll where their signature is the hub's.
 * Others' are answered alike and ignored, as the Recommendation has it.
 */
export function hubCallbacks(desk: HubDesk): Hono {
  const callbacks = new Hono();

  callbacks.get('/websub/:id', async (context) => {
    const id = context.req.param('id');
    const asked = (name: string) => context.req.query(`hub.${name}`) ?? '';
    const [mode, topic, challenge] = [asked('mode'), asked('topic'), asked('challenge')];
    if (mode === 'denied') {
      await desk.deny(id, topic);
      return context.text('');
    }
    const isKnown = mode === 'subscribe' || mode === 'unsubscribe';
    const leaseSeconds = /^\d{1,9}$/.test(asked('lease_seconds')) ? Number(asked('lease_seconds')) : null;
    if (!isKnown || challenge === '' || !(await desk.confirm(id, { mode, topic, leaseSeconds }))) {
      return context.text('Nobody asked for this.\n', 404);
    }
    return context.text(challenge);
  });

  callbacks.post('/websub/:id', bodyLimit({ maxSize: desk.maxBytes }), async (context) => {
    const id = context.req.param('id');
    if (!(await desk.isPushing(id))) return context.text('Nobody asked for this.\n', 410);
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    if (!desk.isSigned(id, bytes, context.req.header('x-hub-signature') ?? null)) return context.body(null, 202);
    const contentType = context.req.header('content-type') ?? null;
    if (await desk.keep(id, { contentType, bytes })) return context.body(null, 202);
    return context.text('Too much waits here.\n', 503, { 'Retry-After': String(COME_AGAIN) });
  });
  return callbacks;
}
