import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Sharing } from '../../src/store/sharing.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Row, TableName } from '../../src/store/tables.ts';
import { watchRows } from '../support/rows.ts';
import { postgres } from '../support/states.ts';
import { collected, draft, entry, HOUR, intake, NOW, person, takeIn } from './contract/samples.ts';
import { edition, fill, ofSite, SHARED } from './support/filling.ts';

const CHESS = ofSite('chess');
const LATER = NOW + 2 * HOUR;
const EVER = 0;
const IDS = Array.from({ length: 20 }, (_, index) => index + 1);

type Ask = (store: Store) => unknown;
type Subject = Exclude<keyof Store, 'sharing' | 'findDamage' | 'lock' | 'close'>;

/** Names of the other site, and such as both sites have. */
const both = <K extends keyof typeof CHESS>(key: K): [string, string] => [SHARED[key], CHESS[key]];

const each = async <T>(values: readonly string[], ask: (value: string) => Promise<T>) => {
  const answers: T[] = [];
  for (const value of values) answers.push(await ask(value));
  return answers;
};

/** Every query of the store: asked by what the other site has, and by what both have. Those that change less come first. */
const QUERIES: { readonly [S in Subject]: { readonly [Q in keyof Store[S]]: Ask } } = {
  tables: {
    rows: ({ tables }) => collected(tables.rows('subscribers')),
    contents: ({ tables }) => tables.contents(),
    atOneInstant: ({ tables }) => tables.atOneInstant((still) => still.contents()),
    fill: ({ tables }) => tables.fill(async function* () {}),
    replace: async ({ tables }) => {
      const all = new Map<TableName, (readonly Row[])[]>();
      for (const { table } of await tables.contents()) all.set(table, await collected(tables.rows(table)));
      await tables.replace(async function* (table) {
        yield* all.get(table) ?? [];
      });
    },
  },
  facts: {
    get: ({ facts }) => each(both('fact'), (name) => facts.get(name)),
    keep: ({ facts }) => each(both('fact'), (name) => facts.keep(name, 'kept')),
    replace: ({ facts }) => each(both('fact'), (name) => facts.replace(name, 'chess', 'replaced')),
    set: ({ facts }) => each(both('fact'), (name) => facts.set(name, 'set')),
  },
  sources: {
    states: ({ sources }) => sources.states(),
    holds: ({ sources }) => sources.holds(),
    known: ({ sources }) => sources.known(both('source')),
    due: ({ sources }) => sources.due(LATER),
    share: ({ sources }) => sources.share(both('source')).states(),
    hold: ({ sources }) => each(both('host'), (host) => sources.hold(host, LATER)),
    relist: ({ sources }) => sources.relist(both('source').map((from) => ({ from, to: `${from}/moved` }))),
    write: (store) => each(both('source'), (url) => takeIn(store, intake([entry('a new one')]), LATER, url)),
  },
  hubs: {
    all: ({ hubs }) => hubs.all(),
    byId: ({ hubs }) => each(both('hub'), (id) => hubs.byId(id)),
    pushedSources: ({ hubs }) => hubs.pushedSources(NOW),
    waiting: ({ hubs }) => hubs.waiting(),
    read: ({ hubs }) => Promise.allSettled(IDS.map((id) => hubs.read(id))),
    keepPush: ({ hubs }) => each(both('hub'), (id) => hubs.keepPush(id, { contentType: null, bytes: Buffer.of(1) }, 9)),
    keep: ({ hubs }) =>
      each(both('hub'), async (id) => {
        const known = await hubs.byId(id);
        if (known !== null) await hubs.keep({ ...known, tries: 3 });
      }),
    forget: ({ hubs }) => each(both('hub'), (id) => hubs.forget(id)),
  },
  entries: {
    known: ({ entries }) =>
      each(both('source'), (url) =>
        entries.known(
          url,
          both('guid').map((guid) => entry(guid).keys),
        ),
      ),
    pages: ({ entries }) => entries.pages(IDS),
  },
  calendar: {
    known: ({ calendar }) => calendar.known(both('uid')),
    keep: ({ calendar }) =>
      calendar.keep(both('uid').map((uid) => ({ uid, fingerprint: 'new', sequence: 2, stamped: LATER }))),
  },
  publishing: {
    newest: ({ publishing }) => Promise.all([publishing.newest(99, null), publishing.newest(99, both('source'))]),
    texts: ({ publishing }) => publishing.texts(IDS),
    lastEntry: ({ publishing }) => publishing.lastEntry(),
    between: ({ publishing }) => publishing.between(0, 99),
    withdrawn: ({ publishing }) => publishing.withdrawn(),
    lastEdits: ({ publishing }) => publishing.lastEdits(1),
    sources: ({ publishing }) => publishing.sources(),
    editions: ({ publishing }) => publishing.editions(),
    contents: ({ publishing }) => publishing.contents(both('edition')),
  },
  news: {
    unpublished: ({ news }) => news.unpublished(EVER),
    told: ({ news }) => news.told(EVER),
    passedOver: ({ news }) => news.passedOver(EVER),
    byId: ({ news }) => news.byId(IDS),
    withUrl: ({ news }) => each(both('guid'), (guid) => news.withUrl(`https://blog.example.org/${guid}`)),
    withinUrl: ({ news }) => news.withinUrl('example.org'),
    sightings: ({ news }) => news.sightings(EVER),
    announcedBy: ({ news }) => news.announcedBy(IDS),
    editionsSoFar: ({ news }) => news.editionsSoFar(LATER),
  },
  activity: {
    newEntries: ({ activity }) => activity.newEntries(NOW - HOUR, HOUR, 9),
    polledSince: ({ activity }) => activity.polledSince(EVER),
    suppressedSince: ({ activity }) => activity.suppressedSince(EVER),
  },
  deliveries: {
    counts: ({ deliveries }) => each(both('edition'), (name) => deliveries.counts(name)),
    byMessageId: ({ deliveries }) =>
      each(both('email'), (email) => deliveries.byMessageId(`<${email}.${CHESS.edition}@example.org>`)),
    areInHand: ({ deliveries }) => each(both('edition'), (name) => deliveries.areInHand(name)),
    troubles: ({ deliveries }) => each(both('edition'), (name) => deliveries.troubles(name, 99)),
    claim: ({ deliveries }) => each(both('edition'), (name) => deliveries.claim(name, '8', NOW, 1)),
    record: ({ deliveries }) =>
      each(both('edition'), (name) => deliveries.record(name, SHARED.run, NOW, { results: [], ending: both('email') })),
    release: ({ deliveries }) => each(both('edition'), (name) => deliveries.release(name, '8')),
    reclaim: ({ deliveries }) => each(both('edition'), (name) => deliveries.reclaim(name, '9')),
    requeueUncertain: ({ deliveries }) => each(both('edition'), (name) => deliveries.requeueUncertain(name, LATER)),
  },
  editions: {
    open: ({ editions }) => editions.open(),
    waiting: ({ editions }) => editions.waiting(),
    get: ({ editions }) => each(both('edition'), (name) => editions.get(name)),
    latest: ({ editions }) => editions.latest(99),
    countRecipients: ({ editions }) => editions.countRecipients(draft(both('email')).fixed),
    begin: ({ editions }) => each(both('edition'), (name) => editions.begin(edition('garden', name, LATER))),
    reject: ({ editions }) => each([...both('edition'), SHARED.waiting], (name) => editions.reject(name, LATER)),
    approve: ({ editions }) => each([...both('edition'), SHARED.waiting], (name) => editions.approve(name)),
    finish: ({ editions }) => each(both('edition'), (name) => editions.finish(name, LATER)),
  },
  subscribers: {
    all: ({ subscribers }) => collected(subscribers.all()),
    byKey: ({ subscribers }) => each(both('email'), (key) => subscribers.byKey(key)),
    add: ({ subscribers }) => subscribers.add([`left-${CHESS.email}`, `new-${CHESS.email}`].map(person), LATER),
    request: ({ subscribers }) => each(both('email'), (email) => subscribers.request(person(email), LATER)),
    confirm: ({ subscribers }) => each(both('email'), (email) => subscribers.confirm(`asked-${email}`, LATER)),
    noteConfirmation: ({ subscribers }) =>
      each(both('email'), (email) => subscribers.noteConfirmation(`asked-${email}`, LATER, EVER, 2)),
    noteSoftBounce: ({ subscribers }) =>
      each(both('email'), (email) => subscribers.noteSoftBounce(`soft-${email}`, SHARED.waiting, LATER, EVER)),
    unsubscribe: ({ subscribers }) => each(both('email'), (email) => subscribers.unsubscribe(email, LATER)),
    remove: ({ subscribers }) => each(both('email'), (email) => subscribers.remove(`soft-${email}`, LATER)),
    suppress: ({ subscribers }) => each(both('email'), (email) => subscribers.suppress(email, 'gone', LATER)),
    forget: ({ subscribers }) => each(both('email'), (email) => subscribers.forget(email, LATER)),
  },
  retention: {
    // A text of the other is larger.
    size: async ({ retention }) => (await retention.size()) < LARGE,
    pruneEntries: ({ retention }) =>
      retention.pruneEntries({ before: 2 * NOW, newest: { ofSource: 1, ofSite: 1 }, last: 99 }, 0, 99),
    pruneDeliveries: ({ retention }) => retention.pruneDeliveries(2 * NOW, 0, 99),
    pruneTraces: ({ retention }) => retention.pruneTraces(2 * NOW),
    compact: ({ retention }) => retention.compact(),
  },
};

/** What workers share: turns to within a minute. */
const SHARED_AMONG_WORKERS: { readonly [Q in keyof Sharing]: (sharing: Sharing) => unknown } = {
  queue: ({ queue }) => queue.schema,
  join: async ({ join }) => {
    const member = await join(() => 0.5);
    await member?.leave();
    return member?.run;
  },
  lead: ({ lead }) => lead(async () => undefined),
  takeTurns: async ({ takeTurns }) => Math.round((await takeTurns('host both', 1, HOUR)) / 60_000),
  slowed: ({ slowed }) => slowed('mail to '),
  slowDown: ({ slowDown }) => slowDown('mail to both', GAPS),
  speedUp: ({ speedUp }) => speedUp('mail to both', GAPS),
};

const GAPS = { shortest: 1_000, longest: 8_000 };
const LARGE = 4_000_000;

describe.skipIf(postgres.missing !== null)(`two sites in one database (${postgres.name})`, () => {
  it('each answer every query as if there were no other, and change nothing of the other', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const [alone, shared] = [cleanUp.use(await postgres.make()), cleanUp.use(await postgres.make())];
    const open = async (address: string, site: string) => {
      const store = await openStore(address, site);
      cleanUp.defer(() => store.close());
      await fill(store, site);
      return store;
    };
    const chess = await open(shared.address, 'chess');
    const text = randomBytes(LARGE).toString('latin1').replaceAll('\0', '');
    await takeIn(chess, intake([entry('long', { contentHtml: text })]), NOW, CHESS.source);
    const [garden, lonely] = [await open(shared.address, 'garden'), await open(alone.address, 'garden')];
    await chess.sharing?.takeTurns('host both', 1, HOUR);
    await chess.sharing?.slowDown('mail to both', GAPS);
    const worker = await chess.sharing?.join(() => Number(SHARED.run) / 2 ** 31);
    cleanUp.defer(() => worker?.leave());
    const rowsOfChess = await watchRows(shared.address, 'chess', cleanUp);
    const rows = await rowsOfChess();
    for (const [name, ask] of queries(garden)) {
      expect(inOrder(await ask(garden)), name).toEqual(inOrder(await ask(lonely)));
      expect(await rowsOfChess(), `rows of another site after ${name}`).toEqual(rows);
    }
    expect(await garden.tables.contents()).toEqual(await lonely.tables.contents());
  });
});

/** Many answers come in no order. */
function inOrder(answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer;
  const keyed = answer.map((one: unknown) => ({ one: inOrder(one), key: JSON.stringify(one) ?? '' }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ one }) => one);
}

/** All that a store can be asked, by name. */
function queries(store: Store): [string, Ask][] {
  const asked = new Map<string, Ask>([
    ['findDamage', ({ findDamage }) => findDamage()],
    ['lock', async ({ lock }) => (await lock())?.release()],
    ['close', () => null],
  ]);
  for (const [subject, own] of Object.entries(QUERIES)) {
    for (const [name, ask] of Object.entries(own)) asked.set(`${subject}.${name}`, ask);
  }
  for (const [name, ask] of Object.entries(SHARED_AMONG_WORKERS)) {
    asked.set(`sharing.${name}`, ({ sharing }) => (sharing === null ? null : ask(sharing)));
  }
  expect([...asked.keys()].toSorted(), 'every query that there is').toEqual(namesOf(store).toSorted());
  return [...asked];
}

function namesOf(store: Store): string[] {
  return Object.entries<unknown>({ ...store }).flatMap(([subject, own]) =>
    typeof own === 'object' && own !== null ? Object.keys(own).map((name) => `${subject}.${name}`) : subject,
  );
}
