import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, openApp } from '../../src/app.ts';
import { prepareEdition } from '../../src/commands/edition.ts';
import { pollDue } from '../../src/commands/poll.ts';
import { publishFiles } from '../../src/commands/publish.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { draft } from '../support/newsletter.ts';
import { layOutSite } from '../support/site.ts';
import { atomBlog, calendar, fileBlog, jsonBlog, rssBlog, rssPlanet } from './awkward-feeds.ts';

export const NOW = '2026-03-10T09:00:00Z';

/** What the site says of itself, as awkward as what its sources say. */
export const SITE = {
  title: 'R&D <weekly> "quoted" — 日本語',
  description: 'All of it & <b>more</b>',
  url: 'https://news.example.org/planet/',
  language: 'en-GB',
} as const;

/** A site whose sources are polled over HTTP and from a file, with all that is published of them. */
export interface AwkwardSite extends AsyncDisposable {
  /** The folder with the published files. */
  readonly folder: string;
  /** The folder of the site, which nothing published may tell. */
  readonly dir: string;
  /** The address of the server of its sources. */
  readonly feeds: string;
  readonly paths: readonly string[];
  readonly edition: string;
  read(path: string): string;
  bytes(path: string): Uint8Array;
}

/** Polls the awkward feeds, sends an edition, and publishes with whole posts or summaries. */
export async function publishAwkwardSite(content: 'full' | 'summary', limit = 50): Promise<AwkwardSite> {
  const server = await serveFeeds({
    '/atom.xml': atomBlog,
    '/rss.xml': rssBlog,
    '/planet.xml': rssPlanet,
    '/feed.json': jsonBlog,
    '/events.ics': calendar,
  });
  const site = layOutSite({
    'tidings.yaml': `title: '${SITE.title}'
description: '${SITE.description}'
url: ${SITE.url}
language: ${SITE.language}
timezone: Europe/Paris
feed: { limit: ${limit}, content: ${content}, hub: "https://hub.example.org/" }
poll: { allowPrivateNetwork: true, perHost: { interval: 1ms } }
`,
    'sources/list.yaml': `- url: ${server.url}/atom.xml
  tags: ["R&D", "日本語", "a, b"]
- url: ${server.url}/rss.xml
  name: '<The> "RSS" blog & co.'
- url: ${server.url}/planet.xml
- url: ${server.url}/feed.json
- url: ${server.url}/events.ics
  kind: events
- url: file:../feeds/local blog.xml
`,
    'feeds/local blog.xml': fileBlog,
  });
  const quiet = { write: () => true };
  const surroundings = { environment: {}, stdout: quiet, stderr: quiet, signal: new AbortController().signal };
  const app = await openApp({ site: site.dir, now: NOW }, surroundings);
  try {
    await pollDue(app, { all: true });
    const edition = await beginEdition(app);
    const paths = await publishFiles(app);
    return {
      folder: join(site.dir, 'public'),
      dir: site.dir,
      feeds: server.url,
      paths,
      edition,
      bytes: (path) => readFileSync(join(site.dir, 'public', path)),
      read: (path) => readFileSync(join(site.dir, 'public', path), 'utf8'),
      async [Symbol.asyncDispose]() {
        site[Symbol.dispose]();
      },
    };
  } finally {
    await app.close();
    await server[Symbol.asyncDispose]();
  }
}

async function beginEdition(app: App): Promise<string> {
  const { edition, rendered } = await prepareEdition(app);
  const entryIds = (await app.store.news.unpublished(0)).map(({ entry: { id } }) => id);
  await app.store.editions.begin(draft(['ann@example.org'], { content: edition, rendered, entryIds }));
  return edition.name;
}
