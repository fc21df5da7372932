import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { openApp } from '../../src/app.ts';
import { publishFiles } from '../../src/commands/publish.ts';
import { layOutSite } from '../support/site.ts';

it('tells the hub of a change to the merged feed once, and again where it was not taken', async () => {
  const told: string[] = [];
  const statuses = [503, 204];
  const hub = createServer(async (request, response) => {
    told.push(await text(request));
    response.writeHead(statuses.shift() ?? 204).end();
  }).listen(0, '127.0.0.1');
  await once(hub, 'listening');
  const address = hub.address();
  const port = typeof address === 'object' ? address?.port : null;
  using site = layOutSite({
    'tidings.yaml': `title: Weekly\nurl: https://news.example.org/\nfeed: { hub: "http://127.0.0.1:${port}/" }\n`,
    'sources/list.yaml': '[]\n',
  });
  const quiet = { write: () => true };
  const signal = new AbortController().signal;
  const app = await openApp({ site: site.dir }, { environment: {}, stdout: quiet, stderr: quiet, signal });
  for (let time = 0; time < 3; time += 1) await publishFiles(app);
  await app.close();
  hub.close();
  const expected = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': 'https://news.example.org/atom.xml' });
  expect(told).toEqual([expected.toString(), expected.toString()]);
});
