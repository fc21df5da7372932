import { plain } from './personal.ts';

/** The addresses of a site that a digest links to. */
export interface SiteLinks {
  readonly home: string;
  readonly feed: string;
  readonly calendar: string;
  /** The same edition on the web. */
  readonly edition: string;
}

/** Where the published files of a site are, given its `url` and the name of an edition. */
export function siteLinks(siteUrl: string, edition: string): SiteLinks {
  const at = (path: string) => new URL(path, folderOf(siteUrl)).href;
  return {
    home: at('index.html'),
    feed: at('atom.xml'),
    calendar: at('events.ics'),
    edition: at(`editions/${encodeURIComponent(edition)}.html`),
  };
}

/** The calendar file of one event. */
export function eventCalendarLink(siteUrl: string, id: string): string {
  return new URL(`events/${encodeURIComponent(id)}.ics`, folderOf(siteUrl)).href;
}

/** An address that a message may link to: http, https or mailto, as its author wrote it where that is one word. */
export function safeLink(url: string | null | undefined): string | null {
  if (url == null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:' && protocol !== 'mailto:') return null;
  return /[\s<>"]/.test(url) || plain(url) !== url ? href : url;
}

/** An address of a picture that mail clients show: no SVG, no AVIF, nothing embedded. */
export function safePicture(url: string): string | null {
  const link = safeLink(url);
  if (link === null || !/^https?:/i.test(link)) return null;
  return /\.(?:svgz?|avif)$/i.test(new URL(link).pathname) ? null : link;
}

function folderOf(siteUrl: string): string {
  return siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`;
}
