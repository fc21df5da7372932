import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAddress } from '../../../src/mail/address.ts';
import { prepareLetter } from '../../../src/mail/message.ts';
import { openTransport } from '../../../src/mail/open-transport.ts';
import { type SendReport, sendEdition } from '../../../src/mail/outbox.ts';
import { openPace } from '../../../src/mail/pace.ts';
import { messageIds, openTokens } from '../../../src/mail/token.ts';
import type { Transport } from '../../../src/mail/transport.ts';
import type { Edition, Instant, RenderedEdition } from '../../../src/model.ts';
import { openStore, type Store } from '../../../src/store/store.ts';

/** Where a write is on the disk at once: no test here pulls the plug. */
const IN_MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export const SITE_URL = 'https://news.example.org';
export const tokens = openTokens('a secret of the tests', SITE_URL);

export const rendered: RenderedEdition = {
  subject: 'Weekly – 18 August 2014',
  preheader: 'One post',
  html: '<!doctype html><title>Weekly</title><h1>Weekly</h1><p>Bonjour à tous</p>\n.\n',
  text: 'Weekly\n\nBonjour à tous\n.\n',
  webHtml: '',
};

export function edition(name = '2014-W33'): Edition {
  const from = Date.UTC(2014, 7, 11);
  return { name, period: { from, to: from + 7 * 86_400_000 }, events: [], posts: [], brief: [] };
}

/** A state in a folder of its own, with a clock that is set by hand. */
export interface Bench {
  readonly store: Store;
  readonly statePath: string;
  now: Instant;
  /** Begins an edition to these recipients of the settings, besides the active subscribers. */
  begin(recipients: readonly string[], name?: string): Promise<boolean>;
  /** Runs once over what is to be sent of the edition. */
  send(url: string | Transport, options?: { connections?: number; name?: string; rate?: number }): Promise<SendReport>;
  /** Asks the runs under way to stop. */
  stop(): void;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(join(IN_MEMORY, 'tidings-mail-'));
  const statePath = join(folder, 'state.db');
  copyFileSync(await emptyState(), statePath);
  const store = await openStore(statePath);
  let runs = 0;
  let stopping = new AbortController();
  const bench: Bench = {
    store,
    statePath,
    now: Date.UTC(2014, 7, 18, 5),
    begin: (recipients, name) =>
      store.editions.begin({
        content: edition(name),
        rendered,
        dueAt: bench.now,
        begunAt: bench.now,
        entryIds: [],
        leftOut: [],
        decisions: '[]',
        fixed: recipients.map(known),
        messageId: (key) => messageIds('secret', SITE_URL, 'example.org')(name ?? '2014-W33', key),
        waits: false,
      }),
    send(to, options = {}) {
      runs += 1;
      const { signal } = stopping;
      return sendOpen(store, to, { ...options, run: `run ${runs}`, now: bench.now, clock: () => bench.now, signal });
    },
    stop() {
      stopping.abort();
      stopping = new AbortController();
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
  return bench;
}

/** Sends what is to be sent now of an edition, as `tidings send` does. */
export async function sendOpen(
  store: Store,
  to: string | Transport,
  options: {
    run: string;
    now: Instant;
    clock?: () => Instant;
    connections?: number;
    name?: string;
    rate?: number;
    signal?: AbortSignal;
  },
): Promise<SendReport> {
  const { run, now, clock = () => now, connections = 5, name = '2014-W33', rate = 10_000 } = options;
  const [open] = (await store.editions.open()).filter((each) => each.name === name);
  if (open === undefined) return { accepted: 0, fault: null, trouble: null };
  const transport =
    typeof to === 'string' ? openTransport({ url: to, site: tmpdir(), connections, name: 'example.org' }) : to;
  const from = { name: 'Weekly', address: 'news@example.org' };
  const list = { title: 'Weekly', url: SITE_URL };
  const parts = { subject: open.subject, text: [open.text], html: [open.html] };
  const write = prepareLetter({ ...parts, date: open.begunAt, from, replyTo: null, list }, null);
  return sendEdition(
    open,
    ({ key, email, name: called, messageId }) => {
      const address = known(email).wire;
      const url = `${SITE_URL}/unsubscribe/${tokens.seal('unsubscribe', key)}`;
      const unsubscribe = { url, mailto: 'mailto:news@example.org?subject=unsubscribe' };
      const blocks = write({ name: called, address, messageId, unsubscribe });
      return { messageId, from: from.address, to: address, blocks };
    },
    {
      store,
      transport,
      run,
      clock,
      pace: openPace(rate, () => performance.now()),
      chance: () => 0.5,
      log: { warn: () => undefined, debug: () => undefined },
      signal: options.signal ?? new AbortController().signal,
    },
  );
}

let empty: Promise<string> | null = null;

/** A state with its tables and nothing in them, made once. */
function emptyState(): Promise<string> {
  empty ??= (async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'tidings-empty-')), 'state.db');
    await (await openStore(path)).close();
    return path;
  })();
  return empty;
}

export function known(text: string) {
  const address = readAddress(text);
  if ('error' in address) throw new Error(`${text} ${address.error}`);
  return address;
}
