import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { bodyOf, publication, source } from './sample.ts';

async function opml(...profiles: ReturnType<typeof source>[]) {
  const sources = profiles.map((profile) => ({ profile, health: 'ok' as const, lastPost: null }));
  return load(await bodyOf('sources.opml', publication({ sources })), { xml: true });
}

describe('sources.opml', () => {
  it('22: is OPML 2.0 with the title of the site', async () => {
    const $ = await opml(source());
    expect($('opml').attr('version')).toBe('2.0');
    expect($('head > title').text()).toBe('Open Source Weekly');
  });

  it('22: has each feed with its title, address and home', async () => {
    const $ = await opml(source({ name: 'Été & "more" <b>' }));
    expect($('body > outline').attr()).toEqual({
      type: 'rss',
      text: 'Été & "more" <b>',
      title: 'Été & "more" <b>',
      xmlUrl: 'https://blog.example.org/feed.xml',
      htmlUrl: 'https://blog.example.org/',
      category: 'openstack',
    });
  });

  it('22: has each once, by title', async () => {
    const $ = await opml(
      source({ name: 'b' }),
      source({ name: 'A', url: 'https://a.example/' }),
      source({ name: 'c' }),
    );
    expect([...$('outline')].map((node) => $(node).attr('text'))).toEqual(['A', 'b']);
  });

  it('3: leaves out a feed in a file of this machine, and a home that is not known', async () => {
    const $ = await opml(source({ url: 'file:///home/ada/feed.xml' }), source({ homePageUrl: null }));
    expect($('outline')).toHaveLength(1);
    expect($('outline').attr('htmlUrl')).toBeUndefined();
  });

  it('3: leaves out a feed whose address holds a key, and a home whose address does', async () => {
    const $ = await opml(
      source({ url: 'https://a.example/feed?token=s3cret' }),
      source({ homePageUrl: 'https://blog.example.org/?token=s3cret' }),
    );
    expect([...$('outline')].map((node) => $(node).attr('xmlUrl'))).toEqual(['https://blog.example.org/feed.xml']);
    expect($('outline').attr('htmlUrl')).toBeUndefined();
  });
});
