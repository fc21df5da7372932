import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Duration, Instant } from '../model.ts';
import { isWebAddress } from './follow.ts';
import type { HubSubscription } from './hub-store.ts';
import type { SourceState } from './poll-store.ts';

/** A subscription as sources want it. */
export type WantedSubscription = Pick<HubSubscription, 'id' | 'sourceUrl' | 'hub' | 'topic'>;

const HOUR: Duration = 3_600_000;
const DAY: Duration = 24 * HOUR;

/** The lease that hubs are asked for, in their seconds, and how long a lease may be. */
const LEASE_SECONDS = 864_000;
const LONGEST_LEASE: Duration = 30 * DAY;

/** The part of a lease after which it is asked for again. */
const RENEWED_AFTER = 2 / 3;

/** How long a hub that has said no is left alone, and how long one that does not answer at most. */
const LONGEST_WAIT: Duration = 7 * DAY;

/** A hub is asked so many times to stop; what it pushes then is refused. */
const FAREWELLS = 3;

/** Requests to hubs in one run, so that a site's first run with hubs does not take hours. */
const ASKS_A_RUN = 20;

/** The names and secrets of subscriptions: none can be guessed from another without the site's secret. */
export interface HubKeys {
  /** The same for the same source, hub and topic, so that asking again renews. */
  idOf(wanted: Omit<WantedSubscription, 'id'>): string;
  secretOf(id: string): string;
}

export function openHubKeys(secret: string, siteUrl: string): HubKeys {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, siteUrl, `tidings hub ${use}`, 32));
  const [names, secrets] = [derive('callback'), derive('secret')];
  const mark = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    idOf: ({ sourceUrl, hub, topic }) => mark(names, JSON.stringify([sourceUrl, hub, topic])),
    secretOf: (id) => mark(secrets, id),
  };
}

/** What is wanted of which hub for a source: of the first that it names on the web; null where it names none. */
export function wantedOf(
  { url, hubUrls }: Pick<SourceState, 'url' | 'hubUrls'>,
  topic: string | null,
  keys: HubKeys,
): WantedSubscription | null {
  const hub = hubUrls.map((text) => URL.parse(text)).find((address) => address !== null && isWebAddress(address));
  if (hub === undefined || hub === null || topic === null) return null;
  const wanted = { sourceUrl: url, hub: hub.href, topic };
  return { ...wanted, id: keys.idOf(wanted) };
}

/** What is to be asked of hubs now, as it is to be remembered before they are asked, and what is over and forgotten. */
export interface HubPlan {
  readonly asks: readonly HubSubscription[];
  readonly over: readonly HubSubscription[];
}

/** Compares what sources want with what was asked before: new ones are asked for, leases renewed, others given up. */
export function planHubs(
  wanted: readonly WantedSubscription[],
  known: readonly HubSubscription[],
  now: Instant,
): HubPlan {
  const wantedIds = new Set(wanted.map(({ id }) => id));
  const before = new Map(known.map((one) => [one.id, one]));
  const kept = wanted.map((one) => turnedTo('subscribe', before.get(one.id) ?? begun(one, now), now));
  const left = known.filter(({ id }) => !wantedIds.has(id)).map((one) => turnedTo('unsubscribe', one, now));
  const over = left.filter(({ until, tries }) => until === null || until <= now || tries >= FAREWELLS);
  const asks = [...kept, ...left.filter((one) => !over.includes(one))]
    .filter(({ nextAsk }) => nextAsk <= now)
    .sort((one, other) => one.nextAsk - other.nextAsk)
    .slice(0, ASKS_A_RUN)
    .map((one) => ({ ...one, tries: one.tries + 1, nextAsk: now + Math.min(HOUR * 2 ** one.tries, LONGEST_WAIT) }));
  return { asks, over };
}

function begun(wanted: WantedSubscription, now: Instant): HubSubscription {
  return { ...wanted, mode: 'subscribe', tries: 0, nextAsk: now, until: null };
}

function turnedTo(mode: HubSubscription['mode'], one: HubSubscription, now: Instant): HubSubscription {
  return one.mode === mode ? one : { ...one, mode, tries: 0, nextAsk: now };
}

/** The form that asks a hub (WebSub, 5.1). */
export function subscriptionForm(one: HubSubscription, callback: string, secret: string): URLSearchParams {
  const form = new URLSearchParams({ 'hub.callback': callback, 'hub.mode': one.mode, 'hub.topic': one.topic });
  if (one.mode === 'unsubscribe') return form;
  form.set('hub.lease_seconds', String(LEASE_SECONDS));
  form.set('hub.secret', secret);
  return form;
}

/** The subscription once its hub has made sure that it is meant (WebSub, 5.3); `leaseSeconds` as the hub gives them. */
export function verified(one: HubSubscription, leaseSeconds: number | null, now: Instant): HubSubscription {
  const lease = Math.min((leaseSeconds ?? LEASE_SECONDS) * 1000, LONGEST_LEASE);
  return { ...one, tries: 0, until: now + lease, nextAsk: Math.round(now + lease * RENEWED_AFTER) };
}

/** The subscription whose hub says no (WebSub, 5.2). */
export function denied(one: HubSubscription, now: Instant): HubSubscription {
  return { ...one, until: null, nextAsk: now + LONGEST_WAIT };
}

/** The methods of a signature that the Recommendation names. */
const METHODS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/** Whether `X-Hub-Signature` proves that a body is from who has the secret (WebSub, 7.1); compared in constant time. */
export function isSigned(body: Uint8Array, signature: string | null, secret: string): boolean {
  const [method = '', digest = ''] = (signature ?? '').split('=');
  if (!METHODS.has(method)) return false;
  const expected = createHmac(method, secret).update(body).digest();
  const given = Buffer.from(digest, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
