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

for (const [name, port] of [
  ['Hono serveStatic', HONOS],
  ['tidings serve', OURS],
] as const) {
  const { requests, latency, non2xx } = await autocannon({
    url: `http://127.0.0.1:${port}/page.html`,
    connections: 20,
    duration: SECONDS,
  });
  console.log(
    `${name}: ${Math.round(requests.average)} requests/s, p99 ${latency.p99} ms, ${non2xx} not answered well`,
  );
}

ending.abort();
server.close();
await ended;
await app.close();
