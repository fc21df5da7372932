import type { EntryDocument } from './document.ts';

/** A web address made absolute; null where it is none of http or https. */
export function absoluteUrl(reference: string | undefined, baseUrl: string | null): string | null {
  if (reference === undefined || reference.trim() === '') return null;
  return onWeb(URL.parse(reference.trim(), baseUrl ?? undefined)?.href ?? null);
}

/** {@link absoluteUrl} of an address in a document. */
export function absoluteIn(document: EntryDocument, reference: string | undefined): string | null {
  return reference === undefined || reference.trim() === '' ? null : onWeb(document.resolve(reference));
}

function onWeb(url: string | null): string | null {
  return url !== null && /^https?:/.test(url) ? url : null;
}
