import { describe, type TestContext } from 'vitest';
import type { EntryDraft, Event, Instant } from '../../../src/model.ts';
import { freshState } from '../../../src/poll/settle.ts';
import type { EntryIntake, Intake } from '../../../src/store/entries.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { HOUR, NOW } from '../../support/newsletter.ts';
import { databases } from '../../support/states.ts';

export { draft, HOUR, NOW, person } from '../../support/newsletter.ts';

export const BLOG = 'https://blog.example.org/feed.xml';

/** An open state of a test's own. */
export interface OpenState extends AsyncDisposable {
  readonly store: Store;
  readonly address: string;
}

/** Describes what every store does. A test opens its state by `opened(context)`, which skips it where there is none. */
export function describeStores(
  subject: string,
  specify: (opened: (context: TestContext) => Promise<OpenState>) => void,
): void {
  describe.each(databases)(`$name: ${subject}`, (database) => {
    specify(async (context) => {
      if (database.missing !== null) context.skip(database.missing);
      const state = await database.make();
      const store = await openStore(state.address);
      return {
        store,
        address: state.address,
        async [Symbol.asyncDispose]() {
          await store.close();
          await state[Symbol.asyncDispose]();
        },
      };
    });
  });
}

export const event: Event = {
  name: 'A workshop – atelier',
  startDate: '2014-08-21T14:00:00-05:00',
  endDate: '2014-08-22',
  location: 'Chicago',
  source: 'prose',
  confidence: 0.8734512345678901,
  uid: 'one@example.org',
};

/** An entry by its name, with everything an entry can have. */
export function entry(name: string, more: Partial<EntryDraft> = {}): EntryIntake & { published: Instant } {
  const draft: EntryDraft = {
    guid: `guid of ${name}`,
    url: `https://blog.example.org/${name}`,
    title: `Über ${name} 🎪`,
    published: NOW - HOUR,
    updated: null,
    authors: [{ name: 'Zoë' }],
    tags: ['cloud', 'naïve'],
    attachments: [],
    origin: null,
    ownSummary: null,
    contentHtml: `<p>The text of ${name}, "quoted".</p>`,
    summary: `The text of ${name}.`,
    image: { url: 'https://blog.example.org/a.png', alt: 'a', width: 10, height: null },
    language: 'en',
    words: 4,
    minutes: 1,
    events: [],
    truncated: false,
    links: ['https://example.com/'],
    sketch: 'ab12',
    fingerprint: `print of ${name}`,
    ...more,
  };
  return {
    draft,
    page: null,
    keys: { guid: `g:${name}`, link: `l:${name}`, title: null },
    raw: `raw of ${name}`,
    events: [{ event, startsAt: NOW + 72 * HOUR, endsAt: NOW + 96 * HOUR }],
    published: draft.published ?? NOW,
  };
}

/** What a feed brought. */
export function intake(fresh: Intake['fresh'], more: Partial<Intake> = {}): Intake {
  const none = { changed: [], amended: [], renamed: [], present: [], withdrawn: [] };
  return { now: NOW, fresh, ...none, isRest: false, ...more };
}

/** Takes in what a source brought, as a poll at `at` does. */
export function takeIn(store: Store, brought: Intake, at: Instant = NOW, url = BLOG): Promise<void> {
  return store.sources.write([{ state: { ...freshState(url), lastPolled: at }, intake: brought }]);
}

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
