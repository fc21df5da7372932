import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Instant } from '../../src/model.ts';
import { type Chance, seededChance } from './chance.ts';
import type { FeedFault } from './plan.ts';
import { type Post, shownAt, writePosts } from './posts.ts';

/** Feeds on one host: what one of them does wrong with a Retry-After holds back the others. */
const FEEDS_A_HOST = 3;

/** Web servers on the loopback interface whose feeds grow with the time, and misbehave as a step has it. */
export interface Fleet extends AsyncDisposable {
  readonly urls: readonly string[];
  /** Sets the time, and what goes wrong from now on. */
  set(now: Instant, faults: ReadonlyMap<number, FeedFault>): void;
  /** Called at each request, before it is answered. */
  onRequest: () => void;
  /** The links of the posts that were shown since this was last asked: in a whole answer, or one that has not changed. */
  takeShown(): Set<string>;
  /** The post behind a link. */
  post(link: string): Post | null;
}

interface Feed {
  readonly number: number;
  readonly origin: string;
  readonly posts: readonly Post[];
  /** How many posts it shows. */
  readonly most: number;
}

export async function serveFleet(feeds: number, from: Instant, to: Instant, chance: Chance): Promise<Fleet> {
  const hosts = await Promise.all(
    Array.from({ length: Math.ceil(feeds / FEEDS_A_HOST) }, () =>
      listen((request, response) => answer(request, response)),
    ),
  );
  const all = Array.from({ length: feeds }, (_, number): Feed => {
    const host = hosts[Math.floor(number / FEEDS_A_HOST)];
    const rate = number === 0 ? 3 : 0.2 + chance.next();
    return {
      number,
      origin: host?.origin ?? '',
      posts: writePosts(number, rate, from, to, chance),
      most: number === 0 ? 6 : 25,
    };
  });
  const links = new Map(all.flatMap((feed) => feed.posts.map((post) => [linkOf(feed, post), post] as const)));
  let now = from;
  let faults: ReadonlyMap<number, FeedFault> = new Map();
  let shown = new Set<string>();

  function answer(request: IncomingMessage, response: ServerResponse): void {
    fleet.onRequest();
    const feed = all[Number(/^\/feed(\d+)/.exec(request.url ?? '')?.[1])];
    if (feed === undefined) {
      response.writeHead(404).end();
      return;
    }
    const fault = faults.get(feed.number);
    const isElsewhere = request.url?.endsWith('?elsewhere') ?? false;
    if (fault === undefined || isElsewhere) serve(feed, request, response);
    else misbehave(fault, feed, request, response);
  }

  function serve(feed: Feed, request: IncomingMessage, response: ServerResponse): void {
    const posts = shownAt(feed.posts, now, feed.most);
    const body = documentOf(feed, posts, now);
    const etag = `"${posts.length}-${posts[0]?.id}-${posts.filter((post) => isEdited(post, now)).length}"`;
    const isSame = feed.number % 2 === 0 && request.headers['if-none-match'] === etag;
    response.on('finish', () => {
      for (const post of posts) shown.add(linkOf(feed, post));
    });
    if (isSame) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': 'application/xml', etag }).end(body);
  }

  function misbehave(fault: FeedFault, feed: Feed, request: IncomingMessage, response: ServerResponse): void {
    const body = documentOf(feed, shownAt(feed.posts, now, feed.most), now);
    const part = body.slice(0, Math.floor(body.length * seededChance(now + feed.number).next()));
    const answers: Record<FeedFault, () => unknown> = {
      reset: () => request.socket.resetAndDestroy(),
      'shorter than it says': () => {
        response.writeHead(200, { 'content-length': Buffer.byteLength(body), etag: '"cut"' });
        response.write(part, () => request.socket.destroy());
      },
      'server error': () => response.writeHead(503).end('<h1>Service unavailable</h1>'),
      'not found': () => response.writeHead(404).end('<h1>Not found</h1>'),
      busy: () => response.writeHead(429, { 'retry-after': '7200' }).end(),
      'moved for a while': () => response.writeHead(302, { location: `/feed${feed.number}?elsewhere` }).end(),
      'web page': () =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>'),
      'cut document': () => response.writeHead(200, { 'content-type': 'application/xml', etag: '"half"' }).end(part),
      garbage: () => response.writeHead(200, { etag: '"noise"' }).end(Buffer.from(part).map((byte) => byte ^ 0x5a)),
      empty: () => response.writeHead(200, { etag: '"nothing"' }).end(),
    };
    answers[fault]();
  }

  const fleet: Fleet = {
    urls: all.map((feed) => `${feed.origin}/feed${feed.number}`),
    set(instant, wrong) {
      now = instant;
      faults = wrong;
    },
    onRequest: () => undefined,
    takeShown() {
      const taken = shown;
      shown = new Set();
      return taken;
    },
    post: (link) => links.get(link) ?? null,
    async [Symbol.asyncDispose]() {
      for (const { server } of hosts) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
  return fleet;
}

function linkOf({ origin }: Pick<Feed, 'origin'>, { id }: Post): string {
  return `${origin}/posts/${id}`;
}

function isEdited({ edited }: Post, now: Instant): boolean {
  return edited !== null && edited <= now;
}

/** Every third feed is Atom; some give no dates, some no identifiers. */
function documentOf(feed: Feed, posts: readonly Post[], now: Instant): string {
  const isAtom = feed.number % 3 === 1;
  const items = posts.map((post) => {
    const link = linkOf(feed, post);
    const text = isEdited(post, now) ? `${post.text} Corrected since.` : post.text;
    const date = new Date(post.appears);
    if (isAtom) {
      return `<entry><id>tag:soak,2014:${post.id}</id><title>${post.title}</title><link href="${link}"/><updated>${date.toISOString()}</updated><content type="html">&lt;p&gt;${text}&lt;/p&gt;</content></entry>`;
    }
    const guid = feed.number % 5 === 2 ? '' : `<guid isPermaLink="false">post-${post.id}</guid>`;
    const dated = feed.number % 4 === 3 ? '' : `<pubDate>${date.toUTCString()}</pubDate>`;
    return `<item><title>${post.title}</title><link>${link}</link>${guid}${dated}<description>${text}</description></item>`;
  });
  const title = `<title>Feed ${feed.number}</title>`;
  if (isAtom) {
    return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>tag:soak,2014:${feed.number}</id>${title}${items.join('')}</feed>`;
  }
  return `<?xml version="1.0"?><rss version="2.0"><channel>${title}<link>${feed.origin}/</link>${items.join('')}</channel></rss>`;
}

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; origin: string }> {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}
