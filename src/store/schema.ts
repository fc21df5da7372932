import type { ColumnType, Generated } from 'kysely';
import type { DeliveryState, EventSource, EventStatus } from '../model.ts';

/**
 * The tables, in the one form both SQLite and PostgreSQL hold: instants as milliseconds, truth as 0 and 1, lists as
 * JSON text. Written to by the queries of the subject that the table is named after and by nothing else.
 */
export interface Schema {
  readonly sources: SourceTable;
  readonly hosts: HostTable;
  readonly hub_subscriptions: HubSubscriptionTable;
  readonly pushes: PushTable;
  readonly entries: EntryTable;
  readonly events: EventTable;
  readonly calendar: CalendarTable;
  readonly editions: EditionTable;
  readonly deliveries: DeliveryTable;
  readonly subscribers: SubscriberTable;
  readonly suppressions: SuppressionTable;
  readonly soft_bounces: SoftBounceTable;
  readonly confirmations: ConfirmationTable;
  readonly facts: FactTable;
}

type Json = string;
type Truth = 0 | 1;
type OnInsert<T> = ColumnType<T, T, never>;

/** A source's profile and the state of its polling; known by its URL as listed. */
export interface SourceTable {
  id: Generated<number>;
  url: ColumnType<string, string, string>;
  /** The address that it was first listed under; null: it has been this one all along. */
  first_url: ColumnType<string | null, never, string>;
  /** The feed's own title, id, home and language, as last read. */
  title: string | null;
  feed_id: string | null;
  home_page_url: string | null;
  language: string | null;
  hub_urls: Json;
  /** Where permanent redirects led, once confirmed. */
  moved_to: string | null;
  /** The address that gave the validators: they go back to it alone. */
  validator_url: string | null;
  /** As received, byte for byte, in Latin-1. */
  etag: string | null;
  last_modified: string | null;
  last_polled: number | null;
  last_succeeded: number | null;
  last_changed: number | null;
  next_poll: number | null;
  /** Why `next_poll` is when it is: JSON list of sentences. */
  next_reasons: Json;
  failures: number;
  last_error: string | null;
  last_status: number | null;
  gone: Truth;
  /** What else the schedule and the redirects need to remember: JSON, shaped by `poll/`. */
  memory: Json;
}

/** Hosts that asked to be left alone (Retry-After). */
export interface HostTable {
  host: OnInsert<string>;
  not_before: number;
}

/** What is asked of a hub that a source names. */
export interface HubSubscriptionTable {
  /** The end of its callback's address. */
  name: OnInsert<string>;
  source_url: string;
  hub: OnInsert<string>;
  topic: OnInsert<string>;
  mode: 'subscribe' | 'unsubscribe';
  tries: number;
  next_ask: number;
  /** The end of the lease; null: the hub does not push. */
  until: number | null;
}

/** What hubs have pushed, until the next poll takes it in. */
export interface PushTable {
  id: Generated<number>;
  subscription_id: OnInsert<string>;
  content_type: OnInsert<string | null>;
  /** In base64. */
  body: OnInsert<string>;
}

export interface EntryTable {
  id: Generated<number>;
  source_id: OnInsert<number>;
  /** What it is recognised by, see `feed/identity.ts`; null where its feed gives no such thing. */
  guid_key: string | null;
  link_key: string | null;
  title_key: string | null;
  /** What the item is known by as its feed gave it, so that one that is the same again is not looked into. */
  raw: string;
  fingerprint: string;
  guid: string | null;
  url: string | null;
  title: string;
  content_html: string;
  own_summary: string | null;
  summary: string;
  image: Json | null;
  published: number;
  updated: number | null;
  first_seen: OnInsert<number>;
  changed: number | null;
  /** When its source withdrew it; null: never. */
  withdrawn: number | null;
  /** Whether its feed held it when that was last read whole. */
  listed: Truth;
  /** Whether it came with its source's first poll, and so is news only if it is young. */
  initial: OnInsert<Truth>;
  language: string | null;
  words: number;
  minutes: number;
  authors: Json;
  tags: Json;
  attachments: Json;
  links: Json;
  sketch: string;
  origin: Json | null;
  truncated: Truth;
  /** The validators of the page that the text is from: JSON; null where it is the feed's own, or its page gave none. */
  page: Json | null;
  /** The edition in which it was new; null: in none yet; empty: left out of all. */
  edition: string | null;
}

/** One row for each event an entry announces. */
export interface EventTable {
  id: Generated<number>;
  entry_id: OnInsert<number>;
  name: string;
  start_date: string;
  end_date: string | null;
  /** The first and the last instant of it, in the site's zone where it names none. */
  starts_at: number;
  ends_at: number;
  location: string | null;
  url: string | null;
  source: EventSource;
  confidence: number;
  status: EventStatus;
  uid: string | null;
}

/** What the published calendar last said of an event, so that its SEQUENCE rises only with a change. */
export interface CalendarTable {
  uid: OnInsert<string>;
  fingerprint: string;
  sequence: number;
  stamped: number;
}

/** An edition frozen at its beginning. */
export interface EditionTable {
  name: OnInsert<string>;
  /** waiting: until the editor approves or rejects it. */
  state: 'waiting' | 'rejected' | 'sending' | 'done';
  due_at: number;
  period_from: number;
  period_to: number;
  begun_at: number;
  finished_at: number | null;
  subject: string;
  preheader: string;
  html: string;
  text: string;
  web_html: string;
  /** The `Edition` of model.ts. */
  content: Json;
  /** What was decided of each entry and why, for `explain`. */
  decisions: Json;
}

export interface DeliveryTable {
  edition: OnInsert<string>;
  /** The recipient in the form by which addresses are compared. */
  email_key: string;
  email: string;
  name: string;
  /** null for the fixed recipients of the settings. */
  subscriber_id: number | null;
  message_id: OnInsert<string>;
  state: DeliveryState;
  attempts: number;
  next_try: number;
  /** The run that has it in hand; a run that is dead has nothing in hand. */
  claimed_by: string | null;
  first_tried_at: number | null;
  changed_at: number;
  last_error: string | null;
  last_code: string | null;
}

export interface SubscriberTable {
  id: Generated<number>;
  email: string;
  email_key: string;
  name: string;
  language: string | null;
  tags: Json;
  /** Columns of an imported CSV that mean nothing here, kept for the export: JSON object. */
  kept: Json;
  state: string;
  since: number;
  created_at: OnInsert<number>;
}

/** Addresses never to be mailed again, whatever is imported. */
export interface SuppressionTable {
  /** SHA-256 of the address's key: enough to know it by, and no personal data to be forgotten. */
  email_hash: OnInsert<string>;
  reason: string;
  since: number;
}

/** Soft bounces, once an edition. */
export interface SoftBounceTable {
  email_key: OnInsert<string>;
  edition: OnInsert<string>;
  at: number;
}

/** Confirmation mails sent, for the limit a day. */
export interface ConfirmationTable {
  id: Generated<number>;
  email_key: OnInsert<string>;
  sent_at: OnInsert<number>;
}

/** Single facts of the site: the secret, when it was first polled. */
export interface FactTable {
  name: OnInsert<string>;
  value: string;
}
