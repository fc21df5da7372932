import type { Event, Instant, Picture } from '../../model.ts';
import type { Templates } from '../../templating/templates.ts';
import type { PublishedEvent } from '../event.ts';
import type { Post } from '../post.ts';
import type { PublishedFile, PublishedSite } from '../publication.ts';

/** What every page's template knows of the site and of itself. */
export interface PageFrame {
  readonly site: PublishedSite;
  /** The day it is, as `2014-08-21`: years are left out where they are its own. */
  readonly today: string;
  readonly hasEditions: boolean;
  readonly templates: Templates;
}

/** One page to be filled. */
export interface Page {
  readonly template: string;
  readonly path: string;
  /** The page of the navigation that it belongs to; `web`: to none, since it is made for one visitor. */
  readonly name: 'index' | 'events' | 'sources' | 'editions' | 'search' | 'web';
  /** What its links within the site begin with, where that does not follow from its path. */
  readonly root?: string;
  /** Null for the front page, which has the site's. */
  readonly heading: string | null;
  readonly structuredData: object | null;
  readonly model: object;
}

/** Fills a page's template; docs/templates.md describes the model to authors. */
export async function renderPage(frame: PageFrame, page: Page): Promise<PublishedFile> {
  const { site, templates } = frame;
  const model = {
    ...page.model,
    theme: site.theme,
    site: {
      title: site.title,
      description: site.description,
      url: site.url,
      webcal_url: `${site.url.replace(/^https?:/, 'webcal:')}events.ics`,
      language: templates.locale,
      direction: directionOf(templates.locale),
      subscribe_url: site.subscribeUrl,
      has_editions: frame.hasEditions,
      logo: site.theme.logo,
      reference: frame.today,
    },
    page: {
      name: page.name,
      root: page.root ?? '../'.repeat(page.path.split('/').length - 1),
      url: page.path === 'index.html' ? site.url : `${site.url}${page.path}`,
      heading: page.heading ?? site.title,
      title: page.heading === null ? site.title : `${page.heading} · ${site.title}`,
      description: site.description,
      structured_data: page.structuredData === null ? '' : scriptJson(page.structuredData),
    },
  };
  return { path: page.path, body: await templates.render(page.template, model) };
}

/** JSON that can end no script element, and holds nothing that looks like a reference. */
function scriptJson(value: object): string {
  return JSON.stringify(value).replace(/[<&]/g, (character) => (character === '<' ? '\\u003c' : '\\u0026'));
}

function directionOf(locale: string): 'ltr' | 'rtl' {
  const { script } = new Intl.Locale(locale).maximize();
  return script !== undefined && ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo'].includes(script) ? 'rtl' : 'ltr';
}

/** A post as `pages/post.html` has it. */
export interface PostModel {
  readonly heading: string;
  readonly url: string | null;
  readonly summary: string;
  readonly image: Picture | null;
  readonly language: string | null;
  readonly authors: string;
  readonly minutes: number;
  readonly published: Instant;
  readonly source: { readonly name: string; readonly url: string | null };
  readonly copies: Post['copies'];
}

export function postModel(post: Post, templates: Templates): PostModel {
  const { source } = post;
  const heading = headingOf(post.title, post.summary, source.title, templates);
  return {
    heading,
    url: post.url,
    // Where it all stands above already, it is not said again.
    summary: post.title === '' && heading === wordsOf(post.summary).join(' ') ? '' : post.summary,
    image: shownPicture(post.image),
    language: post.language,
    authors: post.authors
      .map(({ name }) => name)
      .filter((name) => name !== source.title)
      .join(', '),
    minutes: post.minutes,
    published: post.published,
    source: { name: source.title, url: source.homePageUrl },
    copies: post.copies,
  };
}

/** What stands above a post: its title, else how it begins, else where it comes from. */
function headingOf(title: string, summary: string, source: string, templates: Templates): string {
  if (title !== '') return title;
  const words = wordsOf(summary);
  if (words.length === 0) return templates.say('digest.untitled', { source });
  const WORDS_SHOWN = 10;
  return words.length <= WORDS_SHOWN ? words.join(' ') : `${words.slice(0, WORDS_SHOWN).join(' ')} …`;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Nothing smaller than a thumbnail is blown up to one. */
function shownPicture(image: Picture | null): Picture | null {
  const LEAST_WIDTH = 120;
  if (image === null || (image.width !== null && image.width < LEAST_WIDTH)) return null;
  const [width, height] = [image.width, image.height].map((size) => (size === null ? null : Math.round(size)));
  return { ...image, width: width ?? null, height: height ?? null };
}

/** An event as `pages/event.html` has it. */
export interface EventModel {
  readonly id: string;
  readonly anchor: string | null;
  readonly name: string;
  readonly url: string | null;
  readonly location: string | null;
  readonly status: NonNullable<Event['status']>;
  readonly start_date: string;
  readonly span: { readonly startDate: string; readonly endDate: string | null };
  readonly announcements: PublishedEvent['announcements'];
}

export function eventModel(event: PublishedEvent, anchor: string | null = null): EventModel {
  return {
    id: event.id,
    anchor,
    name: event.name,
    url: event.url,
    location: event.location,
    status: event.status,
    start_date: event.startDate,
    span: { startDate: event.startDate, endDate: event.endDate },
    announcements: event.announcements.filter(({ title }) => title !== ''),
  };
}
