import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bodyOf, entry, posted, publication } from './sample.ts';

const date = z.iso.datetime();

/** What JSON Feed 1.1 lets an item have; strict, so that `author` and the like are refused. */
const Item = z.strictObject({
  id: z.string(),
  url: z.url().optional(),
  title: z.string().optional(),
  content_html: z.string().optional(),
  content_text: z.string().optional(),
  summary: z.string().optional(),
  image: z.url().optional(),
  date_published: date,
  date_modified: date,
  authors: z.array(z.strictObject({ name: z.string(), url: z.url().optional() })).optional(),
  tags: z.array(z.string()).optional(),
  language: z.string().optional(),
  attachments: z
    .array(
      z.strictObject({
        url: z.url(),
        mime_type: z.string(),
        title: z.string().optional(),
        size_in_bytes: z.number().optional(),
        duration_in_seconds: z.number().optional(),
      }),
    )
    .optional(),
  _source: z.object({ id: z.string(), title: z.string() }).catchall(z.string()),
});

const Document = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string(),
  home_page_url: z.url(),
  feed_url: z.url(),
  description: z.string(),
  language: z.string(),
  items: z.array(Item),
});

async function json(changes: Parameters<typeof entry>[1] = {}, content: 'summary' | 'full' = 'summary') {
  const body = await bodyOf(
    'feed.json',
    publication({ entries: posted(entry(1, changes)), feed: { limit: 50, content, hub: null } }),
  );
  const document = Document.parse(JSON.parse(body));
  return { body, document, item: Item.parse(document.items[0]) };
}

describe('feed.json', () => {
  it('is JSON Feed 1.1 in the name of the site', async () => {
    const { document } = await json();
    expect(document).toMatchObject({
      title: 'Open Source Weekly',
      home_page_url: 'https://news.example.org/',
      feed_url: 'https://news.example.org/feed.json',
      language: 'en',
    });
  });

  it('has a post with all that is known of it', async () => {
    const { item } = await json({
      image: { url: 'https://blog.example.org/p.png', alt: '', width: null, height: null },
      attachments: [{ url: 'https://a.example/1', mimeType: 'audio/ogg', size: 5, duration: 7, title: 'Talk' }],
    });
    expect(item).toMatchObject({
      id: 'tag:blog.example.org,2014:post-1',
      url: 'https://blog.example.org/post-1',
      title: 'Post 1',
      content_text: 'What post 1 says.',
      authors: [{ name: 'Ada Lovelace' }],
      tags: ['storage'],
      image: 'https://blog.example.org/p.png',
      attachments: [{ url: 'https://a.example/1', size_in_bytes: 5, duration_in_seconds: 7 }],
      _source: { id: 'tag:blog.example.org,2010:feed', title: 'The blog itself' },
    });
  });

  it('leaves out what is not known, and has no null', async () => {
    const { body, item } = await json({ title: '', url: null, authors: [], tags: [], language: null });
    expect(body).not.toContain('null');
    expect(Object.keys(item)).toEqual(['id', 'content_text', 'date_published', 'date_modified', '_source']);
  });

  it('has whole posts where they are asked for', async () => {
    const { item } = await json({}, 'full');
    expect(item).toMatchObject({ content_html: '<p>The whole of post 1.</p>', summary: 'What post 1 says.' });
    expect(item.content_text).toBeUndefined();
  });
});
