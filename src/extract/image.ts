import type { Attachment, Picture } from '../model.ts';
import { alternativeText } from './alternative-text.ts';
import { proxied } from './proxied.ts';

/** Where an entry's picture may come from, the author's own choice first. */
export interface ImageSources {
  /** The page's og:image or the feed's own image, absolute. */
  readonly declared: readonly (string | null)[];
  /** What the first of these shows, as the page says it. */
  readonly alt: string | null;
  readonly attachments: readonly Attachment[];
  /** Those of the content, in reading order. */
  readonly pictures: readonly Picture[];
}

/** Smaller pictures, in pixels, are icons, avatars or trackers. */
const SMALLEST_SIDE = 90;
/** Larger ones are none of them, whatever they are called. */
export const LARGE_SIDE = 320;

/** Hosts that serve avatars, badges, emoji, formulas, counters and advertisements, and nothing else that one would show. */
const DECORATIVE_HOST =
  /(?:^|\.)(?:gravatar\.com|feedburner\.com|feedsportal\.com|feedblitz\.com|doubleclick\.net|googlesyndication\.com|google-analytics\.com|ga-beacon\.appspot\.com|amazon-adsystem\.com|assoc-amazon\.\w+|awin1\.com|tradedoubler\.com|vgwort\.de|shields\.io|badgen\.net|badge\.fury\.io|travis-ci\.(?:org|com)|ci\.appveyor\.com|circleci\.com|codecov\.io|coveralls\.io|statcounter\.com|quantserve\.com|scorecardresearch\.com|flattr\.com|addtoany\.com|addthis\.com|feeds\.wordpress\.com|pixel\.wp\.com|stats\.wordpress\.com|s\.w\.org|blogblog\.com|follow\.it|ko-fi\.com|buymeacoffee\.com|paypalobjects\.com|i\.creativecommons\.org|licensebuttons\.net|latex\.codecogs\.com)$|^(?:ads?|pixel|avatars?)\d*\./;

/** Names of hosts that mostly serve trackers and badges, but may serve what they are about. */
const DOUBTFUL_HOST = /^(?:stats?|counter|track(?:er|ing)?|analytics|badges?)\d*\./;

/** Words that tell what a picture is for where they end a short name of a folder or file, or begin one of two words. */
const WORDS =
  'avatars?|profile[-_](?:images?|pictures?)|favicons?|icons?|emojis?|emoticons?|smileys?|smilies|sprites?|spacer|1x1';
const DECORATIVE_FOLDER = new RegExp(`/(?:[a-z\\d]+[-_])?(?:${WORDS}|badges?)/`);
const DECORATIVE_FILE = new RegExp(
  `/(?:(?:[a-z\\d]+[-_]){0,2}(?:${WORDS})|(?:${WORDS})[-_][a-z\\d]+)(?:[-_@.]?\\d[\\dx]*)?(?:\\.\\w+)?$`,
);

/** Badges are drawn; what is called so and is a photograph shows one. */
const BADGE = /\/(?:[a-z\d]+[-_])?badges?(?:[-_]?\d+)?(?:\.(?:svg|png|gif|webp))?$/;

/** Names of files that are nothing but furniture. */
const DECORATIVE_NAME =
  /\/(?:pixel|blank|transparent|clear|loading|loader|spinner|placeholder|share|sharing|track(?:ing|er)?|counter|count|beacon|rss|feed|latex|donate|btn\w*|buttons?|button-\w+|\w*(?:donate|patron|subscribe|follow)[-_]button|ads?|banner-?ads?)(?:[-_]?\d+(?:x\d+)?)?(?:\.\w+)?$|\/(?:ads|adverts|advertis\w+|trackers?|buttons|beacons?)\//;

/** Where WordPress keeps what its programs show, apart from what authors upload. */
const OF_PROGRAMS = /\/wp-(?:content\/plugins|includes\/images)\//;
const DRAWN = /\.(?:png|gif|svg)$/;

const DECORATIVE_PATHS = [DECORATIVE_FOLDER, DECORATIVE_FILE, BADGE, DECORATIVE_NAME];

/** Sizes of icons in an address: at the end of a file's name, as Google writes them behind it or in front of it, in a query. */
const SMALL_NAME =
  /[-_/](?:([1-8]\d)x\1|88x31)(?:\.\w+)?$|=[sw]\d\d(?:-\w+)*$|\/(?:s\d\d-c|w\d\d-h\d\d)(?:-\w+)*\/[^/]*$/;
const SMALL_QUERY = /[?&](?:w|width|h|height|size)=[1-8]\d(?:px)?(?:&|$)/;

/** Visitors are counted, by Matomo, with pictures of any name. */
const COUNTED_QUERY = /[?&]idsite=\d/;

/** Names of what sites show with posts that have no picture, or with all of them. */
const STAND_IN =
  /\/(?:(?:[a-z\d]+[-_])?(?:logo|default|fallback)(?:[-_][a-z]+)?|(?:blog|facebook|og|open-?graph|publication|shar(?:e|ing)|site|social|twitter)[-_]?(?:banner|card|cover|image|img|logo|preview|share))(?:[-_]?\d+(?:x\d+)?)?\.\w+(?:$|[?#])/;

const PICTURE_FILE = /\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])/i;

/** The post's own picture; null where it has none, whatever avatars, icons, badges, trackers and advertisements it has. */
export function leadImage({ declared, alt, attachments, pictures }: ImageSources): Picture | null {
  const named = [
    ...declared.filter((url) => url !== null),
    ...attachments.filter(isImage).map(({ url }) => url),
  ].filter((url) => !isDecoration(bare(url)));
  const chosen = named.find((url) => !isStandIn(url));
  if (chosen !== undefined) {
    const shown = pictures.find((picture) => sameImage(picture.url, chosen)) ?? bare(chosen);
    return shown.alt === '' && chosen === declared[0] ? { ...shown, alt: alternativeText(alt ?? '') } : shown;
  }
  const own = pictures.find((picture) => !isStandIn(picture.url) && !isDecoration(picture));
  if (own !== undefined) return own;
  const [standIn] = named;
  return standIn === undefined ? (pictures.find((picture) => !isDecoration(picture)) ?? null) : bare(standIn);
}

function isStandIn(url: string): boolean {
  return STAND_IN.test(url.toLowerCase());
}

function isImage({ mimeType, url }: Attachment): boolean {
  return mimeType === null ? PICTURE_FILE.test(url) : mimeType.startsWith('image/');
}

/** Whether a picture is not the author's matter but an avatar, icon, badge, emoji, button, tracker or advertisement. */
export function isDecoration({ url, alt, width, height }: Picture): boolean {
  const side = Math.min(width ?? Infinity, height ?? Infinity);
  if (side < SMALLEST_SIDE || /^\p{Extended_Pictographic}/u.test(alt)) return true;
  const isLarge = side !== Infinity && side >= LARGE_SIDE;
  const address = URL.parse(url);
  const original = address === null ? null : proxied(address);
  if (address === null || isFrontPage(address)) return true;
  return [address, original].some((part) => part !== null && isOfDecoration(part, isLarge));
}

/** Templates that put the site's address before that of a picture name the site where there is none. */
function isFrontPage({ pathname, search }: URL): boolean {
  return pathname === '/' && search === '';
}

function isOfDecoration(address: URL, isLarge: boolean): boolean {
  if (DECORATIVE_HOST.test(address.hostname) || COUNTED_QUERY.test(address.search)) return true;
  return !isLarge && isCalledDecoration(address);
}

function isCalledDecoration({ hostname, pathname, search }: URL): boolean {
  const path = pathname.toLowerCase();
  const isSmall = SMALL_NAME.test(path) || SMALL_QUERY.test(search);
  if (DRAWN.test(path) && OF_PROGRAMS.test(path)) return true;
  return isSmall || DOUBTFUL_HOST.test(hostname) || DECORATIVE_PATHS.some((pattern) => pattern.test(path));
}

/** One file is served in several sizes: with another query, or with `-300x200` at the end of its name. */
function sameImage(a: string, b: string): boolean {
  return nameOf(a) === nameOf(b);
}

function nameOf(url: string): string {
  const { host = '', pathname = url, search = '' } = URL.parse(url) ?? {};
  return `${host}${pathname.replace(/-\d+x\d+(?=\.\w+$)/, '')}${PICTURE_FILE.test(pathname) ? '' : search}`;
}

function bare(url: string): Picture {
  return { url, alt: '', width: null, height: null };
}
