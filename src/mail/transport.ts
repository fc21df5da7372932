import type { Fault } from '../fault.ts';

/** A message as it leaves: to one recipient. */
export interface Mail {
  readonly messageId: string;
  /** The envelope's sender and its one recipient, without angle brackets. */
  readonly from: string;
  readonly to: string;
  /** Its octets: whole lines, each ending in CRLF. What is the same for all recipients is there once for all of them. */
  readonly blocks: readonly Buffer[];
}

/** Where in the conversation of RFC 5321 the server's reply came. */
export type SmtpStep = 'MAIL' | 'RCPT' | 'DATA' | 'end of data';

/** A reply that refuses. */
export interface Refusal {
  readonly step: SmtpStep;
  /** From 400 to 599. */
  readonly code: number;
  /** RFC 3463, as in `5.1.1`, where the reply has one. */
  readonly enhanced: string | null;
  /** The reply's words, on one line. */
  readonly text: string;
}

/** How handing over one message ended, as far as this side can know. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly text: string }
  | ({ readonly kind: 'refused' } & Refusal)
  /** The connection was lost; `ended`: after the last byte of the message may have left. */
  | { readonly kind: 'lost'; readonly ended: boolean; readonly text: string }
  /** A connection that had served before was gone when the next message was begun: nothing was asked of the server. */
  | { readonly kind: 'stale' }
  /** The server said beforehand that it would not take this message or this address. */
  | { readonly kind: 'unfit'; readonly why: 'too large' | 'address'; readonly text: string }
  /** `mayEnd` said no: the message was broken off before its end. */
  | { readonly kind: 'withheld' };

/** One connection, which hands over one message at a time. */
export interface Channel {
  /**
   * Hands over a message. `mayEnd` is asked, once, before the last byte may leave; what it records must be durable when
   * it answers. Never rejects for what the server does; a rejection of `mayEnd` is passed on.
   */
  send(mail: Mail, mayEnd: () => Promise<boolean>): Promise<Outcome>;
  /** Whether another message may be sent over it. */
  readonly usable: boolean;
  close(): void;
}

/** Something that takes messages: a mail server or a folder. */
export interface Transport {
  /** Its name in messages to people; has no password in it. */
  readonly name: string;
  /** How many channels may be open at once. */
  readonly channels: number;
  /** Opens a channel, ready to send; the Fault where the server cannot be used. */
  open(): Promise<Channel | Fault>;
}
