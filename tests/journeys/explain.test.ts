import { describe, expect, it } from 'vitest';
import { serveFeeds } from '../support/feed-server.ts';
import { runHere } from '../support/run-here.ts';
import { layOutSite } from '../support/site.ts';

const item = (name: string, date: string, title = `About ${name}`) =>
  `<item><title>${title}</title><link>https://blog.example.org/${name}</link><pubDate>${date}</pubDate>
   <description>A text about ${name}, of which there is nothing more to be said here.</description></item>`;

const FEED = `<rss version="2.0"><channel><title>A blog</title><link>https://blog.example.org/</link>
  ${item('gardens', 'Thu, 14 Aug 2014 10:00:00 +0200')}
  ${item('offers', 'Thu, 14 Aug 2014 11:00:00 +0200', 'Sponsored: an offer')}
  <item><title>Hack night in August</title><link>https://blog.example.org/night</link>
  <pubDate>Fri, 15 Aug 2014 10:00:00 +0200</pubDate>
  <description>The next hack night takes place on Thursday, 28 August at 7pm at the Red Lion in Leeds.</description></item>
  ${item('history', 'Thu, 15 May 2008 10:00:00 +0200')}</channel></rss>`;

async function siteAt(): Promise<
  AsyncDisposableStack & {
    explain(name: string, site?: string): Promise<string>;
    send(): Promise<void>;
    withdraw(name: string): Promise<void>;
  }
> {
  const stack = new AsyncDisposableStack();
  const feeds = stack.use(await serveFeeds({ '/blog.xml': FEED }));
  const site = stack.use(
    layOutSite({
      'tidings.yaml': `title: The weekly
url: https://news.example.org/
poll: { allowPrivateNetwork: true }
digest: { to: [friend@example.org] }
`,
      'sources/blogs.yaml': `- url: ${feeds.url}/blog.xml\n  exclude: sponsored\n`,
    }),
  );
  const at = (now: string) => ['--site', site.dir, '--now', now];
  await runHere('poll', ...at('2014-08-17T12:00:00Z'));
  return Object.assign(stack, {
    async explain(name: string, blog = 'https://blog.example.org') {
      const { stdout } = await runHere('explain', `${blog}/${name}`, ...at('2014-08-18T06:00:00Z'));
      return stdout;
    },
    async withdraw(name: string) {
      feeds.answer('/blog.xml', FEED.replaceAll(`/${name}</link>`, `/other</link>`));
      await runHere('poll', '--all', ...at('2014-08-18T08:00:00Z'));
    },
    async send() {
      await runHere('send', ...at('2014-08-18T07:00:00Z'));
    },
  });
}

describe('explain', () => {
  it('says where an entry will be, and why, before the edition is sent', async () => {
    await using site = await siteAt();
    expect(await site.explain('gardens')).toMatch(/edition 2014-W32, not yet sent:\n.*is a post of the edition/);
  });

  it('names the rule that leaves an entry out, before and after the edition was sent', async () => {
    await using site = await siteAt();
    const rule = /its source's exclude: "sponsored" matches "Sponsored: an offer"/;
    expect(await site.explain('offers')).toMatch(rule);
    await site.send();
    expect(await site.explain('offers')).toMatch(rule);
  });

  it.each(['gardens/', 'gardens?utm_source=letter', 'gardens#comments'])('knows an entry by /%s', async (name) => {
    await using site = await siteAt();
    expect(await site.explain(name)).toMatch(/is a post of the edition/);
  });

  it('knows an entry by an address without its scheme', async () => {
    await using site = await siteAt();
    expect(await site.explain('gardens', 'blog.example.org')).toMatch(/is a post of the edition/);
  });

  it('says in which edition an entry was, with the reasons it had then', async () => {
    await using site = await siteAt();
    await site.send();
    expect(await site.explain('gardens')).toMatch(/edition 2014-W33:\n.*is a post of the edition/);
  });

  it('says in which edition an entry was that its source has withdrawn since', async () => {
    await using site = await siteAt();
    await site.send();
    await site.withdraw('gardens');
    expect(await site.explain('gardens')).toMatch(/withdrawn since:\n.*edition 2014-W33:\n.*is a post of the edition/);
  });

  it('says that a post only announces an event, and is shown with that', async () => {
    await using site = await siteAt();
    const told = await site.explain('night');
    expect(told).toMatch(/only announces the event "Hack night in August"/);
    expect(told).toMatch(/tells its day at once and hardly anything else/);
  });

  it('says that an entry was old when its source was first polled, before and after the edition was sent', async () => {
    await using site = await siteAt();
    expect(await site.explain('history')).toMatch(/older than the period/);
    await site.send();
    expect(await site.explain('history')).toMatch(/older than the period/);
  });

  it('names an address that is of no entry, with status 1', async () => {
    using site = layOutSite({ 'tidings.yaml': 'title: A\nurl: https://news.example.org/\n' });
    const { status, stderr } = await runHere('explain', 'https://nowhere.example.org/', '--site', site.dir);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^tidings: https:\/\/nowhere\.example\.org\/: is the address of no entry that is known/);
  });
});
