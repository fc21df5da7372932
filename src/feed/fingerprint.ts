import { hash } from 'node:crypto';
import type { FeedItem } from '../model.ts';
import { htmlToText } from './text.ts';

/**
 * What tells an edited item from one that is unchanged: its title, the words of its text, where it links to, and when,
 * where and whether the events take place that it carries. Markup, white space, scripts, parameters of campaigns and the
 * step to https are no edits.
 */
export function fingerprint(
  item: Pick<FeedItem, 'title' | 'contentHtml' | 'url'> & Partial<Pick<FeedItem, 'events'>>,
): string {
  const matter = [
    words(item.title),
    words(htmlToText(item.contentHtml)),
    plainLink(item.url ?? ''),
    ...linksIn(item.contentHtml),
    ...(item.events ?? []).flatMap(({ name, startDate, endDate, location, status }) => [
      words(name),
      startDate,
      endDate ?? '',
      words(location ?? ''),
      status ?? '',
    ]),
  ];
  return hash('sha256', JSON.stringify(matter), 'base64url');
}

const HREF = /<a\b[^<>]*?\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** Where the links of a piece of HTML lead to. One by one: `matchAll` copies its pattern, which takes as long as to match. */
function linksIn(html: string): string[] {
  const links: string[] = [];
  HREF.lastIndex = 0;
  for (let found = HREF.exec(html); found !== null; found = HREF.exec(html)) {
    links.push(plainLink(found[1] ?? found[2] ?? found[3] ?? ''));
  }
  return links;
}

const CAMPAIGN = /^(?:utm_|fbclid$|gclid$|mc_[ce]id$)/i;

/** White space other than the single plain space between two words, which is most of it and stays. */
const BREAKS = /[\s\u200b]{2,}|[^\S ]|\u200b/g;

/** Characters that may be composed otherwise; most texts have none, and are known for it in a tenth of the time. */
const MAY_BE_COMPOSED = /[\u0300-\u1fff\u2126\u212a\u212b\u2329\u232a\u2adc\u2c00-\uffff]/;

/** The text itself, however it is broken into lines, and whichever way its letters are composed. */
export function words(text: string): string {
  const composed = MAY_BE_COMPOSED.test(text) ? text.normalize('NFC') : text;
  return composed.replace(BREAKS, ' ').trim();
}

/** A link that is written plainly already: no parameters, no steps up, nothing to be spelled otherwise. */
const PLAIN_LINK = /^https?:(\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+\/(?:[\w-][\w.-]*\/)*(?:[\w-][\w.-]*)?)$/;

/** One with parameters, as plain where none of them is of a campaign and no name of a host may be spelled wrong. */
const PLAIN_QUERY =
  /^https?:(\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+\/(?:[\w~+-][\w.~+-]*\/)*(?:[\w~+-][\w.~+-]*)?(?:\?[\w.~:=&+-]*)?(?:#[\w.-]*)?)$/;
const MAY_DIFFER = /utm_|clid|mc_|xn--/i;

/** A link without what changes though it leads to the same page. */
function plainLink(link: string): string {
  const plain = PLAIN_LINK.exec(link)?.[1] ?? (MAY_DIFFER.test(link) ? undefined : PLAIN_QUERY.exec(link)?.[1]);
  if (plain !== undefined) return plain;
  const url = URL.parse(link.replace(/&amp;/g, '&'));
  if (url === null) return link.trim();
  withoutCampaign(url);
  return url.href.replace(/^https?:/, '');
}

/** Removes the parameters by which campaigns are told apart. */
export function withoutCampaign(url: URL): void {
  if (url.search === '') return;
  for (const name of [...url.searchParams.keys()]) if (CAMPAIGN.test(name)) url.searchParams.delete(name);
}
