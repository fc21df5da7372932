/**
 * How many messages a second leave, with the state kept, beside a bare nodemailer pool that composes each message anew
 * and keeps no state; and how much memory it takes.
 *
 *   node bench/send.ts [RECIPIENTS]          throughput, both over five connections to a sink in another process
 *   node bench/send.ts memory [RECIPIENTS]   the greatest resident size while sending to 1,000 and up to so many
 *   node bench/send.ts once RECIPIENTS       one edition to so many, its figures as JSON
 *   node bench/send.ts seed FOLDER COUNT     a state with so many subscribers
 */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { keepHeapFlat, MANY_RECIPIENTS } from '../src/commands/small-heap.ts';
import { prepareLetter, type Segment } from '../src/mail/message.ts';
import { openTransport } from '../src/mail/open-transport.ts';
import { sendEdition } from '../src/mail/outbox.ts';
import { openPace } from '../src/mail/pace.ts';
import { messageIds, openTokens } from '../src/mail/token.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { type Cost, costIn, inTurns, processorTime, ratioOf } from './cost.ts';
import { report } from './report.ts';

const CONNECTIONS = 5;
/** More of them share a durable step, so that a hundred thousand take minutes. */
const CONNECTIONS_FOR_MEMORY = 25;
/** Runs of each, one after the other in turn; the medians are compared. */
const ROUNDS = 5;
const SITE = 'https://news.example.org';
const NOW = Date.UTC(2014, 7, 18, 5);

const [mode = '2000', count] = process.argv.slice(2);
if (mode === 'sink') serveSink();
else if (mode === 'seed') await seed(count ?? '', Number(process.argv[4]));
else if (mode === 'once') {
  if (Number(count) > MANY_RECIPIENTS) keepHeapFlat();
  await withSink(async (port) => {
    const sent = await tidings(port, Number(count), CONNECTIONS_FOR_MEMORY);
    console.log(JSON.stringify({ ...sent, cpu: process.cpuUsage().user / 1e6 }));
  });
} else if (mode === 'memory') compareMemory(Number(count ?? 100_000));
else await withSink((port) => compareRates(port, Number(mode)));

async function compareRates(port: number, recipients: number): Promise<void> {
  const costs = await inTurns(ROUNDS, {
    bare: () => costHere(() => bare(port, recipients)),
    tidings: () => costHere(async () => (await tidings(port, recipients, CONNECTIONS)).seconds),
  });
  const [own, pool] = [costIn(costs, 'tidings'), costIn(costs, 'bare')];
  const speed = ratioOf(pool.seconds, own.seconds);
  report([
    { what: `${recipients} messages: bare nodemailer pool, ${CONNECTIONS} connections`, cost: pool },
    {
      what: `${recipients} messages: tidings, each recorded, ${CONNECTIONS} connections`,
      cost: own,
      verdicts: [
        { of: 'speed to the bare pool', value: speed, bound: { atLeast: 1.1 } },
        { of: 'CPU to the bare pool', value: ratioOf(own.cpu, pool.cpu), bound: null },
      ],
    },
  ]);
}

/** What some sending, which tells its seconds, costs in this process. */
async function costHere(send: () => Promise<number>): Promise<Cost> {
  let seconds = 0;
  const cpu = await processorTime(async () => {
    seconds = await send();
  });
  return { seconds, cpu, megabytes: null };
}

/** Each size in a process of its own, as memory that was once taken is seldom given back. */
function compareMemory(most: number): void {
  const sizes = [1000, 10_000, 100_000].filter((size) => size < most);
  const costs = [...sizes, most].map((size) => {
    const printed = execFileSync(process.execPath, [import.meta.filename, 'once', String(size)], { encoding: 'utf8' });
    const { seconds, cpu, resident } = JSON.parse(printed);
    return { size, cost: { seconds, cpu, megabytes: resident / 2 ** 20 } };
  });
  const least = costs[0]?.cost.megabytes ?? 0;
  report(
    costs.map(({ size, cost }) => ({
      what: `${size} recipients, ${CONNECTIONS_FOR_MEMORY} connections`,
      cost,
      verdicts: [
        { of: 'memory to the least', value: cost.megabytes / least, bound: null },
        { of: 'MB', value: cost.megabytes, bound: { atMost: 400 } },
      ],
    })),
  );
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

function stateIn(folder: string): string {
  return join(folder, 'state.db');
}

/** Makes a state with so many subscribers. */
async function seed(folder: string, recipients: number): Promise<void> {
  const store = await openStore(stateIn(folder));
  await subscribe(store, recipients);
  await store.close();
}

/** Freezes an edition and sends it, from its beginning to its last record on the disk. */
async function tidings(
  port: number,
  recipients: number,
  connections: number,
): Promise<{ seconds: number; resident: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  // By a process of its own, whose memory is not counted.
  execFileSync(process.execPath, [import.meta.filename, 'seed', folder, String(recipients)]);
  const store = await openStore(stateIn(folder));
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
