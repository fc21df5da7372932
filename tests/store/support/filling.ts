import type { Instant } from '../../../src/model.ts';
import type { Store } from '../../../src/store/store.ts';
import { BLOG, draft, entry, HOUR, intake, NOW, person, takeIn } from '../contract/samples.ts';

/** Of every kind of key, one that each site has. */
export const SHARED = {
  source: BLOG,
  host: 'blog.example.org',
  guid: 'both',
  email: 'ann@example.net',
  edition: '2014-W33',
  waiting: '2014-W34',
  uid: 'both@example.org',
  hub: 'both',
  fact: 'secret',
  run: '7',
} as const;

/** What comes with a site, and with no other: every text of it names the site. */
export function ofSite(site: string) {
  return {
    source: `https://${site}.example/feed.xml`,
    host: `${site}.example`,
    guid: `only of ${site}`,
    email: `reader@${site}.example`,
    edition: `2014-W3${site.length}`,
    uid: `event@${site}.example`,
    hub: `hub-of-${site}`,
    fact: `secret of ${site}`,
    run: site,
  };
}

/** Fills every table of a site, by keys that each site has and by such as it alone has. */
export async function fill(store: Store, site: string): Promise<void> {
  for (const keys of [SHARED, ofSite(site)]) {
    await fillReading(store, site, keys);
    await fillMailing(store, site, keys);
  }
  await store.editions.begin(edition(site, SHARED.waiting, NOW + HOUR, { waits: true }));
}

type Keys = { readonly [K in keyof ReturnType<typeof ofSite>]: string };

async function fillReading(store: Store, site: string, keys: Keys): Promise<void> {
  const about = { title: `News of ${site}`, contentHtml: `<p>The text of ${site}.</p>`, summary: `Of ${site}.` };
  await takeIn(store, intake([entry(keys.guid, about), entry(`${keys.guid}, too`, about)]), NOW, keys.source);
  await store.sources.hold(keys.host, NOW + HOUR);
  await store.calendar.keep([{ uid: keys.uid, fingerprint: site, sequence: 1, stamped: NOW }]);
  const subscription = {
    sourceUrl: keys.source,
    hub: `https://${site}.example/hub`,
    topic: `https://${site}.example/`,
  };
  await store.hubs.keep({
    ...subscription,
    id: keys.hub,
    mode: 'subscribe',
    tries: 0,
    nextAsk: NOW,
    until: NOW + HOUR,
  });
  await store.hubs.keepPush(keys.hub, { contentType: null, bytes: Buffer.from(site) }, 5);
  await store.facts.set(keys.fact, site);
}

async function fillMailing(store: Store, site: string, keys: Keys): Promise<void> {
  const { subscribers, editions, deliveries } = store;
  const others = ['left', 'bounced', 'soft', 'asked'].map((how) => `${how}-${keys.email}`);
  const [left = '', bounced = '', soft = '', asked = ''] = others;
  const named = (email: string) => ({ ...person(email), name: `Reader of ${site}` });
  await subscribers.add([keys.email, left, bounced, soft].map(named), NOW);
  await subscribers.unsubscribe(left, NOW);
  await subscribers.suppress(bounced, `no such reader of ${site}`, NOW);
  await subscribers.request(named(asked), NOW);
  await subscribers.noteConfirmation(asked, NOW, NOW - HOUR, 9);
  await editions.begin(edition(site, keys.edition, NOW));
  await subscribers.noteSoftBounce(soft, keys.edition, NOW, NOW - HOUR);
  await deliveries.claim(keys.edition, keys.run, NOW, 1);
}

/** An edition of a site. */
export function edition(site: string, name: string, at: Instant, more: Parameters<typeof draft>[1] = {}) {
  const period = { from: at - 24 * HOUR, to: at };
  return draft([`fixed@${site}.example`], {
    content: { name, period, events: [], posts: [], brief: [] },
    rendered: { subject: `Weekly of ${site}`, preheader: '', html: '<p>', text: site, webHtml: `<title>${site}` },
    dueAt: at,
    begunAt: at,
    messageId: (key) => `<${key}.${name}@example.org>`,
    ...more,
  });
}
