import { element, openXml, writeXml } from './xml.ts';

/** A source as a subscription list names it. */
export interface Subscription {
  readonly title: string;
  readonly feedUrl: string;
  readonly homePageUrl: string | null;
  readonly tags: readonly string[];
}

/** The sources as OPML 2.0 (opml.org/spec2), by title, each feed once. */
export function opmlFile(title: string, subscriptions: readonly Subscription[]): string {
  const document = openXml('<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><head/><body/></opml>');
  document('head').append(element(document, 'title', {}, title));
  const once = new Map(subscriptions.toReversed().map((subscription) => [subscription.feedUrl, subscription]));
  for (const { title, feedUrl, homePageUrl, tags } of [...once.values()].sort(byTitle)) {
    const category = tags.map((tag) => tag.replaceAll(',', ' ')).join(',') || null;
    const outline = { type: 'rss', text: title, title, xmlUrl: feedUrl, htmlUrl: homePageUrl, category };
    document('body').append(element(document, 'outline', outline));
  }
  return writeXml(document);
}

function byTitle(a: Subscription, b: Subscription): number {
  const [one, other] = [a, b].map(({ title, feedUrl }) => `${title.toLowerCase()}\n${feedUrl}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
