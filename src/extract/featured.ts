import { type Element, isTag } from 'domhandler';
import type { Picture } from '../model.ts';
import type { EntryDocument } from './document.ts';
import { isDecoration } from './image.ts';
import { articlePart, outermost } from './marked.ts';
import { pictureOf } from './picture.ts';

/** Names that themes give to the picture above an article, or to what is around it. */
const FEATURED =
  /(?:^|[\s_-])(?:featured|hero|wp-post-image|(?:article|entry|post)-?(?:cover|image|img|thumbnail))(?:$|[\s_-])/i;

/** How far around a picture its name may stand: on a link, in a figure. */
const LEVELS = 3;

/** The picture that a page shows above its article, for pages that name none in their head. */
export function featuredPicture(document: EntryDocument, title: string | null): Picture | null {
  const part = articlePart(document, title);
  const images = part === null ? [] : outermost(part, (element) => element.name === 'img' && isFeatured(element));
  const pictures = images.flatMap((image) => pictureOf(image, document) ?? []);
  return pictures.find((picture) => !isDecoration(picture)) ?? null;
}

function isFeatured(image: Element): boolean {
  if (image.attribs.itemprop === 'image') return true;
  let around: Element['parent'] = image;
  for (let level = 0; level < LEVELS && around !== null; level++) {
    if (isTag(around) && FEATURED.test(around.attribs.class ?? '')) return true;
    around = around.parent;
  }
  return false;
}
