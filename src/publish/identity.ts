import { createHash } from 'node:crypto';
import { hasKey } from '../address.ts';
import type { Entry, SourceProfile } from '../model.ts';
import { sourceAddress, webAddress } from './plain.ts';

/** The namespace of the identifiers that are made here (RFC 9562, 5.5): a random UUID, never to be changed. */
const NAMESPACE = Buffer.from('6f1d8a3e7c5b4e0b9a2d51c84e0f7a63', 'hex');

const scheme = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const tagUri = /^tag:([a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(-\d{2}){0,2}:[a-z0-9;/?:@&=+$._!~*'(),%-]*$/i;
const uuidUrn = /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What of an entry it is known by. */
type Named = Pick<Entry, 'guid' | 'url' | 'title'>;

/**
 * The permanent IRI of an entry (RFC 4287, 4.2.6): the one its Atom feed gave it, a guid that is one, else the address
 * of the post, else one made from what its source knows it by. The same whenever and wherever it is asked for.
 */
export function entryId(entry: Named, source: SourceProfile): string {
  const { guid } = entry;
  if (guid !== null && isIri(guid) && (source.feedId !== null || isGoodIri(guid))) return guid;
  const address = guid === null ? webAddress(entry.url) : null;
  return address ?? madeId('entry', placeOf(source.firstUrl), guid ?? entry.url ?? entry.title);
}

/** The IRI of an entry whose own one another entry has already. */
export function distinctId(entry: Named, source: SourceProfile): string {
  return madeId('distinct', placeOf(source.firstUrl), entry.guid ?? '', entry.url ?? '', entry.title);
}

/** The permanent IRI of a source's feed: its own atom:id, else its address; one made for a feed in a file. */
export function sourceId(source: SourceProfile): string {
  const { feedId } = source;
  if (feedId !== null && isIri(feedId) && !hasKey(feedId)) return feedId;
  return sourceAddress(source.firstUrl) ?? madeId('source', placeOf(source.firstUrl));
}

/** A name-based UUID (RFC 9562, version 5) as an IRI: the same for the same parts. */
export function madeId(...parts: readonly string[]): string {
  const digest = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return `urn:uuid:${digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}

/** Whether the text is an absolute IRI. A `file:` address is none that could be published. */
export function isIri(text: string): boolean {
  return scheme.test(text) && URL.canParse(text) && !/^file:/i.test(text);
}

/** Whether it is one of the schemes that identifiers are made of, and right by its rules. */
function isGoodIri(text: string): boolean {
  return webAddress(text) !== null || tagUri.test(text) || uuidUrn.test(text);
}

/** A source in a file is known by the file's name: its folder is the machine's, and another on the next one. */
function placeOf(url: string): string {
  return webAddress(url) ?? url.slice(url.lastIndexOf('/') + 1);
}
