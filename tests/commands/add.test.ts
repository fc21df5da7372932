import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tidings } from '../support/cli.ts';
import { serveFeeds } from '../support/feed-server.ts';
import { pollingSite, post, rss, START } from '../support/polling-site.ts';
import { runHere } from '../support/run-here.ts';

const FEED = rss([post(1)]);
const list = (site: ReturnType<typeof pollingSite>) => readFileSync(site.site.path('sources', 'blogs.yaml'), 'utf8');

describe('tidings add', () => {
  it('10.1 10.5 10.7 lists feeds by themselves or by their page, keeps every line, and exits 1 where one failed', async () => {
    await using server = await serveFeeds({
      '/feed.xml': FEED,
      '/page/': '<html><body><LINK REL="Alternate" TYPE="application/rss+xml" HREF="../posts.xml"></body></html>',
      '/posts.xml': rss([post(2)]),
    });
    using site = pollingSite([]);
    const before = '# By hand.\n- url: https://a.example/   # mine\n  tags:   [x]\n';
    writeFileSync(site.site.path('sources', 'blogs.yaml'), before);
    const added = await runHere(
      'add',
      '--site',
      site.site.dir,
      `${server.url}/feed.xml`,
      'http://127.0.0.1:1/',
      `${server.url}/page/`,
    );
    expect(added.status).toBe(1);
    expect(added.stderr.trim().split('\n')).toHaveLength(1);
    expect(added.stderr).toContain('http://127.0.0.1:1/');
    expect(list(site)).toBe(`${before}- url: ${server.url}/feed.xml\n- url: ${server.url}/posts.xml\n`);
    expect((await site.status(START)).map(({ url }) => url)).toContain(`${server.url}/posts.xml`);
    expect((await site.poll(START, { only: [`${server.url}/posts.xml`] })).entries.new).toBe(1);
  });

  it('10.6 does not add again what is listed, found by page or feed, and says so', async () => {
    await using server = await serveFeeds({
      '/': '<link rel="alternate" type="application/atom+xml" href="/feed.xml">',
      '/feed.xml': FEED,
    });
    using site = pollingSite([`${server.url}/feed.xml`]);
    const before = list(site);
    const { status, stdout } = await runHere(
      'add',
      '--site',
      site.site.dir,
      `${server.url}/`,
      `${server.url}/feed.xml`,
    );
    expect(status).toBe(0);
    expect(stdout.match(/is listed already/g)).toHaveLength(2);
    expect(list(site)).toBe(before);
  });

  it('10.7 lists every one that several processes add at once', async () => {
    const paths = Array.from({ length: 4 }, (_, number) => `/${number}.xml`);
    await using server = await serveFeeds(Object.fromEntries(paths.map((path, number) => [path, rss([post(number)])])));
    using site = pollingSite([]);
    const added = await Promise.all(paths.map((path) => tidings(['add', '--site', site.site.dir, server.url + path])));
    expect(added.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(list(site).split('\n').filter(Boolean).sort()).toEqual(paths.map((path) => `- url: ${server.url}${path}`));
    expect(readdirSync(site.site.path('sources'))).toEqual(['blogs.yaml']);
  });

  it('says no title of a feed that has none', async () => {
    const feed = '<rss version="2.0"><channel><item><title>A</title><guid>1</guid></item></channel></rss>';
    await using server = await serveFeeds({ '/feed.xml': feed });
    using site = pollingSite([]);
    const { stdout } = await runHere('add', '--site', site.site.dir, `${server.url}/feed.xml`);
    expect(stdout).toBe(`added ${server.url}/feed.xml to sources/blogs.yaml\n`);
  });

  it.each([
    ['', '""'],
    ['mailto:me@127.0.0.1', 'mailto:me@127.0.0.1'],
    ['file:feed.xml', 'file:feed.xml'],
  ])('10.4 asks nobody for what is no address of the web: "%s"', async (address, shown) => {
    using site = pollingSite([]);
    const { status, stderr } = await runHere('add', '--site', site.site.dir, address);
    expect([status, stderr]).toEqual([1, `error: ${shown}: is no http or https address\n`]);
  });

  it('takes a host with its port for one of the web', async () => {
    using site = pollingSite([]);
    const { stderr } = await runHere('add', '--site', site.site.dir, 'localhost:1/feed');
    expect(stderr).toContain('https://localhost:1/feed: ');
  });
});
