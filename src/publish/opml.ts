import { element, writeXml } from './xml.ts';

/** A source as a subscription list names it. */
export interface Subscription {
  readonly title: string;
  readonly feedUrl: string;
  readonly homePageUrl: string | null;
  readonly tags: readonly string[];
}

/** The sources as OPML 2.0 (opml.org/spec2), by title, each feed once. */
export function opmlFile(title: string, subscriptions: readonly Subscription[]): string {
  const once = new Map(subscriptions.toReversed().map((subscription) => [subscription.feedUrl, subscription]));
  const outlines = [...once.values()].sort(byTitle).map(({ title, feedUrl, homePageUrl, tags }) => {
    const category = tags.map((tag) => tag.replaceAll(',', ' ')).join(',') || null;
    return element('outline', { type: 'rss', text: title, title, xmlUrl: feedUrl, htmlUrl: homePageUrl, category });
  });
  const head = element('head', {}, [element('title', {}, title)]);
  return writeXml(element('opml', { version: '2.0' }, [head, element('body', {}, outlines)]));
}

function byTitle(a: Subscription, b: Subscription): number {
  const [one, other] = [a, b].map(({ title, feedUrl }) => `${title.toLowerCase()}\n${feedUrl}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
