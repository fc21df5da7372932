import { shownAddress } from '../address.ts';
import { type App, secretOf } from '../app.ts';
import { Fault } from '../fault.ts';
import type { Source } from '../model.ts';
import type { Asking } from '../poll/asking.ts';
import { type Held, isWebAddress } from '../poll/follow.ts';
import type { Answer, HttpClient } from '../poll/http.ts';
import type { HubSubscription } from '../poll/hub-store.ts';
import { readMemory } from '../poll/memory.ts';
import type { PoliteQueue } from '../poll/queue.ts';
import {
  denied,
  type HubKeys,
  isSigned,
  openHubKeys,
  planHubs,
  subscriptionForm,
  verified,
  wantedOf,
} from '../poll/websub.ts';
import { describeStatus } from '../poll/wording.ts';
import type { HubDesk } from '../web/web-options.ts';
import { openAsking } from './http.ts';

/** Documents of one subscription that wait to be taken in; a hub that has more is asked to come again. */
const MOST_WAITING = 8;

/** How many times a hub may send a request on to another address. */
const MOST_REDIRECTS = 3;

/**
 * Asks the hubs that these sources name to push their news here, renews what is about to end and gives up what nobody
 * wants any more, by the limits of polling. A hub that fails is asked again later.
 */
export async function askHubs(
  app: App,
  sources: readonly Source[],
  { http, queue }: { readonly http: HttpClient; readonly queue: PoliteQueue },
): Promise<void> {
  const { settings, store, clock } = app;
  if (!settings.poll.websub) return;
  const keys = await hubKeysOf(app);
  const states = await store.sources.states();
  const wanted = sources.flatMap(({ url }) => {
    const state = states.get(url);
    return state === undefined ? [] : (wantedOf(state, readMemory(state.memory).topic, keys) ?? []);
  });
  const { asks, over } = planHubs(wanted, await store.hubs.all(), clock());
  for (const { id } of over) await store.hubs.forget(id);
  if (asks.length === 0) return;
  const asking = await openAsking(app, http, { queue });
  const byHub = Map.groupBy(asks, ({ hub }) => hub);
  await Promise.all([...byHub.values()].map((some) => askHub(app, some, asking, keys)));
}

/** Asks one hub for one thing after the other. Where it does not answer, the others wait for their next turn with the first. */
async function askHub(app: App, asks: readonly HubSubscription[], asking: Asking, keys: HubKeys): Promise<void> {
  let isAway = false;
  for (const one of asks) {
    await app.store.hubs.keep(one);
    if (isAway) continue;
    const callback = `${app.settings.url}/websub/${one.id}`;
    const answer = await sendForm(new URL(one.hub), subscriptionForm(one, callback, keys.secretOf(one.id)), asking);
    isAway = answer instanceof Fault || 'held' in answer;
    const problem = problemOf(answer);
    if (problem !== null) app.log.warn(`${one.hub}: the hub was asked for ${shownAddress(one.topic)}: ${problem}`);
  }
}

/** Sends a form to a hub, and on where the hub says so by 307 or 308. */
async function sendForm(hub: URL, form: URLSearchParams, asking: Asking): Promise<Answer | Held | Fault> {
  let url = hub;
  for (let hops = 0; ; hops += 1) {
    const answer = await asking.post(url, form);
    const next = 'status' in answer && hops < MOST_REDIRECTS ? redirectOf(answer, url) : null;
    if (next === null) return answer;
    url = next;
  }
}

/** Why a hub will not do what it was asked for; null where it may. */
function problemOf(answer: Answer | Held | Fault): string | null {
  if (answer instanceof Fault) return answer.problem;
  if ('held' in answer) return 'its host wants to be left alone';
  return answer.status >= 200 && answer.status < 300 ? null : describeStatus(answer.status);
}

function redirectOf({ status, headers }: Answer, from: URL): URL | null {
  if (status !== 307 && status !== 308) return null;
  const target = URL.parse(headers.get('location') ?? '', from.href);
  return target !== null && isWebAddress(target) ? target : null;
}

/** What answers hubs; null where the site does not ask any. */
export async function openHubDesk(app: App): Promise<HubDesk | null> {
  const { settings, store, clock } = app;
  if (!settings.poll.websub) return null;
  const keys = await hubKeysOf(app);
  return {
    async confirm(id, { mode, topic, leaseSeconds }) {
      const one = await store.hubs.byId(id);
      if (one === null || one.mode !== mode || one.topic !== topic) return false;
      if (mode === 'unsubscribe') await store.hubs.forget(id);
      else await store.hubs.keep(verified(one, leaseSeconds, clock()));
      return true;
    },
    async deny(id, topic) {
      const one = await store.hubs.byId(id);
      if (one?.topic === topic) await store.hubs.keep(denied(one, clock()));
    },
    async isPushing(id) {
      const one = await store.hubs.byId(id);
      return one !== null && one.mode === 'subscribe' && one.until !== null;
    },
    isSigned: (id, body, signature) => isSigned(body, signature, keys.secretOf(id)),
    keep: (id, pushed) => store.hubs.keepPush(id, pushed, MOST_WAITING),
    maxBytes: settings.poll.maxBytes,
  };
}

async function hubKeysOf(app: App): Promise<HubKeys> {
  return openHubKeys(await secretOf(app), app.settings.url);
}
