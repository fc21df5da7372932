import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ });
const text = z.string().min(1);
const author = z.strictObject({ name: text, url: address.optional() });

const Item = z.strictObject({
  id: text,
  url: address.optional(),
  title: text.optional(),
  content_html: z.string().optional(),
  content_text: z.string().optional(),
  summary: text.optional(),
  image: address.optional(),
  date_published: z.iso.datetime(),
  date_modified: z.iso.datetime(),
  authors: z.array(author).min(1).optional(),
  tags: z.array(text).min(1).optional(),
  language: text.optional(),
  attachments: z
    .array(
      z.strictObject({
        url: address,
        mime_type: text,
        title: text.optional(),
        size_in_bytes: z.int().optional(),
        duration_in_seconds: z.number().optional(),
      }),
    )
    .optional(),
  _source: z.strictObject({ id: text, title: text, home_page_url: address.optional(), feed_url: address.optional() }),
});

/** JSON Feed 1.1 (jsonfeed.org/version/1.1), of what it allows that which is used here. */
export const JsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: text,
  home_page_url: address,
  feed_url: address,
  description: text,
  language: text,
  items: z.array(Item.refine((item) => (item.content_html ?? item.content_text) !== undefined)),
});
