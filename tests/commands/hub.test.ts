import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publishFiles } from '../../src/commands/publish.ts';
import { openTestApp, type TestApp } from '../support/app.ts';

const published = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': 'https://news.example.org/atom.xml' });

let clean: AsyncDisposableStack;
beforeEach(() => {
  clean = new AsyncDisposableStack();
});
afterEach(() => clean.disposeAsync());

/** A hub that answers by turns, and a site that tells it of changes. */
async function openSite(answers: ((response: ServerResponse) => void)[], poll = 'allowPrivateNetwork: true') {
  const told: string[] = [];
  const hub = createServer(async (request, response) => {
    told.push(await text(request));
    (answers.shift() ?? answer(204))(response);
  }).listen(0, '127.0.0.1');
  await once(hub, 'listening');
  clean.defer(() => void hub.closeAllConnections());
  clean.defer(() => void hub.close());
  const address = hub.address();
  const port = typeof address === 'object' ? address?.port : null;
  const site = await openTestApp({
    'tidings.yaml': `title: Weekly\nurl: https://news.example.org/\nfeed: { hub: "http://127.0.0.1:${port}/" }\npoll: { ${poll} }\n`,
    'sources/list.yaml': '[]\n',
  });
  return { site, told };
}

const answer = (status: number) => (response: ServerResponse) => void response.writeHead(status).end();
const never = () => undefined;
const warnings = ({ said }: TestApp) => said().match(/the hub could not be told of a change: .*/g);

/** Publishes, and lets the hub be told until it is, or cannot be. */
async function publishAndTell({ app }: TestApp): Promise<void> {
  const telling: Promise<void>[] = [];
  await publishFiles({ ...app, aside: (work) => void telling.push(work) });
  await Promise.all(telling);
}

it('tells the hub of a change to the merged feed once, and again where it was not taken', async () => {
  const { site, told } = await openSite([answer(503), answer(204)]);
  for (let time = 0; time < 3; time += 1) await publishAndTell(site);
  expect(told).toEqual([published.toString(), published.toString()]);
  expect(warnings(site)).toEqual(['the hub could not be told of a change: answered 503 Service Unavailable']);
  await site[Symbol.asyncDispose]();
});

it('publishes without waiting for the hub, which only the end of the process waits for, up to poll.timeout', async () => {
  const { site } = await openSite([never], 'allowPrivateNetwork: true, timeout: 400ms');
  let isTold = false;
  const aside = (work: Promise<void>) => {
    site.app.aside(work);
    void work.then(() => {
      isTold = true;
    });
  };
  expect(await publishFiles({ ...site.app, aside })).toContain('atom.xml');
  expect(isTold).toBe(false);
  await site[Symbol.asyncDispose]();
  expect(isTold).toBe(true);
  expect(warnings(site)).toEqual(['the hub could not be told of a change: has not answered in full within 400 ms']);
});

it('tells no hub at a private address unless the settings allow it', async () => {
  const { site, told } = await openSite([], 'allowPrivateNetwork: false');
  await publishAndTell(site);
  expect(told).toEqual([]);
  expect(warnings(site)).toEqual([expect.stringContaining('127.0.0.1 is a private address')]);
  await site[Symbol.asyncDispose]();
});
