import type { Context } from 'hono';
import type { Instant } from '../model.ts';

/** An address as the web needs it. */
export interface WebAddress {
  /** As it was written. */
  readonly text: string;
  /** As it goes over the wire. */
  readonly wire: string;
  /** What addresses are compared by. */
  readonly key: string;
}

/** What links are for. */
export type LinkPurpose = 'confirm' | 'unsubscribe' | 'preferences' | 'approve';

/** The subscribers, as the web sees them. */
export interface SubscriberStore {
  byKey(key: string): Promise<{ readonly state: 'pending' | 'active' | 'unsubscribed' | 'suppressed' } | null>;
  /** Notes that somebody asked for the digest; nothing is sent to the address before it is confirmed. */
  request(address: WebAddress, name: string, now: Instant): Promise<void>;
  confirm(key: string, now: Instant): Promise<boolean>;
  unsubscribe(key: string, now: Instant): Promise<void>;
  /** Takes note of a confirmation mail unless `limit` were sent since `since`; whether it may be sent. */
  noteConfirmation(key: string, now: Instant, since: Instant, limit: number): Promise<boolean>;
}

/** What answers the hubs that push sources' news, by the names of subscriptions. */
export interface HubDesk {
  /** Whether this was asked of the hub; if so, it is noted as granted. */
  confirm(
    id: string,
    granted: {
      readonly mode: 'subscribe' | 'unsubscribe';
      readonly topic: string;
      /** null where the hub does not say. */
      readonly leaseSeconds: number | null;
    },
  ): Promise<boolean>;
  /** Notes that a hub says no. */
  deny(id: string, topic: string): Promise<void>;
  /** Whether a hub may push. */
  isPushing(id: string): Promise<boolean>;
  /** Whether the value of X-Hub-Signature proves that a body is the hub's. */
  isSigned(id: string, body: Uint8Array, signature: string | null): boolean;
  /** Keeps what was pushed for the next poll; false where too much waits already. */
  keep(id: string, pushed: { readonly contentType: string | null; readonly bytes: Uint8Array }): Promise<boolean>;
  /** Of a pushed document. */
  readonly maxBytes: number;
}

/** A page of the site in its own frame. */
export interface WebPage {
  readonly template: 'subscribe.html' | 'message.html';
  readonly heading: string;
  readonly model: object;
}

export interface WebOptions {
  /** The published files. */
  readonly folder: string;
  /** The path of the site's address, where it is not a host's root; a proxy may cut it off or leave it. */
  readonly prefix: string;
  readonly subscribers: SubscriberStore;
  /** null: the site asks no hubs. */
  readonly hubs: HubDesk | null;
  /** The subject of a link's token, or null for one that this site did not make for this purpose. */
  openToken(purpose: LinkPurpose, token: string): string | null;
  /** Lets an edition go out that waits for approval; whether there is one of that name. */
  approve(edition: string): Promise<boolean>;
  readAddress(text: string): WebAddress | { readonly error: string };
  /** Sends the message with the link that confirms; what goes wrong with it is its own affair. */
  sendConfirmation(address: WebAddress): Promise<void>;
  renderPage(page: WebPage): Promise<string>;
  /** Words of the site's language. */
  say(key: string, places?: Readonly<Record<string, string>>): string;
  /** Rejects where the site cannot work. */
  checkHealth(): Promise<void>;
  /** What there is to measure besides the requests, by name and labels. */
  measure(): Promise<readonly Measurement[]>;
  /** Who asks, for the limits by network address. */
  clientOf(context: Context): string;
  /** Told of a request that failed by a bug or a broken state; its visitor sees a plain 500. */
  reportError(thrown: unknown): void;
  readonly clock: () => Instant;
}

/** One number for Prometheus. */
export interface Measurement {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}
