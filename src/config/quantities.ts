import { z } from 'zod';

const MILLISECONDS = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
} as const;
const BYTES = { B: 1, KB: 1000, MB: 1_000_000, GB: 1_000_000_000 } as const;

/** A duration as people write it (`250ms`, `20s`, `15m`, `6h`, `60d`, `2w`, `2y` of 365 days), in milliseconds. */
export const duration = quantity(MILLISECONDS, 'a duration such as 250ms, 20s, 15m, 6h or 60d');

/** A size as people write it (`500KB`, `10MB`), in bytes. */
export const size = quantity(BYTES, 'a size such as 500KB or 10MB');

/** A rate as people write it (`10/s`, `600/m`, `5000/h`), in events per second. */
export const rate = z
  .string()
  .meta({ perSecond: true })
  .regex(/^\d+(\.\d+)?\/(s|m|h)$/, { error: 'is not a rate such as 10/s, 600/m or 5000/h' })
  .transform((text) => {
    const [count = '', unit = ''] = text.split('/');
    return (Number(count) * 1000) / unitOf(MILLISECONDS, unit);
  })
  .refine((perSecond) => perSecond > 0, { error: 'must be more than nothing' });

function quantity(units: Readonly<Record<string, number>>, what: string) {
  const shape = new RegExp(`^(\\d+(?:\\.\\d+)?)\\s*(${Object.keys(units).join('|')})$`);
  const written = z.string({ error: `is not ${what}` }).meta({ units });
  return written.transform((text, context) => {
    const [, count, unit] = shape.exec(text.trim()) ?? [];
    if (count !== undefined && unit !== undefined) return Number(count) * unitOf(units, unit);
    context.addIssue({ code: 'custom', message: `"${text}" is not ${what}` });
    return z.NEVER;
  });
}

function unitOf(units: Readonly<Record<string, number>>, unit: string): number {
  const value = units[unit];
  if (value === undefined) throw new Error(`no unit ${unit}`);
  return value;
}
