import { Fault } from '../fault.ts';
import type { Duration, Feed, Instant } from '../model.ts';
import { canonicalise } from './canonical.ts';
import { kindOfDocument } from './detect.ts';
import { decodeText } from './encoding.ts';
import { type FeedContent, readCanonical } from './feed.ts';
import { readJsonFeed } from './json-feed.ts';

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
export async function readFeed(bytes: Uint8Array, context: ReadContext): Promise<Feed | Fault> {
  if (bytes.length > LARGEST) return noFeed(context, `is larger than ${LARGEST / 1024 / 1024} MB`);
  const decoded = decodeText(bytes, context.contentType);
  const cleaned = clean(decoded.text);
  const read = await readDocument(cleaned.text, context);
  if (read === null) return noFeed(context, whatItIs(cleaned.text));
  const warnings = [...decoded.warnings, ...cleaned.mended, ...read.mended, ...read.warnings];
  const repaired = cleaned.mended.length + read.mended.length > 0;
  return { ...read.content, encoding: decoded.encoding, repaired, warnings };
}

interface ReadDocument {
  readonly content: FeedContent;
  readonly mended: readonly string[];
  readonly warnings: readonly string[];
}

async function readDocument(text: string, context: ReadContext): Promise<ReadDocument | null> {
  switch (kindOfDocument(text)) {
    case 'json':
      return unmended(readJsonFeed(text, context.url));
    case 'ical': {
      // Loaded when the first calendar is met: most runs meet none.
      const { readCalendar } = await import('./ical.ts');
      return unmended(readCalendar(text, { ...context, horizon: context.horizon ?? DEFAULT_HORIZON }));
    }
    case 'xml':
      return readXml(text, context);
  }
}

function unmended(content: FeedContent | null): ReadDocument | null {
  return content === null ? null : { content, mended: [], warnings: [] };
}

async function readXml(text: string, context: ReadContext): Promise<ReadDocument | null> {
  const canonical = canonicalise(text, context.url);
  if (canonical === null) return null;
  const content = await readCanonical(canonical, context.url);
  return { content, mended: canonical.mended, warnings: canonical.warnings };
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

/** Removes what no format allows in its text. */
function clean(text: string): { readonly text: string; readonly mended: readonly string[] } {
  const mended: string[] = [];
  let clean = text;
  if (CONTROLS.test(clean)) {
    clean = clean.replace(new RegExp(CONTROLS, 'g'), '');
    mended.push('control characters were removed');
  }
  if (!clean.isWellFormed()) {
    clean = clean.toWellFormed();
    mended.push('halves of characters were replaced');
  }
  return { text: clean, mended };
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
