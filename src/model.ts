/** Milliseconds since the Unix epoch. */
export type Instant = number;

/** Milliseconds. */
export type Duration = number;

export type SourceKind = 'blog' | 'events' | 'auto';
export type Fulltext = 'auto' | 'always' | 'never';

/** One feed that is polled, as a sources list has it. Its `url` is what it is known by. */
export interface Source {
  readonly url: string;
  /** The name given in the list; null: the feed's own title serves. */
  readonly name: string | null;
  readonly kind: SourceKind;
  readonly tags: readonly string[];
  /** Replaces the adaptive interval. */
  readonly interval: Duration | null;
  /** Regular expressions on title and tags, case-insensitive, known to compile. */
  readonly include: string | null;
  readonly exclude: string | null;
  readonly fulltext: Fulltext;
  /** Where it is listed, for messages: `sources/blogs.yaml:3`. */
  readonly listedAt: string;
  /** The absolute path of a `file:` source, whose URL is relative to its list. */
  readonly path?: string;
}

export interface Author {
  readonly name: string;
  readonly url?: string;
}

export interface Attachment {
  readonly url: string;
  readonly mimeType: string | null;
  /** In bytes. */
  readonly size: number | null;
  /** In seconds. */
  readonly duration: number | null;
  readonly title: string | null;
}

export interface Picture {
  readonly url: string;
  readonly alt: string;
  /** In CSS pixels, where the markup says so. */
  readonly width: number | null;
  readonly height: number | null;
}

export type EventSource = 'schema.org' | 'ical' | 'rss-event' | 'h-event' | 'time' | 'prose';
export type EventStatus = 'scheduled' | 'rescheduled' | 'postponed' | 'cancelled';

/** Something with a start date, with schema.org's meaning of its first five properties. */
export interface Event {
  readonly name: string;
  /** `2014-08-21`, or `2014-08-21T14:00:00-05:00` where a time is known; without offset only where none is known. */
  readonly startDate: string;
  /** Inclusive; absent where it equals the start or is unknown. */
  readonly endDate?: string;
  readonly location?: string;
  readonly url?: string;
  readonly source: EventSource;
  /** From 0 to 1: of all events given 0.8, four in five are right. */
  readonly confidence: number;
  /** Absent means scheduled. Cancelled ones are kept, so that an announced event can be struck out. */
  readonly status?: EventStatus;
  /** The calendar's own UID (with the recurrence's date, if any), where the event came with one. */
  readonly uid?: string;
}

/** The feed that an entry was taken from by the source that carries it (atom:source, RSS `source`). */
export interface Origin {
  readonly id: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly feedUrl: string | null;
}

export type FeedFormat = 'rss090' | 'rss091' | 'rss092' | 'rss10' | 'rss20' | 'atom03' | 'atom10' | 'json' | 'ical';

/** One item of a feed as read, before anything is taken from its HTML. */
export interface FeedItem {
  /** The feed's own identifier (guid, atom:id, rdf:about, UID), where it gives one. */
  readonly guid: string | null;
  /** Absolute. */
  readonly url: string | null;
  /** Plain text; empty where there is none. */
  readonly title: string;
  /** The fullest text the feed gives, as HTML that must not be trusted, its URLs relative to `baseUrl`. */
  readonly contentHtml: string;
  readonly baseUrl: string | null;
  /** The feed's own summary as plain text, where it has one besides the content. */
  readonly summary: string | null;
  readonly image: string | null;
  readonly published: Instant | null;
  readonly updated: Instant | null;
  readonly authors: readonly Author[];
  readonly tags: readonly string[];
  readonly attachments: readonly Attachment[];
  /** A BCP 47 tag, from xml:lang or the feed's language. */
  readonly language: string | null;
  /** Structured event data the item itself carries outside its HTML. */
  readonly events: readonly Event[];
  readonly origin: Origin | null;
}

/** What a feed asks of those who poll it. */
export interface PollingHints {
  readonly ttl: Duration | null;
  /** Hours of the day in GMT, 0 to 23. */
  readonly skipHours: readonly number[];
  /** Days of the week in GMT, 0 for Sunday. */
  readonly skipDays: readonly number[];
  /** sy:updatePeriod divided by sy:updateFrequency. */
  readonly updatePeriod: Duration | null;
}

export interface Feed {
  readonly format: FeedFormat;
  /** The WHATWG name of the encoding the bytes were read in. */
  readonly encoding: string;
  /** Whether the document had to be mended to be read; `warnings` says how. */
  readonly repaired: boolean;
  readonly warnings: readonly string[];
  /** atom:id or the like. */
  readonly id: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly homePageUrl: string | null;
  /** rel=self, where the feed says it. */
  readonly feedUrl: string | null;
  readonly hubUrls: readonly string[];
  readonly language: string | null;
  readonly hints: PollingHints;
  readonly items: readonly FeedItem[];
  /** RFC 6721 deleted-entry: guids that the source has withdrawn. */
  readonly deleted: readonly string[];
  /** Where the document ends before its time; absent: it is whole. */
  readonly breaksOff?: 'within its last item' | 'elsewhere';
}

/** What extraction finds in an item. */
export interface Findings {
  /** Sanitised, every URL absolute. */
  readonly contentHtml: string;
  /** Whole sentences of the text, at most 320 characters. */
  readonly summary: string;
  readonly image: Picture | null;
  readonly language: string | null;
  readonly words: number;
  readonly minutes: number;
  readonly events: readonly Event[];
  /** Whether the text breaks off, so that the whole of it is on the page behind `url`. */
  readonly truncated: boolean;
  /** Outbound links in reading order, without duplicates, for telling link posts and copies. */
  readonly links: readonly string[];
  /** A similarity sketch of the text, empty where it is too short for one. */
  readonly sketch: string;
}

/** An item with what was found in it: what the store takes in. */
export type EntryDraft = Omit<FeedItem, 'contentHtml' | 'baseUrl' | 'summary' | 'image' | 'language' | 'events'> &
  Findings & {
    /** The feed's own summary. */
    readonly ownSummary: string | null;
    /** What an edit changes: title, text and links, without markup noise. */
    readonly fingerprint: string;
  };

/** One post of a source as the store has it. */
export interface Entry extends Omit<EntryDraft, 'published'> {
  readonly id: number;
  readonly sourceUrl: string;
  /** The feed's own date where it is sound, else `firstSeen`. */
  readonly published: Instant;
  readonly firstSeen: Instant;
  /** When an edit was last seen here; null: never. */
  readonly changed: Instant | null;
  /** The edition in which it was new; null: in none yet. */
  readonly edition: string | null;
}

/** What is known of a source besides its line in the list. */
export interface SourceProfile {
  readonly url: string;
  /** The address that it was first listed under: what is published of it is known by this, wherever it moves. */
  readonly firstUrl: string;
  /** The list's name, else the feed's title, else the host. */
  readonly name: string;
  readonly tags: readonly string[];
  readonly kind: SourceKind;
  readonly homePageUrl: string | null;
  /** The feed's own id (atom:id), where it has one. */
  readonly feedId: string | null;
  /** The feed's own title. */
  readonly title: string | null;
  readonly language: string | null;
}

export type SubscriberState = 'pending' | 'active' | 'unsubscribed' | 'suppressed';

export interface Subscriber {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly language: string | null;
  readonly tags: readonly string[];
  readonly state: SubscriberState;
  /** When it came into that state. */
  readonly since: Instant;
}

/** Somebody to be put on the list. */
export interface NewSubscriber {
  readonly email: string;
  /** The form by which addresses are compared. */
  readonly key: string;
  readonly name: string;
  readonly language: string | null;
  readonly tags: readonly string[];
  /** Columns of an imported file that mean nothing here, by their names. */
  readonly kept: Readonly<Record<string, string>>;
  /** As the file says it; null: active. */
  readonly state: SubscriberState | null;
}

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'deferred' | 'failed' | 'uncertain' | 'suppressed';

/** An event as an edition shows it: once, with everything that announces it. */
export interface EditionEvent extends Event {
  /** What its published calendar file is named by: `events/ID.ics`. Absent where none is published. */
  readonly id?: string;
  /** The posts that announce it, best first. */
  readonly announcedBy: readonly { readonly title: string; readonly url: string | null; readonly source: string }[];
}

export interface EditionPost {
  readonly title: string;
  readonly url: string | null;
  readonly summary: string;
  readonly image: Picture | null;
  readonly published: Instant;
  /** The source's name. */
  readonly source: string;
  readonly sourceUrl: string;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly language: string | null;
  readonly minutes: number;
  /** Where the post tells a story in parts: those of this edition in order. */
  readonly series: {
    readonly title: string;
    readonly parts: readonly { readonly title: string; readonly url: string | null }[];
    /** Whether earlier parts were in an earlier edition. */
    readonly continued: boolean;
  } | null;
  readonly alsoIn: readonly { readonly source: string; readonly url: string | null }[];
}

export interface EditionBrief {
  readonly title: string;
  readonly url: string | null;
  readonly source: string;
  readonly language: string | null;
}

/** One digest for one period: what an editor hands to the printer. */
export interface Edition {
  /** `2014-W34`, `2014-08-18` or `2014-08`: the period it covers, by its first day in the site's zone. */
  readonly name: string;
  readonly period: { readonly from: Instant; readonly to: Instant };
  readonly events: readonly EditionEvent[];
  readonly posts: readonly EditionPost[];
  readonly brief: readonly EditionBrief[];
}

/** An edition as printed. In each part the recipient's own places are marked, see `digest/personal.ts`. */
export interface RenderedEdition {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  /** The same render for the web, with no recipient's places. */
  readonly webHtml: string;
}
