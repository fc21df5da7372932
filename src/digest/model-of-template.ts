import { publicAddress } from '../address.ts';
import type { Edition, EditionBrief, EditionEvent, EditionPost, Instant } from '../model.ts';
import { languageDirection, textDirection } from '../templating/direction.ts';
import type { Templates } from '../templating/templates.ts';
import { arrangeInOrder } from './arrange.ts';
import { eventCalendarLink, safeLink, safePicture, siteLinks } from './links.ts';
import { messageMarks, plain, recipientMarks } from './personal.ts';
import type { Room } from './room.ts';
import { shortText, shortTitle } from './shorten.ts';
import { type Theme, themeModel } from './theme.ts';

/** What the digest says of the site that sends it. */
export interface DigestSite {
  readonly title: string;
  readonly description: string;
  /** Where the published files are reachable. */
  readonly url: string;
  /** BCP 47, of the digest's own words. */
  readonly language: string;
  readonly timezone: string;
}

export interface RenderOptions {
  readonly templates: Templates;
  readonly site: DigestSite;
  /** Liquid, of `title`, `date`, `edition`, `posts` and `events`. */
  readonly subject: string;
  /** Liquid of the same; null: the first titles. */
  readonly preheader?: string | null;
  readonly theme: Theme;
  readonly postalAddress: string | null;
}

/** What both parts' templates are given; docs/templates.md describes it to authors. */
export function digestModel(edition: Edition, options: RenderOptions, room: Room, kind: 'html' | 'text'): object {
  const whole = edition.posts.slice(0, room.posts);
  const { leads, groups } = arrangeInOrder(whole);
  const writer = new ItemWriter(edition, options, room);
  const titles = [...edition.posts.slice(room.posts), ...edition.brief];
  return {
    site: siteModel(options.site),
    links: siteLinks(options.site.url, edition.name),
    edition: editionModel(edition, options.templates),
    counts: countsOf(edition),
    events: edition.events.map((event) => writer.event(event)),
    leads: leads.map((post) => writer.post(post)),
    groups: groups.map((group) => ({
      name: group.name === null ? null : plain(group.name),
      posts: group.posts.map((post) => writer.post(post)),
    })),
    brief: titles.slice(0, room.brief).map((title) => writer.brief(title)),
    more: Math.max(0, titles.length - room.brief),
    theme: themeModel(options.theme),
    postalAddress: options.postalAddress === null ? null : plain(options.postalAddress),
    recipient: recipientMarks(kind),
    message: messageMarks,
  };
}

/** What the subject and the preheader of the settings are given. */
export function lineModel(edition: Edition, options: RenderOptions): object {
  const { posts, events } = countsOf(edition);
  const date = options.templates.dates.day(edition.period.to);
  return { title: plain(options.site.title), date, edition: edition.name, posts, events };
}

export function countsOf(edition: Edition): { posts: number; events: number; sources: number } {
  const all = [...edition.posts, ...edition.brief];
  return {
    posts: all.length,
    events: edition.events.length,
    sources: new Set(all.map((post) => post.source)).size,
  };
}

/** The site as templates see it. */
export function siteModel(site: DigestSite): object {
  const dir = languageDirection(site.language);
  return {
    title: plain(site.title),
    description: plain(site.description),
    url: site.url,
    host: new URL(site.url).host,
    language: site.language,
    dir,
    start: dir === 'rtl' ? 'right' : 'left',
  };
}

const halfDay = 12 * 3_600_000;

function editionModel(edition: Edition, { dates }: Templates): object {
  const { from, to } = edition.period;
  // A period that ends on Monday at seven is that of the week until Sunday.
  const last = Math.max(from, to - halfDay);
  const week = /^\d{4}-W(\d\d)/.exec(edition.name)?.[1];
  return {
    name: edition.name,
    from,
    last,
    number: week === undefined ? null : Number(week),
    label: /^\d{4}-\d\d$/.test(edition.name) ? dates.monthOfYear(from) : dates.days(from, last),
  };
}

/** Writes the items of an edition as templates want them: nothing undefined, nothing unsafe, everything with its direction. */
class ItemWriter {
  readonly #options: RenderOptions;
  readonly #room: Room;
  readonly #ranks: ReadonlyMap<EditionPost, number>;
  readonly #from: Instant;

  constructor(edition: Edition, options: RenderOptions, room: Room) {
    this.#options = options;
    this.#room = room;
    this.#ranks = new Map(edition.posts.map((post, index) => [post, index]));
    this.#from = edition.period.from;
  }

  post(post: EditionPost): object {
    const rank = this.#ranks.get(post) ?? 0;
    const title = this.#title(post.title, post.summary, post.source);
    const authors = post.authors.map(plain).filter((author) => author !== '' && author !== plain(post.source));
    return {
      title,
      url: safeLink(post.url),
      dir: this.#dir(title),
      lang: this.#foreign(post.language),
      summary:
        plain(post.title) === '' && title === plain(post.summary)
          ? ''
          : shortText(plain(post.summary), this.#room.excerpt),
      summaryDir: this.#dir(plain(post.summary)),
      picture: rank < this.#room.pictures ? pictureModel(post.image) : null,
      source: plain(post.source),
      sourceUrl: safeLink(publicAddress(post.sourceUrl)),
      authors,
      facts: this.#facts(post, authors),
      published: post.published,
      minutes: post.minutes,
      series: post.series === null ? null : this.#series(post.series, post.source),
      alsoIn: post.alsoIn.map((other) => ({ source: plain(other.source), url: safeLink(other.url) })),
    };
  }

  /** By whom, when, and how long: as a line of either part tells it. */
  #facts({ published, minutes }: EditionPost, authors: readonly string[]): string[] {
    const { say, dates } = this.#options.templates;
    return [
      ...(authors.length > 0 ? [say('digest.by', { names: authors.join(', ') })] : []),
      dates.shortDay(published, this.#from),
      ...(minutes > 1 ? [say('digest.minutes', {}, minutes)] : []),
    ];
  }

  event(event: EditionEvent): object {
    const name = this.#title(event.name, '', event.location ?? '');
    const url = safeLink(event.url) ?? safeLink(event.announcedBy[0]?.url);
    const announcedBy = event.announcedBy.map((post) => ({
      title: this.#title(post.title, '', post.source),
      url: safeLink(post.url),
      source: plain(post.source),
    }));
    return {
      name,
      dir: this.#dir(name),
      startDate: event.startDate,
      endDate: event.endDate ?? null,
      location: plain(event.location ?? ''),
      url,
      calendar: event.id === undefined ? null : eventCalendarLink(this.#options.site.url, event.id),
      status: event.status ?? 'scheduled',
      announcedBy,
      alsoIn: othersTelling(announcedBy, url),
    };
  }

  brief(brief: EditionBrief): object {
    const title = this.#title(brief.title, '', brief.source);
    return {
      title,
      url: safeLink(brief.url),
      source: plain(brief.source),
      lang: this.#foreign(brief.language),
      dir: this.#dir(title),
    };
  }

  #series(series: NonNullable<EditionPost['series']>, source: string): object {
    return {
      title: shortTitle(plain(series.title)),
      named: series.parts.every((part) => part.title !== series.title),
      continued: series.continued,
      parts: series.parts.map((part) => {
        const title = this.#title(part.title, '', source);
        return { title, url: safeLink(part.url), dir: this.#dir(title) };
      }),
    };
  }

  /** A post without a title is known by its first words, or by where it is from. */
  #title(title: string, summary: string, source: string): string {
    const own = shortTitle(plain(title).trim());
    if (own !== '') return own;
    const words = shortText(plain(summary).trim(), 100);
    return words === '' ? this.#options.templates.say('digest.untitled', { source: plain(source) }) : words;
  }

  /** The direction of a text where it is not that of the digest. */
  #dir(text: string): 'ltr' | 'rtl' | null {
    const dir = textDirection(text);
    return /\p{L}/u.test(text) && dir !== languageDirection(this.#options.site.language) ? dir : null;
  }

  /** The language of a post where it is not that of the digest. */
  #foreign(language: string | null): string | null {
    const known = language !== null && /^(?!und|mul|zxx)[a-z]{2,3}(?:-[a-z0-9]+)*$/i.test(language);
    return known && primary(language) !== primary(this.#options.site.language) ? language : null;
  }
}

interface Announcement {
  readonly url: string | null;
  readonly source: string;
}

/** Who else announces an event than the page at `url`: of each other source the first post, however often it told of it. */
function othersTelling<Post extends Announcement>(announcedBy: readonly Post[], url: string | null): Post[] {
  const told = new Set(announcedBy.filter((post) => post.url === url).map(tellerOf));
  return announcedBy.filter((post) => {
    const teller = tellerOf(post);
    if (post.url === null || told.has(teller)) return false;
    told.add(teller);
    return true;
  });
}

/** Many blogs have one name; the host tells them apart. */
function tellerOf({ url, source }: Announcement): string {
  return `${url === null ? '' : URL.parse(url)?.host} ${source}`;
}

const widestPicture = 592;
/** Smaller ones are icons and spacers. */
const smallestPicture = 80;

/** A picture that a mail client shows, at the width it is to have; `ratio` is height by width where both are known. */
function pictureModel(picture: EditionPost['image']): object | null {
  const url = picture === null ? null : safePicture(picture.url);
  if (picture === null || url === null) return null;
  if (Math.min(picture.width ?? smallestPicture, picture.height ?? smallestPicture) < smallestPicture) return null;
  return {
    url,
    alt: shortText(plain(picture.alt), 200),
    width: Math.min(widestPicture, picture.width ?? widestPicture),
  };
}

function primary(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? '';
}
