import { type ChildNode, type Element, isTag, type ParentNode } from 'domhandler';
import type { Picture } from '../model.ts';
import { alternativeText } from './alternative-text.ts';
import type { EntryDocument } from './document.ts';
import { LARGE_SIDE } from './image.ts';
import { absoluteIn } from './urls.ts';

/** Where pages that load pictures late keep their addresses, or sets of those; `src` then holds a blank one. */
const LATE = ['data-src', 'data-lazy-src', 'data-original', 'data-orig-file'] as const;
const LATE_SETS = ['data-srcset', 'data-lazy-srcset'] as const;

/** The picture that an `<img>` shows; null where it names none on the web, or is marked as an icon, a formula or a button. */
export function pictureOf(element: Element, document: EntryDocument): Picture | null {
  const { attribs, parent } = element;
  const url = addressOf(element, document);
  if (url === null || isShareLink(parent)) return null;
  const width = pixels(attribs.width) ?? styled(attribs.style, STYLED_WIDTH);
  const height = pixels(attribs.height) ?? styled(attribs.style, STYLED_HEIGHT);
  const isMarked = attribs.class !== undefined && MARKED.test(attribs.class);
  if (isMarked && Math.min(width ?? 0, height ?? Infinity) < LARGE_SIDE) return null;
  return { url, alt: alternativeText(attribs.alt ?? ''), width, height };
}

function addressOf({ attribs, parent }: Element, document: EntryDocument): string | null {
  const late = LATE.map((name) => attribs[name]).find(Boolean) ?? chosenOfSet(lateSet(attribs));
  return (
    absoluteIn(document, late ?? attribs.src) ??
    absoluteIn(document, chosenOfSet(attribs.srcset)) ??
    absoluteIn(document, chosenOfSet(offeredSet(parent))) ??
    absoluteIn(document, anyLate(attribs))
  );
}

/** Programs that load pictures late have many more names for where they keep an address. */
function anyLate(attribs: Element['attribs']): string | undefined {
  return Object.keys(attribs)
    .filter((name) => name.startsWith('data-'))
    .map((name) => attribs[name])
    .find((value) => value !== undefined && value.length <= LONGEST_ADDRESS && PICTURE_FILE.test(value));
}

const LONGEST_ADDRESS = 2000;
const PICTURE_FILE = /^[^\s,]+\.(?:jpe?g|png|webp|avif)(?:\?[^\s,]*)?$/i;

function lateSet(attribs: Element['attribs']): string | undefined {
  return LATE_SETS.map((name) => attribs[name]).find(Boolean);
}

/** The set that a `<picture>` offers in place of what its `<img>` names. */
function offeredSet(parent: ParentNode | null): string | undefined {
  if (!isNamed(parent, 'picture')) return undefined;
  const source = parent.children.find((child) => isNamed(child, 'source'));
  return isNamed(source, 'source') ? (source.attribs.srcset ?? lateSet(source.attribs)) : undefined;
}

/** Of a set the first that is said to be large enough to show, else the largest; the first where nothing is said. */
function chosenOfSet(srcset: string | undefined): string | undefined {
  const candidates = srcset === undefined ? [] : candidatesOf(srcset);
  const [first, ...others] = candidates;
  const large = candidates.find(({ width }) => width >= LARGE_SIDE);
  return (large ?? others.reduce((widest, next) => (next.width > (widest?.width ?? 0) ? next : widest), first))?.url;
}

interface Candidate {
  readonly url: string;
  /** In pixels; zero where none is said. */
  readonly width: number;
}

/** Addresses may hold commas, but not at their ends (HTML, 4.8.4.2.1). */
function candidatesOf(srcset: string): readonly Candidate[] {
  const words = srcset.trim().split(/(?<=\s\d[\d.]*[wx]),\s*|\s+/);
  const candidates: Candidate[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const size = word.endsWith(',') ? undefined : words[++at];
    candidates.push({ url: word.replace(/,+$/, ''), width: Number(/^(\d+)w$/.exec(size ?? '')?.[1] ?? 0) });
  }
  return candidates;
}

/** Class names of what is no picture of its author's, as whole words. */
const MARKED = /(?:^|[\s_-])(?:icon|emoji|emojione|smiley|badge|latex)(?:$|[\s_-])/i;

const SHARE_LINK =
  /^https?:\/\/[^/?#]+\/(?:intent|sharer?|sharing|shareArticle|submit|pin\/create)\b[^?#]*\?(?:[^#]*&)?(?:url|u|text|status|link)=/i;

/** Whether a picture is the button of a link that hands the page on. */
function isShareLink(parent: ParentNode | null): boolean {
  return isNamed(parent, 'a') && SHARE_LINK.test(parent.attribs.href ?? '');
}

function isNamed(node: ParentNode | ChildNode | null | undefined, name: string): node is Element {
  return node !== null && node !== undefined && isTag(node) && node.name === name;
}

function pixels(length: string | undefined): number | null {
  const number = Number.parseInt(length ?? '', 10);
  return number > 0 && !length?.includes('%') ? number : null;
}

const STYLED_WIDTH = /(?:^|;)\s*width\s*:\s*([\d.]+)(px|r?em)/i;
const STYLED_HEIGHT = /(?:^|;)\s*height\s*:\s*([\d.]+)(px|r?em)/i;
/** How large letters are where nobody says it. */
const PIXELS_IN_EM = 16;

function styled(style: string | undefined, side: RegExp): number | null {
  const [, number, unit] = (style === undefined ? null : side.exec(style)) ?? [];
  if (number === undefined || unit === undefined) return null;
  return pixels(String(Number(number) * (unit.toLowerCase() === 'px' ? 1 : PIXELS_IN_EM)));
}
