import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { serve } from '../../src/commands/serve.ts';
import { layOutSite, type TestSite } from '../support/site.ts';

let site: TestSite;
let app: App;
let said: string;
let ending: AbortController;
let ended: Promise<number>;

/** Begins to serve a site of its own; what comes of it is in `ended`. */
async function begin(listen: string): Promise<void> {
  site = layOutSite({
    'tidings.yaml': `title: Weekly
url: https://news.example.org/weekly
web: { listen: "${listen}" }
smtp: { url: "file:out/" }
`,
    'sources/list.yaml': '[]\n',
    'public/about.txt': 'About this site',
  });
  said = '';
  ending = new AbortController();
  const stderr = { write: (text: string) => (said += text) };
  app = await openApp({ site: site.dir }, { environment: {}, stdout: stderr, stderr, signal: ending.signal });
  ended = serve(app);
}

afterEach(async () => {
  ending.abort();
  await app.close();
  site[Symbol.dispose]();
});

describe('serve', () => {
  let address: string;
  beforeEach(async () => {
    await begin('127.0.0.1:0');
    address = await vi.waitFor(() => found(/http:\/\/127\.0\.0\.1:\d+/, said), 10_000);
  });

  it('serves the published files, at its root and below the path of the site', async () => {
    for (const path of ['/about.txt', '/weekly/about.txt']) {
      const response = await fetch(address + path);
      expect([response.status, await response.text()]).toEqual([200, 'About this site']);
    }
  });

  it('says how it does in numbers', async () => {
    const text = await (await fetch(`${address}/metrics`)).text();
    expect(text).toContain('\ntidings_sources{state="failing"} 0\n');
    expect(text).toContain('# TYPE tidings_http_requests_total counter\n');
  });

  it('works on the site meanwhile', async () => {
    const front = await vi.waitFor(async () => {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`answered ${response.status}`);
      return response.text();
    }, 20_000);
    expect(front).toContain(`href="https://news.example.org/weekly/subscribe"`);
  });

  it('sends a message whose one link, once its form is sent, makes a subscriber (delivery 31)', async () => {
    const body = new URLSearchParams({ email: 'Ada@Example.org', name: 'https://spam.example/' });
    expect((await fetch(`${address}/subscribe`, { method: 'POST', body })).status).toBe(200);
    const message = await vi.waitFor(() => outgoing(), 10_000);
    expect(message).toMatch(/^To: Ada@example\.org\r$/m);
    expect(message).not.toContain('spam.example');
    const links = new Set(message.replace(/=\r\n/g, '').match(/https:\/\/news\.example\.org\/[\w/-]+/g));
    const [link = ''] = [...links].filter((one) => one.includes('/confirm/'));
    const here = link.replace('https://news.example.org', address);
    expect((await fetch(here)).status).toBe(200);
    expect((await app.store.subscribers.byKey('ada@example.org'))?.state).toBe('pending');
    expect((await fetch(here, { method: 'POST' })).status).toBe(200);
    expect((await app.store.subscribers.byKey('ada@example.org'))?.state).toBe('active');
  });

  it('ends within seconds when it is asked to, with a connection open (delivery 33)', async () => {
    await fetch(address);
    const asked = performance.now();
    ending.abort();
    expect(await ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5000);
    await expect(fetch(address)).rejects.toThrow();
  });
});

describe('serve says what is wrong with its address', () => {
  it.each(['127.0.0.1', 'localhost:http', ':8080'])('where it is none: %s', async (listen) => {
    await begin(listen);
    await expect(ended).rejects.toThrow(`"${listen}" is no address and port; write it like 127.0.0.1:8080`);
  });

  it('where something else listens there', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = other.address();
    await begin(`127.0.0.1:${typeof taken === 'object' ? taken?.port : ''}`);
    await expect(ended).rejects.toThrow(/cannot be listened on: .*EADDRINUSE/);
    other.close();
  });
});

function found(pattern: RegExp, text: string): string {
  const [match] = pattern.exec(text) ?? [];
  if (match === undefined) throw new Error(`${pattern} is not in ${JSON.stringify(text)}`);
  return match;
}

function outgoing(): string {
  const folder = site.path('out');
  const [name] = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.eml')) : [];
  if (name === undefined) throw new Error('nothing was sent yet');
  return readFileSync(site.path('out', name), 'latin1');
}
