import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportOpml } from '../../src/commands/export.ts';
import { importOpml } from '../../src/commands/import.ts';
import { readSources } from '../../src/config/sources.ts';
import { openTestApp } from '../support/app.ts';

const SITE = { 'tidings.yaml': 'title: "Posts & events"\nurl: https://news.example.org/\n' };
const LISTS = `- { url: "https://a.example/feed?a=1&b=2", name: "A <blog>", tags: [cloud, "R&D"] }
- { url: "https://b.example/atom.xml", name: B }
`;

describe('tidings export', () => {
  it('prints OPML 2.0, a source in the folder of each of its tags', async () => {
    await using site = await openTestApp({ ...SITE, 'sources/blogs.yaml': LISTS });
    expect(await exportOpml(site.app)).toBe(0);
    expect(site.lines()).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<opml version="2.0">',
      '  <head>',
      '    <title>Posts &amp; events</title>',
      '  </head>',
      '  <body>',
      '    <outline text="cloud" title="cloud">',
      '      <outline type="rss" text="A &lt;blog&gt;" title="A &lt;blog&gt;" xmlUrl="https://a.example/feed?a=1&amp;b=2"/>',
      '    </outline>',
      '    <outline text="R&amp;D" title="R&amp;D">',
      '      <outline type="rss" text="A &lt;blog&gt;" title="A &lt;blog&gt;" xmlUrl="https://a.example/feed?a=1&amp;b=2"/>',
      '    </outline>',
      '    <outline type="rss" text="B" title="B" xmlUrl="https://b.example/atom.xml"/>',
      '  </body>',
      '</opml>',
    ]);
  });

  it('is what import reads back', async () => {
    await using site = await openTestApp({ ...SITE, 'sources/blogs.yaml': LISTS });
    await exportOpml(site.app);
    await using other = await openTestApp(SITE);
    writeFileSync(other.site.path('feeds.opml'), site.lines().join('\n'));
    await importOpml(other.app, { file: other.site.path('feeds.opml') });
    const listed = ({ app }: typeof site) =>
      readSources(app.settings.sources).map(({ url, name, tags }) => [url, name, tags]);
    expect(listed(other)).toEqual(listed(site));
  });
});
