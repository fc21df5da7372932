import type { Source, SourceProfile } from '../model.ts';

/** What the state knows of a source besides its line in the list. */
export type KnownSource = Pick<SourceProfile, 'title' | 'feedId' | 'homePageUrl' | 'language'> & {
  /** Null: it has been listed under one address all along. */
  readonly firstUrl?: string | null;
};

/** A source as readers are told of it: named by its list, else by its feed, else by its host. */
export function profileOf(source: Source, known: KnownSource | undefined): SourceProfile {
  const { url, tags, kind } = source;
  const title = known?.title ?? null;
  return {
    url,
    firstUrl: known?.firstUrl ?? url,
    name: (source.name ?? (title || hostOf(url))).replace(/\s+/g, ' '),
    tags,
    kind,
    title,
    feedId: known?.feedId ?? null,
    homePageUrl: known?.homePageUrl ?? null,
    language: known?.language ?? null,
  };
}

/** A feed in a file has no host; the file's name without its folder tells nothing of the machine. */
function hostOf(url: string): string {
  const { hostname, pathname } = new URL(url);
  return hostname || pathname.slice(pathname.lastIndexOf('/') + 1);
}
