import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Duration } from '../../src/model.ts';

/** Many hosts (a port each) with some sources each, which know when they were asked. */
export interface Fleet extends AsyncDisposable {
  /** The addresses of the sources. */
  readonly urls: readonly string[];
  /** How often each source was asked, by its address. */
  readonly asked: ReadonlyMap<string, number>;
  /** The shortest time between the beginnings of two requests to one host. */
  shortestGap(): Duration;
  /** The most requests that one host had in hand at once. */
  mostAtOnce(): number;
}

/** Serves `sources` sources on `hosts` hosts, each of which answers after `delay` with one post of this text. */
export async function serveFleet(hosts: number, sources: number, delay: Duration, text = 'A text.'): Promise<Fleet> {
  const asked = new Map<string, number>();
  const gaps: number[] = [];
  const most: number[] = [];
  const servers = await Promise.all(
    Array.from({ length: hosts }, async () => {
      let last = Number.NEGATIVE_INFINITY;
      let inHand = 0;
      const server = createServer(async (request, response) => {
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        inHand += 1;
        most.push(inHand);
        const url = `http://${request.headers.host}${request.url}`;
        asked.set(url, (asked.get(url) ?? 0) + 1);
        await wait(delay);
        inHand -= 1;
        response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feedOf(url, text));
      });
      return { server, port: await listening(server) };
    }),
  );
  const portOf = (source: number) => servers[source % hosts]?.port ?? 0;
  return {
    urls: Array.from({ length: sources }, (_, source) => `http://127.0.0.1:${portOf(source)}/${source}`),
    asked,
    shortestGap: () => gaps.reduce((least, gap) => Math.min(least, gap), Number.POSITIVE_INFINITY),
    mostAtOnce: () => most.reduce((greatest, count) => Math.max(greatest, count), 0),
    async [Symbol.asyncDispose]() {
      for (const { server } of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

function feedOf(url: string, text: string): string {
  const item = `<item><guid>${url}</guid><title>News of ${url}</title><link>${url}/post</link><description>${text}</description></item>`;
  return `<rss version="2.0"><channel><title>${url}</title><link>${url}</link>${item}</channel></rss>`;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
}
