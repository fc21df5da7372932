import { type DecodedText, decodeText } from '../encoding.ts';
import { Fault } from '../fault.ts';
import type { Duration, Feed, Instant } from '../model.ts';
import { canonicalise } from './canonical.ts';
import { kindOfDocument } from './detect.ts';
import { type FeedContent, readCanonical } from './feed.ts';

/** What is known of a document besides its bytes. */
export interface ReadContext {
  /** Where it was found, which its relative URLs are relative to. */
  readonly url: string | null;
  /** The HTTP header, for its charset. */
  readonly contentType: string | null;
  /** From when on occurrences of recurring events are listed. */
  readonly now: Instant;
  /** For times that name no zone. */
  readonly timezone: string;
  /** Until how long after now occurrences are listed. */
  readonly horizon?: Duration;
}

const DAY: Duration = 24 * 60 * 60 * 1000;
const DEFAULT_HORIZON: Duration = 60 * DAY;

/** The largest document that is read, in bytes. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Reads a document of any feed format as a feed. A document that is none is an expected failure, and is returned as a
 * Fault; whatever else is odd about it is mended and told in the feed's `warnings`.
 */
export function readFeed(bytes: Uint8Array, context: ReadContext): Promise<Feed | Fault> {
  if (bytes.length > LARGEST) return Promise.resolve(noFeed(context, `is larger than ${LARGEST / 1024 / 1024} MB`));
  // Nothing here waits with the bytes in hand: of a large document, they and its text and its items would add up.
  const { text, encoding, mended, warnings } = readText(bytes, context.contentType);
  const problem = whatItIs(text);
  return readDocument(text, context).then((read) =>
    read === null
      ? noFeed(context, problem)
      : {
          ...read.content,
          encoding,
          repaired: mended.length + read.mended.length > 0,
          warnings: [...warnings, ...mended, ...read.mended, ...read.warnings],
        },
  );
}

interface ReadDocument {
  readonly content: FeedContent;
  readonly mended: readonly string[];
  readonly warnings: readonly string[];
}

function readDocument(text: string, context: ReadContext): Promise<ReadDocument | null> {
  switch (kindOfDocument(text)) {
    case 'json':
      return readJson(text, context);
    case 'ical':
      return readIcal(text, context);
    case 'xml':
      return readXml(text, context);
  }
}

async function readJson(text: string, { url }: ReadContext): Promise<ReadDocument | null> {
  // Loaded when the first is met, as calendars are.
  const { readJsonFeed } = await import('./json-feed.ts');
  return unmended(readJsonFeed(text, url));
}

async function readIcal(text: string, context: ReadContext): Promise<ReadDocument> {
  // Loaded when the first calendar is met: most runs meet none.
  const { readCalendar } = await import('./ical.ts');
  const content = readCalendar(text, { ...context, horizon: context.horizon ?? DEFAULT_HORIZON });
  return { content, mended: [], warnings: [] };
}

function unmended(content: FeedContent | null): ReadDocument | null {
  return content === null ? null : { content, mended: [], warnings: [] };
}

function readXml(text: string, { url }: ReadContext): Promise<ReadDocument | null> {
  const canonical = canonicalise(text, url);
  if (canonical === null) return Promise.resolve(null);
  const { mended, warnings } = canonical;
  return readCanonical(canonical, url).then((content) => ({ content, mended, warnings }));
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

interface ReadText extends DecodedText {
  readonly mended: readonly string[];
}

/** A document's text without what no format allows in its text. */
function readText(bytes: Uint8Array, contentType: string | null): ReadText {
  const decoded = decodeText(bytes, contentType);
  const mended: string[] = [];
  let { text } = decoded;
  if (CONTROLS.test(text)) {
    text = text.replace(new RegExp(CONTROLS, 'g'), '');
    mended.push('control characters were removed');
  }
  if (!text.isWellFormed()) {
    text = text.toWellFormed();
    mended.push('halves of characters were replaced');
  }
  return { ...decoded, text, mended };
}

function noFeed(context: ReadContext, problem: string): Fault {
  return new Fault({ stage: 'feed', subject: context.url ?? 'the document', problem });
}

function whatItIs(text: string): string {
  const head = text.slice(0, 2000).trimStart();
  if (head === '') return 'is empty';
  if (/^(?:<!doctype html|<html\b)/i.test(head) || /<html[\s>]/i.test(head)) return 'is a web page, not a feed';
  return 'is not a feed of any known format';
}
