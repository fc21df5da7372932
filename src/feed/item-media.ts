import type { Attachment } from '../model.ts';
import { permalink, relOf } from './link.ts';
import type { Attributes, RawElement, RawElements } from './rss-parser.ts';

/** What an item carries to be heard, seen or read, each once; its pictures are no attachments. */
export function attachmentsOf(raw: RawElements): readonly Attachment[] {
  const links = [...raw.all('atom:link'), ...raw.all('link')].filter((link) => relOf(link) === 'enclosure');
  const media = mediaOf(raw).filter(({ attributes }) => !isPicture(attributes));
  const found = [...raw.all('enclosure'), ...links, ...media].flatMap(attachmentOf);
  return [...new Map(found.map((attachment) => [attachment.url, attachment])).values()];
}

function mediaOf(raw: RawElements): readonly RawElement[] {
  const groups = raw.all('media:group').flatMap(({ children }) => children.all('media:content'));
  return [...raw.all('media:content'), ...groups];
}

function isPicture({ medium = '', type = '', url = '' }: Attributes): boolean {
  return medium === 'image' || type.startsWith('image/') || (medium === '' && type === '' && PICTURE_NAME.test(url));
}

const PICTURE_NAME = /\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])/i;

function attachmentOf({ attributes }: RawElement): readonly Attachment[] {
  const url = attributes.url ?? attributes.href;
  if (url === undefined) return [];
  return [
    {
      url,
      mimeType: attributes.type?.trim().toLowerCase() || null,
      size: wholeNumber(attributes.length ?? attributes.filesize),
      duration: wholeNumber(attributes.duration),
      title: attributes.title ?? null,
    },
  ];
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\s*[1-9]\d{0,14}\s*$/.test(text) ? Number(text) : null;
}

/** The picture that the feed names for an item: of its media, a thumbnail, a podcast's cover. */
export function imageOf(raw: RawElements): string | null {
  const pictures = mediaOf(raw).filter(({ attributes }) => isPicture(attributes));
  const inside = [...raw.all('media:group'), ...raw.all('media:content')].flatMap(({ children }) =>
    children.all('media:thumbnail'),
  );
  const covers = [...raw.all('itunes:image'), ...raw.all('googleplay:image')];
  const shown = [...pictures, ...raw.all('media:thumbnail'), ...inside, ...covers];
  const urls = shown.map(({ attributes }) => (isPortrait(attributes) ? null : (attributes.url ?? attributes.href)));
  const images = raw.all('image').map(({ children, text }) => children.all('url')[0]?.text || permalink(text));
  return [...urls, ...images].find(Boolean) ?? null;
}

/** Smaller pictures, in pixels, are avatars and icons. */
const SMALLEST_SIDE = 90;
const PORTRAITS = /^https?:\/\/(?:[\w-]+\.)?gravatar\.com\//;

/** Whether a picture shows the author: WordPress and GitHub put theirs before the picture of the post. */
function isPortrait({ url = '', width, height }: Attributes): boolean {
  const side = Math.min(wholeNumber(width) ?? Infinity, wholeNumber(height) ?? Infinity);
  return side < SMALLEST_SIDE || PORTRAITS.test(url);
}
