import type { Edition, Instant, SourceProfile } from '../model.ts';
import type { Templates } from '../templating/templates.ts';
import type { Revision } from './calendar.ts';
import type { MergedEvent } from './event.ts';
import type { PublishedEntry } from './post.ts';

/** A file below the output folder: its path with forward slashes, and its UTF-8 text. */
export interface PublishedFile {
  readonly path: string;
  readonly body: string;
}

/** What the site says of itself. */
export interface PublishedSite {
  readonly title: string;
  readonly description: string;
  /** Where it is reachable, ending in a slash. */
  readonly url: string;
  /** A BCP 47 tag. */
  readonly language: string;
  /** IANA name of the zone whose days the pages show. */
  readonly timezone: string;
  /** Where readers can subscribe to the digest; null on a site without a server. */
  readonly subscribeUrl: string | null;
  readonly theme: SiteTheme;
}

/** The colours and fonts of the pages, see `digest.theme` in the settings. */
export interface SiteTheme {
  readonly light: object;
  readonly dark: object;
  readonly fonts: { readonly heading: string; readonly text: string };
  readonly logo: { readonly url: string; readonly width: number; readonly alt: string } | null;
}

/** A source as the list of sources shows it. */
export interface PublishedSource {
  readonly profile: SourceProfile;
  readonly health: 'ok' | 'failing' | 'gone';
  /** The date of its newest post. */
  readonly lastPost: Instant | null;
}

/** An edition whose page is to be written: the message as it was printed, for the web. */
export interface PublishedEdition {
  readonly name: string;
  readonly html: string;
}

/** An edition as the list of editions shows it. */
export interface EditionTitle {
  readonly name: string;
  readonly title: string;
  readonly period: Edition['period'];
}

/** A part of the site with a feed of its own. */
export interface PublishedSection {
  readonly path: string;
  readonly title: string;
  readonly homePageUrl: string | null;
  /** Newest first, each story once. */
  readonly entries: readonly PublishedEntry[];
}

/** Everything that `publishSite` makes files of. */
export interface PublishInput {
  readonly site: PublishedSite;
  /** Only the day of it, in the site's zone, is seen in the files. */
  readonly now: Instant;
  /** How many posts the feeds have, and how much of each. */
  readonly feed: { readonly limit: number; readonly content: 'summary' | 'full'; readonly hub: string | null };
  /** Where the newest document of the archive is; null: there is none. */
  readonly newestArchive: string | null;
  /** Newest first, each story once, at least as many as the feeds have where there are so many. */
  readonly entries: readonly PublishedEntry[];
  /** The entries that only announce an event, by number: the front page has them where it shows the event. */
  readonly announcing: ReadonlySet<number>;
  /** The calendar items whose events are over: the front page has no use for them. */
  readonly bygone: ReadonlySet<number>;
  /** The script of the search page. */
  readonly searchScript: string;
  readonly events: readonly MergedEvent[];
  /** What the calendar is to say of each event besides, by the event's id. */
  readonly revisions: ReadonlyMap<string, Revision>;
  readonly sources: readonly PublishedSource[];
  /** All editions sent, newest first. */
  readonly editionTitles: readonly EditionTitle[];
  /** Those whose pages are to be written. */
  readonly editions: readonly PublishedEdition[];
  readonly templates: Templates;
}
