/**
 * How many requests a second `serve` answers with a published page, beside Hono's own static file server on the same
 * folder. Run by: npx node bench/serve.ts
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve as listen } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import autocannon from 'autocannon';
import { Hono } from 'hono';
import { openApp } from '../src/app.ts';
import { serve } from '../src/commands/serve.ts';
import { report } from './report.ts';

const SECONDS = 5;
const [OURS, HONOS] = [18080, 18081];

const site = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
mkdirSync(join(site, 'sources'));
mkdirSync(join(site, 'public'));
writeFileSync(join(site, 'sources', 'all.yaml'), '[]\n');
writeFileSync(join(site, 'public', 'page.html'), `<!doctype html><title>Page</title><p>${'Words. '.repeat(5000)}`);
writeFileSync(
  join(site, 'tidings.yaml'),
  `title: Bench\nurl: https://bench.example/\nweb: { listen: "127.0.0.1:${OURS}" }\n`,
);

const ending = new AbortController();
const { stdout, stderr } = process;
const app = await openApp({ site, quiet: true }, { environment: {}, stdout, stderr, signal: ending.signal });
const ended = serve(app);
const plain = new Hono().use('*', serveStatic({ root: join(site, 'public') }));
const server = listen({ fetch: plain.fetch, hostname: '127.0.0.1', port: HONOS });

/** Requests a second. By turns, and the better of two runs each, for the machine may be busy. */
const rates = new Map<number, number>();
for (const port of [HONOS, OURS, HONOS, OURS]) {
  const { requests, non2xx } = await autocannon({
    url: `http://127.0.0.1:${port}/page.html`,
    connections: 20,
    duration: SECONDS,
  });
  if (non2xx > 0) throw new Error(`${non2xx} requests were not answered well`);
  rates.set(port, Math.max(rates.get(port) ?? 0, requests.average));
}
const rateOf = (port: number) => rates.get(port) ?? 0;
const secondsOf = (port: number) => ({ seconds: 1000 / rateOf(port), cpu: null, megabytes: null });
report([
  { what: '1,000 requests: serveStatic of Hono', cost: secondsOf(HONOS) },
  {
    what: '1,000 requests: tidings serve',
    cost: secondsOf(OURS),
    verdicts: [{ of: 'speed to serveStatic', value: rateOf(OURS) / rateOf(HONOS), bound: { atLeast: 0.9 } }],
  },
]);

ending.abort();
server.close();
await ended;
await app.close();
