import type { Attachment, Picture } from '../model.ts';

/** Where an entry's picture may come from, the author's own choice first. */
export interface ImageSources {
  /** The page's og:image or the feed's own image, absolute. */
  readonly declared: readonly (string | null)[];
  readonly attachments: readonly Attachment[];
  /** Those of the content, in reading order. */
  readonly pictures: readonly Picture[];
}

/** Smaller pictures, in pixels, are icons, avatars or trackers. */
const SMALLEST_SIDE = 90;

/** Hosts that serve avatars, badges, emoji, counters and advertisements, and nothing else that one would show. */
const DECORATIVE_HOST =
  /(?:^|\.)(?:gravatar\.com|feedburner\.com|feedsportal\.com|doubleclick\.net|googlesyndication\.com|google-analytics\.com|amazon-adsystem\.com|assoc-amazon\.\w+|shields\.io|badge\.fury\.io|travis-ci\.(?:org|com)|codecov\.io|coveralls\.io|statcounter\.com|quantserve\.com|scorecardresearch\.com|flattr\.com|addtoany\.com|addthis\.com|feeds\.wordpress\.com|pixel\.wp\.com|stats\.wordpress\.com|s\.w\.org|blogblog\.com|follow\.it|ko-fi\.com|buymeacoffee\.com)$|^(?:ads?|pixel|stats?|counter|track(?:er|ing)?|analytics|badges?)\d*\./;

/** Words that tell what a picture is for wherever they stand alone in its path. */
const DECORATIVE_PATH =
  /(?:^|[^a-z])(?:avatars?|favicons?|icons?|emojis?|emoticons?|smileys?|smilies|badges?|sprites?|spacer|1x1|feed-icon)(?:[^a-z]|$)/;

/** Names of files that are nothing but furniture. */
const DECORATIVE_NAME =
  /\/(?:pixel|blank|transparent|clear|loading|loader|spinner|placeholder|share|sharing|track(?:ing|er)?|counter|count|beacon|rss|feed|donate|btn\w*|buttons?|button-\w+|ads?|banner-?ads?)(?:[-_]?\d+(?:x\d+)?)?(?:\.\w+)?$|\/(?:ads|adverts|advertis\w+|trackers?|buttons|beacons?)\//;

/** The post's own picture; null where it has none, whatever avatars, icons, badges, trackers and advertisements it has. */
export function leadImage({ declared, attachments, pictures }: ImageSources): Picture | null {
  const named = [
    ...declared.filter((url) => url !== null),
    ...attachments.filter(({ mimeType }) => mimeType?.startsWith('image/')).map(({ url }) => url),
  ];
  const url = named.find((candidate) => !isDecorativeUrl(candidate));
  if (url !== undefined) return pictures.find((picture) => sameImage(picture.url, url)) ?? bare(url);
  return pictures.find((picture) => !isDecoration(picture)) ?? null;
}

/** Whether a picture is not the author's matter but an avatar, icon, badge, emoji, button, tracker or advertisement. */
export function isDecoration({ url, alt, width, height }: Picture): boolean {
  if (Math.min(width ?? Infinity, height ?? Infinity) < SMALLEST_SIDE) return true;
  return /^\p{Extended_Pictographic}/u.test(alt) || isDecorativeUrl(url);
}

function isDecorativeUrl(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null) return true;
  const path = parsed.pathname.toLowerCase();
  return DECORATIVE_HOST.test(parsed.hostname) || DECORATIVE_PATH.test(path) || DECORATIVE_NAME.test(path);
}

/** One image is served in several sizes: with another query, or with `-300x200` at the end of its name. */
function sameImage(a: string, b: string): boolean {
  return nameOf(a) === nameOf(b);
}

function nameOf(url: string): string {
  const { host = '', pathname = url } = URL.parse(url) ?? {};
  return `${host}${pathname.replace(/-\d+x\d+(?=\.\w+$)/, '')}`;
}

function bare(url: string): Picture {
  return { url, alt: '', width: null, height: null };
}
