import type { Instant } from '../model.ts';
export function readDate(text: string): Instant | null {
  const time = Date.parse(text.trim());
  return Number.isNaN(time) ? null : time;
}
