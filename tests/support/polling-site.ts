import { openApp } from '../../src/app.ts';
import { type PollOptions, type PollSummary, poll } from '../../src/commands/poll.ts';
import { status } from '../../src/commands/status.ts';
import type { Entry } from '../../src/model.ts';
import { layOutSite, type TestSite } from './site.ts';

/** A source as `status --json` tells of it. */
export interface SourceStatus {
  readonly url: string;
  readonly name: string;
  readonly state: string;
  readonly lastPolled: string | null;
  readonly lastChanged: string | null;
  readonly nextPoll: string | null;
  readonly failures: number;
  readonly lastError: string | null;
}

/** A site whose commands run in this process, each at a given instant with a state opened afresh. */
export interface PollingSite extends Disposable {
  readonly site: TestSite;
  poll(now: string | number, options?: PollOptions): Promise<PollSummary>;
  status(now: string | number, source?: string): Promise<SourceStatus[]>;
  /** The entries in the state, the newest first. */
  entries(): Promise<StoredEntry[]>;
}

export type StoredEntry = Pick<Entry, 'title' | 'url' | 'published' | 'changed' | 'summary' | 'truncated'>;

interface SiteOptions {
  /** Lines of YAML below `poll:` in the settings. */
  readonly settings?: string;
  readonly privateNetwork?: boolean;
  /** The gap between the starts of two requests to one host. */
  readonly interval?: string;
}

/** Lays out a site with these sources: addresses, or items of a list as YAML. */
export function pollingSite(sources: readonly string[], options: SiteOptions = {}): PollingSite {
  const { settings = '', privateNetwork = true, interval = '1ms' } = options;
  const site = layOutSite({
    'tidings.yaml': `title: A site
url: https://news.example.org/
poll:
  allowPrivateNetwork: ${privateNetwork}
  perHost: { interval: ${interval} }
${settings}`,
    'sources/blogs.yaml': sources
      .map((source) => `- ${source.includes('url:') ? source : `url: "${source}"`}\n`)
      .join(''),
  });
  const run = async (now: string | number, command: (app: Awaited<ReturnType<typeof openApp>>) => Promise<number>) => {
    let stdout = '';
    const app = await openApp(
      { site: site.dir, json: true, now: typeof now === 'number' ? new Date(now).toISOString() : now },
      {
        environment: {},
        stdout: {
          write: (text) => {
            stdout += text;
          },
        },
        stderr: { write: () => undefined },
        signal: new AbortController().signal,
      },
    );
    try {
      await command(app);
    } finally {
      await app.close();
    }
    return JSON.parse(stdout || 'null');
  };
  return {
    site,
    poll: (now, pollOptions = {}) => run(now, (app) => poll(app, pollOptions)),
    status: async (now, source) =>
      (await run(now, (app) => status(app, source === undefined ? {} : { source }))).sources,
    async entries() {
      let entries: StoredEntry[] = [];
      await run('2030-01-01T00:00:00Z', async (app) => {
        entries = (await app.store.publishing.newest(10_000, null)).map(
          ({ title, url, published, changed, summary, truncated }) => ({
            title,
            url,
            published,
            changed,
            summary,
            truncated,
          }),
        );
        return 0;
      });
      return entries;
    },
    [Symbol.dispose]: () => site[Symbol.dispose](),
  };
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const START = Date.parse('2026-03-02T10:00:00Z');

export interface TestItem {
  readonly title: string;
  readonly link?: string;
  readonly guid?: string;
  readonly date?: string;
  readonly text?: string;
}

/** An RSS feed of these items; `channel` is XML of its channel. */
export function rss(items: readonly TestItem[], channel = ''): string {
  const element = (name: string, text: string | undefined) => (text === undefined ? '' : `<${name}>${text}</${name}>`);
  const item = ({ title, link, guid, date, text }: TestItem) =>
    `<item>${element('title', title)}${element('link', link)}${guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`}${element('pubDate', date)}${element('description', text ?? `The text of ${title}.`)}</item>`;
  return `<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>A blog</title><link>https://blog.example.org/</link>${channel}${items.map(item).join('')}</channel></rss>`;
}

/** A post by its number, with a guid, link and date of its own. */
export function post(number: number): TestItem {
  return {
    title: `Post ${number}`,
    link: `https://blog.example.org/${number}`,
    guid: `post-${number}`,
    date: new Date(START - DAY + number * 60_000).toUTCString(),
  };
}
