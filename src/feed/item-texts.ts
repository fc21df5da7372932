import type { Body } from './canonical.ts';
import { NO_ELEMENTS, type RawElements } from './rss-parser.ts';
import { htmlToText, textAsHtml } from './text.ts';

/** The texts of an item. */
export interface Texts {
  readonly content: Body | null;
  /** The author's own description, where there is one beside the content. */
  readonly summary: Body | null;
}

const BODIES = ['content:encoded', 'atom:content', 'xhtml:body', 'xhtml:div', 'fullitem', 'content', 'body'];
const DESCRIPTIONS = ['description', 'atom:summary', 'dc:description', 'dcterms:abstract', 'media:description'].concat([
  'itunes:summary',
  'googleplay:description',
  'itunes:subtitle',
]);

/** The fullest text is the content. A description beside it is the summary; else it is all the text there is. */
export function textsOf(raw: RawElements, bodies: readonly Body[]): Texts {
  const own = firstBody(raw, BODIES, bodies);
  const described = firstBody(raw, DESCRIPTIONS, bodies) ?? firstBody(groupOf(raw), ['media:description'], bodies);
  const first = own ?? described;
  if (first === null) return { content: null, summary: null };
  const fuller = fullerThan(first, raw, bodies);
  const isAllThereIs = (fuller ?? first) === described && raw.all('atom:summary').length === 0;
  return { content: fuller === null ? first : illustrated(fuller, first), summary: isAllThereIs ? null : described };
}

/** HTML of a text, whichever it is. */
export function htmlOf({ kind, value }: Body): string {
  return kind === 'html' ? value : textAsHtml(value);
}

/** A stub has less text than this, in characters, be it within ever so many tags. */
const STUB = { text: 100, html: 2000 };
/** How many times as long as a stub a text must be to be the fuller one. */
const FULLER = 3;

/** Those whose text may be in the place of the content's; descriptions of media are of their pictures. */
const CONTENTS = [...BODIES, 'description', 'atom:summary', 'dc:description', 'dcterms:abstract'].concat([
  'itunes:summary',
  'googleplay:description',
]);

/** The text in whose place stands a stub: "Read it on our site", or the picture alone. Null where there is none. */
function fullerThan(first: Body, raw: RawElements, bodies: readonly Body[]): Body | null {
  const length = first.value.length > STUB.html ? Infinity : textLength(first);
  if (length > STUB.text) return null;
  const others = CONTENTS.map((name) => firstBody(raw, [name], bodies)).filter((body) => body !== null);
  return others.find((body) => body !== first && textLength(body) > FULLER * length) ?? null;
}

function textLength({ kind, value }: Body): number {
  return (kind === 'html' ? htmlToText(value) : value).trim().length;
}

/** What is looked for in a long text, and in a stub, which is short: the whole of it takes quadratic time. */
const PICTURE_START = /<img\b/i;
const PICTURE = /<img\b[^>]*>/i;

/** A text with the picture that stood in its place, where it has none itself. */
function illustrated(text: Body, stub: Body): Body {
  const html = htmlOf(text);
  const picture = stub.kind === 'html' && !PICTURE_START.test(html) ? PICTURE.exec(stub.value) : null;
  return picture === null ? text : { ...text, kind: 'html', value: `${picture[0]}${html}` };
}

function firstBody(raw: RawElements, names: readonly string[], bodies: readonly Body[]): Body | null {
  for (const name of names) {
    const body = raw
      .all(name)
      .map(({ text }) => bodies[Number(text)])
      .find((found) => found !== undefined);
    if (body !== undefined) return body;
  }
  return null;
}

function groupOf(raw: RawElements): RawElements {
  const [first] = [...raw.all('media:group'), ...raw.all('media:content')];
  return first?.children ?? NO_ELEMENTS;
}
