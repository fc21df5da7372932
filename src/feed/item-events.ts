import type { Event } from '../model.ts';
import type { RawItem } from './rss-parser.ts';
export function itemEvents(_raw: RawItem, _item: { title: string; url: string | null; timezone: string }): readonly Event[] {
  return [];
}
