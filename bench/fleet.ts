import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { feedOf } from './fleet-feed.ts';

// A fleet of feeds on the loopback interface, in a process of its own:
//   node bench/fleet.ts [delay in ms]
// It prints its port. /N is feed N: 40 KB, 30 entries, with an ETag, and /N/ENTRIES one of so many entries; each host of
// 127.0.0.0/8 is one of the fleet.

const delay = Number(process.argv[2] ?? 0);

const server = createServer(async (request, response) => {
  const [number, entries] = (request.url ?? '').slice(1).split('/').map(Number);
  const etag = `"${number}"`;
  if (delay > 0) await wait(delay);
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { etag, 'content-type': 'application/rss+xml' }).end(feedOf(number ?? 0, entries));
});
server.listen(0, '0.0.0.0', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(address.port);
});
