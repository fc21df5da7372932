import type { EntryDocument } from './document.ts';
import { openDocument } from './document.ts';

export function sanitise(html: string, baseUrl: string | null): string {
  return sanitiseDocument(openDocument(html, baseUrl));
}
export function sanitiseDocument(document: EntryDocument): string {
  return document.$.html();
}
