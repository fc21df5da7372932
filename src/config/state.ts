import { z } from 'zod';
import { duration } from './quantities.ts';

const DAY = 86_400_000;

/** What digests look back on, and calendars show of what is over. */
const LEAST_KEPT = 90 * DAY;

/** Where the state is, and how long it keeps what is bulky; a text alone says where. */
export const state = z.preprocess(
  (given) => (typeof given === 'string' ? { at: given } : given),
  z.strictObject(
    {
      at: z.string().default('data/tidings.db').describe('a SQLite file, or postgres://…'),
      keep: duration
        .default(2 * 365 * DAY)
        .refine((kept) => kept >= LEAST_KEPT, { error: 'is less than 90d, which digests and calendars look back on' })
        .describe('how long texts of entries and deliveries stay'),
    },
    {
      error: ({ code }) =>
        code === 'invalid_type' ? 'is neither a file, an address, nor { at: …, keep: … }' : undefined,
    },
  ),
);
