import type { Entry, Source } from '../model.ts';

/** What the list of sources says about which of a source's entries are wanted. */
export type Filter = Pick<Source, 'include' | 'exclude'>;

/**
 * Why an entry is not wanted by its source's `include` and `exclude`, in words; null where it is. Both look at the title
 * and at each tag, whatever the case; `exclude` wins.
 */
export function unwantedBecause(entry: Pick<Entry, 'title' | 'tags'>, { include, exclude }: Filter): string | null {
  const texts = [entry.title, ...entry.tags];
  const excluded = exclude === null ? undefined : texts.find((text) => matches(exclude, text));
  if (excluded !== undefined) return `its source's exclude: "${exclude}" matches "${excluded}"`;
  if (include === null || texts.some((text) => matches(include, text))) return null;
  return `its source's include: "${include}" matches neither its title nor a tag`;
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'i').test(text);
}
