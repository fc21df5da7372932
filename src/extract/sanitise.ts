import type { Element } from 'domhandler';
import { type EntryDocument, openDocument } from './document.ts';
import { safeAddress, safeCandidates, safePicture } from './sanitise/addresses.ts';
import { isAddress, isAllowed, treatmentOf, VOID } from './sanitise/allowed.ts';
import { walk } from './walk.ts';

/** {@link sanitiseDocument} for HTML of which nothing else is wanted. */
export function sanitise(html: string, baseUrl: string | null): string {
  return /[<&]/.test(html) ? sanitiseDocument(openDocument(html, baseUrl)) : escapeText(html);
}

/**
 * Writes out what of an entry's HTML a reader may be shown: known elements and attributes alone, every address absolute
 * and of a safe scheme, no pictures that are not seen, no styles. Everything is written anew from the tree, quoted and escaped, so
 * that it reads the same wherever it is put, and the same when it is sanitised again.
 */
export function sanitiseDocument(document: EntryDocument): string {
  let html = '';
  walk(document.root, {
    enter: (element) => {
      const treatment = isUnseenPicture(element) ? 'hide' : treatmentOf(element.name);
      if (treatment === 'keep') html += startTag(element, document);
      return treatment !== 'hide';
    },
    leave: ({ name }) => {
      if (treatmentOf(name) === 'keep' && !VOID.has(name)) html += `</${name}>`;
    },
    text: (data) => {
      html += escapeText(data);
    },
  });
  return html;
}

function startTag(element: Element, document: EntryDocument): string {
  const { name } = element;
  let tag = `<${name}`;
  for (const attribute in element.attribs) {
    if (!isAllowed(name, attribute)) continue;
    const safe = safeValue(name, attribute, element.attribs[attribute] ?? '', document);
    if (safe !== null) tag += ` ${attribute}="${escapeAttribute(safe)}"`;
  }
  // What plays, plays when it is told to.
  return name === 'audio' || name === 'video' ? `${tag} controls="">` : `${tag}>`;
}

function safeValue(element: string, attribute: string, value: string, document: EntryDocument): string | null {
  if (attribute === 'srcset') return safeCandidates(value, document);
  if (!isAddress(attribute)) return value;
  return element === 'img' && attribute === 'src' ? safePicture(value, document) : safeAddress(value, document);
}

/** A picture too small to be seen, or hidden, is there to see who looks. */
function isUnseenPicture({ name, attribs }: Element): boolean {
  if (name !== 'img') return false;
  const { width = '', height = '', style = '' } = attribs;
  return (
    attribs.hidden !== undefined ||
    [width, height].some((size) => /^\s*[01](?:px)?\s*$/i.test(size)) ||
    /(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?:[;!]|$)/i.test(style) ||
    /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:[;!]|$)/i.test(style)
  );
}

const CONTROL = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f';
const CONTROLS = new RegExp(`[${CONTROL}]`, 'g');
/** Whether anything is to be replaced: most texts and values are written as they are. */
const ESCAPED = new RegExp(`[&<>\\u00a0${CONTROL}]`);
const ESCAPED_IN_ATTRIBUTE = new RegExp(`["\`&<>\\u00a0${CONTROL}]`);

function escapeText(text: string): string {
  return ESCAPED.test(text) ? replaceSigns(text) : text;
}

function escapeAttribute(value: string): string {
  if (!ESCAPED_IN_ATTRIBUTE.test(value)) return value;
  return replaceSigns(value).replace(/"/g, '&quot;').replace(/`/g, '&#96;');
}

function replaceSigns(text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\u00a0/g, '&nbsp;');
}
