/** A web address made absolute; null where it is none of http or https. */
export function absoluteUrl(reference: string | undefined, baseUrl: string | null): string | null {
  if (reference === undefined || reference.trim() === '') return null;
  const url = URL.parse(reference.trim(), baseUrl ?? undefined);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}
