import type { Element } from 'domhandler';
import type { Picture } from '../model.ts';
import type { EntryDocument } from './document.ts';
import { absoluteIn } from './urls.ts';

/** Where pages that load pictures late keep their addresses; `src` then holds a blank one. */
const LATE = ['data-src', 'data-lazy-src', 'data-original', 'data-orig-file'] as const;

/** The picture that an `<img>` shows; null where it names none on the web. */
export function pictureOf({ attribs }: Element, document: EntryDocument): Picture | null {
  const late = LATE.map((name) => attribs[name]).find(Boolean);
  const url = absoluteIn(document, late ?? attribs.src) ?? absoluteIn(document, firstOfSet(attribs.srcset));
  if (url === null) return null;
  return { url, alt: attribs.alt?.trim() ?? '', width: pixels(attribs.width), height: pixels(attribs.height) };
}

function firstOfSet(srcset: string | undefined): string | undefined {
  return srcset?.trim().split(/[\s,]+/, 1)[0];
}

function pixels(length: string | undefined): number | null {
  const number = Number.parseInt(length ?? '', 10);
  return number > 0 && !length?.includes('%') ? number : null;
}
