import { describe, expect, it } from 'vitest';
import { serveFeeds } from '../support/feed-server.ts';
import { DAY, rss, START, type TestItem } from '../support/polling-site.ts';
import { runHere } from '../support/run-here.ts';
import { layOutSite } from '../support/site.ts';

const MONTHS_AGO = START - 100 * DAY;

/** A post of its own guid, dated at `at`. */
function post(title: string, at: number): TestItem {
  return { title, guid: title, link: `https://blog.example.org/${title}`, date: new Date(at).toUTCString() };
}

/** A feed of these items that breaks off after them. */
function cut(...items: TestItem[]): string {
  return rss(items).replace('</channel></rss>', '');
}

/** The titles that the digest shows after polls, two days apart, of a source whose feed is each of these in turn. */
async function titlesAfter(...documents: readonly string[]): Promise<string[]> {
  await using server = await serveFeeds();
  using site = layOutSite({
    'tidings.yaml': 'title: A site\nurl: https://news.example.org/\npoll: { allowPrivateNetwork: true }\n',
    'sources/blogs.yaml': `- url: ${server.url}/feed\n`,
  });
  const at = (day: number) => ['--site', site.dir, '--now', new Date(START + day * DAY).toISOString(), '--json'];
  for (const [poll, document] of documents.entries()) {
    server.answer('/feed', document);
    await runHere('poll', '--all', ...at(2 * poll));
  }
  const { stdout } = await runHere('digest', ...at(2 * documents.length));
  const { posts, brief } = JSON.parse(stdout);
  return [...posts, ...brief].map(({ title }: { title: string }) => title).sort();
}

const [top, old, older] = [post('top', START - DAY), post('old', MONTHS_AGO), post('older', MONTHS_AGO - DAY)];

describe('a source whose first document breaks off (delivery 17)', () => {
  it('brings the rest of it later without flooding a digest', async () => {
    expect(await titlesAfter(cut(top), cut(top, old), rss([top, old, older]))).toEqual(['top']);
  });

  it('has news meanwhile, though its documents break off for ever', async () => {
    const since = post('since', START + DAY);
    expect(await titlesAfter(cut(top), cut(since, top, old))).toEqual(['since', 'top']);
  });

  it('has news of any date from the first whole document on', async () => {
    expect(await titlesAfter(cut(top), rss([top]), cut(top, old))).toEqual(['old', 'top']);
  });
});
