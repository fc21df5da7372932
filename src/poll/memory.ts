import { z } from 'zod';

const hints = z.object({
  ttl: z.number().nullable(),
  skipHours: z.array(z.number()).readonly(),
  skipDays: z.array(z.number()).readonly(),
  updatePeriod: z.number().nullable(),
});

const shape = z.object({
  /** Polls since the last one with news. */
  quietPolls: z.number().default(0),
  /** How far apart the feed's entries usually are. */
  rhythm: z.number().nullable().default(null),
  /** What the feed last asked of those who poll it. */
  hints: hints.default({ ttl: null, skipHours: [], skipDays: [], updatePeriod: null }),
  /** The freshness fields of the last 200, which a 304 need not repeat (RFC 9111 §4.3.4). */
  cacheControl: z.string().nullable().default(null),
  expires: z.string().nullable().default(null),
  /** Whether every document so far broke off. */
  unfinished: z.boolean().default(false),
  /** SHA-256 of the last body taken in, with what else decides what is read from it. */
  body: z.string().nullable().default(null),
  /** What its hub knows the feed as: the address that the feed gives as its own (rel=self). */
  topic: z.string().nullable().default(null),
  /** Where permanent redirects have led, and in how many polls in a row. */
  move: z.object({ to: z.string(), polls: z.number() }).nullable().default(null),
});

/** What the schedule and the redirects remember of a source besides the columns of its state. */
export type Memory = z.output<typeof shape>;

/** Reads a source's memory; one that makes no sense (another version's, say) is a fresh one. */
export function readMemory(json: string): Memory {
  const read = shape.safeParse(JSON.parse(json));
  return read.success ? read.data : shape.parse({});
}

export function writeMemory(memory: Memory): string {
  return JSON.stringify(memory);
}
