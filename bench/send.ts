/**
 * How many messages a second leave, with the state kept, beside a bare nodemailer pool that composes each message anew
 * and keeps no state; and how much memory it takes.
 *
 *   node bench/send.ts [RECIPIENTS]          throughput, both over five connections to a sink in another process
 *   node bench/send.ts memory [RECIPIENTS]   the greatest resident size while sending to 1,000 and up to so many
 *   node bench/send.ts once RECIPIENTS       one edition to so many, its figures as JSON
 */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { prepareLetter, type Segment } from '../src/mail/message.ts';
import { openTransport } from '../src/mail/open-transport.ts';
import { sendEdition } from '../src/mail/outbox.ts';
import { openPace } from '../src/mail/pace.ts';
import { messageIds, openTokens } from '../src/mail/token.ts';
import { openStore, type Store } from '../src/store/store.ts';

const CONNECTIONS = 5;
/** More of them share a durable step, so that a hundred thousand take minutes. */
const CONNECTIONS_FOR_MEMORY = 25;
/** Runs of each, one after the other in turn; the medians are compared. */
const ROUNDS = 5;
const SITE = 'https://news.example.org';
const NOW = Date.UTC(2014, 7, 18, 5);

const [mode = '2000', count] = process.argv.slice(2);
if (mode === 'sink') serveSink();
else if (mode === 'once') {
  await withSink(async (port) =>
    console.log(JSON.stringify(await tidings(port, Number(count), CONNECTIONS_FOR_MEMORY))),
  );
} else if (mode === 'memory') compareMemory(Number(count ?? 100_000));
else await withSink((port) => compareRates(port, Number(mode)));

async function compareRates(port: number, recipients: number): Promise<void> {
  const rates: { bare: number[]; tidings: number[] } = { bare: [], tidings: [] };
  const costs: { bare: number[]; tidings: number[] } = { bare: [], tidings: [] };
  const note = async (which: 'bare' | 'tidings', send: () => Promise<number>) => {
    const before = process.cpuUsage();
    rates[which].push(recipients / (await send()));
    const { user, system } = process.cpuUsage(before);
    costs[which].push((user + system) / 1000 / recipients);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    await note('bare', () => bare(port, recipients));
    await note('tidings', async () => (await tidings(port, recipients, CONNECTIONS)).seconds);
  }
  const rate = { ours: medianOf(rates.tidings), theirs: medianOf(rates.bare) };
  const cost = { ours: medianOf(costs.tidings), theirs: medianOf(costs.bare) };
  const { ours, theirs } = rate;
  console.log(
    `tidings ${ours.toFixed(0)}/s, bare nodemailer pool ${theirs.toFixed(0)}/s: ${(ours / theirs).toFixed(2)} times`,
  );
  console.log(`processor time of a message: ${cost.ours.toFixed(2)} ms and ${cost.theirs.toFixed(2)} ms`);
}

/** Each size in a process of its own, as memory that was once taken is seldom given back. */
function compareMemory(most: number): void {
  const sizes = [1000, 10_000, 100_000].filter((size) => size < most);
  let least = 0;
  for (const size of [...sizes, most]) {
    const printed = execFileSync(process.execPath, [import.meta.filename, 'once', String(size)], { encoding: 'utf8' });
    const { seconds, resident } = JSON.parse(printed);
    const megabytes = resident / 2 ** 20;
    least ||= megabytes;
    const ratio = `${(megabytes / least).toFixed(2)} times the first`;
    console.log(`${size} recipients in ${seconds.toFixed(0)} s: at most ${megabytes.toFixed(0)} MB resident, ${ratio}`);
  }
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** A digest of some 80 KB, as a week with twenty posts has. */
function parts(): { html: string; text: string } {
  const post = (index: number) =>
    `<tr><td style="padding:16px 0;font-size:16px"><h2><a href="https://blog.example.org/post-${index}">Überschrift ${index}</a></h2>` +
    `<p>${'Ein Satz über Wolken, Netze und Häuser. '.repeat(80)}</p></td></tr>\n`;
  const html = Array.from({ length: 20 }, (_, index) => post(index)).join('');
  return {
    html: `<!doctype html><title>Weekly</title><table>${html}</table>`,
    text: html.replace(/<[^>]+>/g, '').slice(0, 15_000),
  };
}

async function bare(port: number, recipients: number): Promise<number> {
  const { html, text } = parts();
  const pool = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  });
  const start = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < recipients) {
      const email = `reader${next}@example.net`;
      const url = `${SITE}/unsubscribe/${next}`;
      next += 1;
      await pool.sendMail({
        from: 'Weekly <news@example.org>',
        to: email,
        subject: 'Weekly',
        html: `${html}<a href="${url}">Unsubscribe</a>`,
        text: `${text}\n${url}\n`,
        list: { unsubscribe: [[url]] },
      });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS * 2 }, lane));
  const seconds = (performance.now() - start) / 1000;
  pool.close();
  return seconds;
}

/** Freezes an edition and sends it, from its beginning to its last record on the disk. */
async function tidings(
  port: number,
  recipients: number,
  connections: number,
): Promise<{ seconds: number; resident: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  const store = await openStore(join(folder, 'state.db'));
  await subscribe(store, recipients);
  let resident = 0;
  const watch = setInterval(() => {
    resident = Math.max(resident, process.memoryUsage.rss());
  }, 50);
  const { html, text } = parts();
  const tokens = openTokens('secret', SITE);
  const start = performance.now();
  const idOf = messageIds('secret', SITE, 'example.org');
  await store.editions.begin({
    content: { name: '2014-W33', period: { from: NOW, to: NOW }, events: [], posts: [], brief: [] },
    rendered: { subject: 'Weekly', preheader: '', html, text, webHtml: '' },
    dueAt: NOW,
    begunAt: NOW,
    entryIds: [],
    leftOut: [],
    decisions: '[]',
    fixed: [],
    waits: false,
    messageId: (key) => idOf('2014-W33', key),
  });
  const [edition] = await store.editions.open();
  if (edition === undefined) throw new Error('the edition has not begun');
  const link: Segment = ({ unsubscribeUrl }) => unsubscribeUrl;
  const write = prepareLetter(
    {
      subject: edition.subject,
      html: [edition.html, link],
      text: [edition.text, link],
      date: NOW,
      from: { name: 'Weekly', address: 'news@example.org' },
      replyTo: null,
      list: { title: 'Weekly', url: SITE },
    },
    null,
  );
  const { accepted } = await sendEdition(
    edition,
    ({ key, email, name, messageId }) => {
      const token = tokens.seal('unsubscribe', key);
      const unsubscribe = { url: `${SITE}/unsubscribe/${token}`, mailto: `mailto:news@example.org?subject=${token}` };
      const blocks = write({ name, address: email, messageId, unsubscribe });
      return { messageId, from: 'news@example.org', to: email, blocks };
    },
    {
      store,
      transport: openTransport({
        url: `smtp://127.0.0.1:${port}`,
        site: folder,
        connections,
        name: 'example.org',
      }),
      run: 'bench',
      clock: () => NOW,
      pace: openPace(1_000_000, () => performance.now()),
      chance: () => 0.5,
      log: { warn: console.warn, debug: () => undefined },
      signal: new AbortController().signal,
    },
  );
  const seconds = (performance.now() - start) / 1000;
  if (accepted !== recipients) throw new Error(`only ${accepted} were accepted`);
  clearInterval(watch);
  await store.close();
  rmSync(folder, { recursive: true });
  return { seconds, resident };
}

async function subscribe(store: Store, recipients: number): Promise<void> {
  const PAGE = 5000;
  for (let start = 0; start < recipients; start += PAGE) {
    const people = Array.from({ length: Math.min(PAGE, recipients - start) }, (_, index) => {
      const email = `reader${start + index}@example.net`;
      return { email, key: email, name: '', language: null, tags: [], kept: {}, state: null };
    });
    await store.subscribers.add(people, NOW);
  }
}

async function withSink(act: (port: number) => Promise<void>): Promise<void> {
  const sink = fork(import.meta.filename, ['sink']);
  const [port] = await once(sink, 'message');
  await act(Number(port));
  sink.kill();
}

/** Takes every message at once and forgets it. */
function serveSink(): void {
  const server = createServer({ noDelay: true }, (socket) => {
    let inData = false;
    let input = '';
    socket.on('error', () => socket.destroy());
    socket.setEncoding('latin1');
    socket.write('220 sink\r\n');
    socket.on('data', (chunk) => {
      input += chunk;
      for (;;) {
        if (inData) {
          const end = input.startsWith('.\r\n') ? 0 : input.indexOf('\r\n.\r\n');
          if (end < 0) {
            input = input.slice(-4);
            return;
          }
          input = input.slice(end + (end === 0 ? 3 : 5));
          inData = false;
          socket.write('250 ok\r\n');
          continue;
        }
        const end = input.indexOf('\r\n');
        if (end < 0) return;
        const verb = input.slice(0, 4).toUpperCase();
        input = input.slice(end + 2);
        inData = verb === 'DATA';
        if (verb === 'QUIT') socket.end('221 bye\r\n');
        else
          socket.write(
            verb === 'EHLO' ? '250-sink\r\n250-PIPELINING\r\n250 SIZE\r\n' : inData ? '354 go on\r\n' : '250 ok\r\n',
          );
      }
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' ? address?.port : 0);
  });
}
