import type { Duration, Instant } from '../model.ts';

/** What the workers that share one state need of it, on however many machines they are. */
export interface Sharing {
  /** Where the queue of jobs keeps its tables. */
  readonly queue: { readonly address: string; readonly schema: string };
  /**
   * Joins those who work on the site; null where a command has the site to itself. `chance` names the member, unlike
   * any other.
   */
  join(chance: () => number): Promise<Membership | null>;
  /**
   * Takes the next turn of what only so many may do in a time, over all workers (a host's requests, the mail server's
   * messages), and so many turns in a row: returns how long from now the first of them is. `gap` is the time that
   * each takes.
   */
  takeTurns(name: string, count: number, gap: Duration): Promise<Duration>;
}

/** A worker's place among those who share a site. */
export interface Membership {
  /** The name of its run: what it has claimed stays its own for as long as the database hears of it. */
  readonly run: string;
  /** Aborted when the database has not heard of it for too long: what it had claimed is others' now. */
  readonly lost: AbortSignal;
  /** The time by the database's clock, which is the same for all. */
  now(): Instant;
  leave(): Promise<void>;
}
