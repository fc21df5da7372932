/**
 * The prefixes by which the rest of this room knows a namespace. RSS's own namespaces and none at all are the empty
 * prefix, all versions of Atom are `atom`. An address that is not listed is a stranger's.
 */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['purl.org/rss/1.0', ''],
  ['purl.org/net/rss1.1', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['my.netscape.com/publish/formats/rss-0.91.dtd', ''],
  ['backend.userland.com/rss', ''],
  ['backend.userland.com/rss2', ''],
  ['backend.userland.com/rss2.1', ''],
  ['backend.userland.com/rss091', ''],
  ['backend.userland.com/rss092', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['cyber.law.harvard.edu/rss', ''],
  ['cyber.law.harvard.edu/rss/rss.html', ''],
  ['rssboard.org/rss-specification', ''],
  ['w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['purl.org/atom', 'atom'],
  ['purl.org/echo', 'atom'],
  ['purl.org/pie', 'atom'],
  ['w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['w3.org/1999/xhtml', 'xhtml'],
  ['w3.org/xml/1998/namespace', 'xml'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/rss/1.0/modules/event', 'ev'],
  ['purl.org/syndication/thread/1.0', 'thr'],
  ['purl.org/atompub/tombstones/1.0', 'at'],
  ['itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['itunes.com/dtds/podcast-1.0', 'itunes'],
  ['google.com/schemas/play-podcasts/1.0', 'googleplay'],
  ['search.yahoo.com/mrss', 'media'],
  ['video.search.yahoo.com/mrss', 'media'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['xmlns.com/foaf/0.1', 'foaf'],
  ['urn:ietf:params:xml:ns:xcal', 'xcal'],
  ['urn:ietf:params:xml:ns:icalendar-2.0', 'xcal'],
  ['w3.org/2002/12/cal/ical', 'xcal'],
]);

/** What prefixes mean where a document forgot to declare them. */
const CUSTOMARY: ReadonlyMap<string, string> = new Map([
  ...[...PREFIXES.values()].map((prefix) => [prefix, prefix] as const),
  ['a10', 'atom'],
  ['a', 'atom'],
  ['rss', ''],
  ['html', 'xhtml'],
  ['xcal', 'xcal'],
]);

/** The known prefix of a namespace, however its address is spelled; null for a stranger's. */
export function knownNamespace(uri: string): string | null {
  const plain = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[/#]+$/, '');
  return plain === '' ? '' : (PREFIXES.get(plain) ?? null);
}

/** What an undeclared prefix customarily stands for; null for one that nobody uses. */
export function customaryNamespace(prefix: string): string | null {
  return CUSTOMARY.get(prefix.toLowerCase()) ?? null;
}
