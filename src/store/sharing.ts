import type { Socket } from 'node:net';
import type { Duration, Instant } from '../model.ts';

/** How a connection to the database is opened, in the words of pg. */
export interface Connection {
  readonly connectionString: string;
  readonly options: string;
  readonly application_name: string;
  readonly connectionTimeoutMillis: number;
  readonly keepAlive: boolean;
  readonly stream: () => Socket;
}

/** The gaps between turns of whatever is slowed. */
export interface SlowedGaps {
  readonly shortest: Duration;
  readonly longest: Duration;
}

/** What the workers that share one state need of it, on however many machines they are. */
export interface Sharing {
  /** Where the queue of jobs keeps its tables. */
  readonly queue: { readonly connection: Connection; readonly schema: string };
  /**
   * Joins those who work on the site; null where a command has the site to itself. `chance` names the member, unlike
   * any other.
   */
  join(chance: () => number): Promise<Membership | null>;
  /**
   * Does what one at a time may do of all who share the site, and says whether it did: not where another leads. Who
   * leads and dies leads no longer at once; who is paused or cut off, when the database has not heard of it for some
   * seconds. It may then end what it does beside the next, and must take care of that.
   */
  lead(act: () => Promise<void>): Promise<boolean>;
  /**
   * Takes the next turn of what only so many may do in a time, over all workers (a host's requests, the mail server's
   * messages), and so many turns in a row: returns how long from now the first of them is. `gap` is the time that
   * each takes.
   */
  takeTurns(name: string, count: number, gap: Duration): Promise<Duration>;
  /** Has turns of this name taken at a gap that doubles with each call, from the shortest to the longest. */
  slowDown(name: string, gaps: SlowedGaps): Promise<void>;
  /** Halves the gap; where it falls below the shortest, there is none any more. */
  speedUp(name: string, gaps: SlowedGaps): Promise<void>;
  /** What is slowed of the names that begin so: the gap, and how long from now the next turn is. */
  slowed(prefix: string): Promise<ReadonlyMap<string, { readonly gap: Duration; readonly wait: Duration }>>;
}

/** A worker's place among those who share a site. */
export interface Membership {
  /** The name of its run: what it has claimed stays its own for as long as the database hears of it. */
  readonly run: string;
  /**
   * Aborted when the database has not heard of it for too long: what it had claimed is others' now, and all connections
   * of the process are cut, so that nothing hangs in them.
   */
  readonly lost: AbortSignal;
  /** The time by the database's clock, which is the same for all. */
  now(): Instant;
  leave(): Promise<void>;
}
