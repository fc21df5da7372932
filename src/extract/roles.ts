import type { Element } from 'domhandler';

/** What a block of text is in its entry. Only paragraphs, items and quotes are told in a summary. */
export type Role = 'paragraph' | 'item' | 'quote' | 'heading' | 'caption' | 'cell' | 'code' | 'aside';

/**
 * Elements whose text is not read: programs, controls, what browsers show in place of something else, what is struck
 * out, how characters are said.
 */
const UNREAD = new Set(
  'script style noscript template svg math iframe object embed audio video canvas button select textarea nav head title map del s strike rt rp'.split(
    ' ',
  ),
);

/** Names that blogging programs and frameworks give to what is spoken to those who do not see the page. */
const UNSEEN = /(?:^|\s)(?:screen-reader-text|sr-only|visually-?hidden)(?:$|\s)/;

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

const ROLE_BY_NAME: ReadonlyMap<string, Role> = new Map(
  Object.entries({
    h1: 'heading',
    h2: 'heading',
    h3: 'heading',
    h4: 'heading',
    h5: 'heading',
    h6: 'heading',
    dt: 'heading',
    li: 'item',
    dd: 'item',
    blockquote: 'quote',
    figure: 'caption',
    caption: 'caption',
    td: 'cell',
    th: 'cell',
    pre: 'code',
    aside: 'aside',
    details: 'aside',
    footer: 'aside',
  }),
);

/** Names that blogging programs and themes give to what stands beside a text, as whole words in `class` or `id`. */
const ROLE_BY_CLASS: readonly (readonly [RegExp, Role])[] = [
  [/(?:^|[\s_-])(?:caption|credits?|legend|photographer)(?:$|[\s_-])/i, 'caption'],
  [
    /(?:^|[\s_-])(?:shar(?:e|ing)\w*|social|related(?:posts)?|newsletter|subscri(?:be|ption)\w*|toc|table-of-contents|footnotes?|byline|breadcrumbs?|comments?|advert\w*|promo\w*|(?:post|entry)-?meta|feedflare|signature|author-?(?:bio|box)|avatars?)(?:$|[\s_-])/i,
    'aside',
  ],
];

/** Names of what is told of a picture, which stand for other things elsewhere. */
const UNDER_PICTURE = /(?:^|[\s_-])(?:ima?ge?|photo|picture)[_-]?(?:text|desc(?:ription)?|info|title)(?:$|\s)/i;

/** Whether an element holds text to read. */
export function isRead({ name, attribs }: Element): boolean {
  if (UNREAD.has(name) || attribs.hidden !== undefined || attribs['aria-hidden'] === 'true') return false;
  if (attribs.class !== undefined && UNSEEN.test(attribs.class)) return false;
  // The word first: it is rare, and a style that has none need not be searched.
  return attribs.style === undefined || !/none/i.test(attribs.style) || !/display\s*:\s*none/i.test(attribs.style);
}

/** Whether an element's text stands alone. */
export function isBlock({ name, attribs }: Element): boolean {
  if (BLOCKS.has(name)) return true;
  // The word first, as above.
  return attribs.style?.includes('block') === true && /display\s*:\s*block/i.test(attribs.style);
}

/** The role of what is in an element. A list in a quotation is quoted: the outer role gives way only to a plainer one. */
export function roleWithin({ name, attribs }: Element, outer: Role): Role {
  if (outer !== 'paragraph' && outer !== 'item') return outer;
  if (attribs.class !== undefined || attribs.id !== undefined) {
    const names = `${attribs.class ?? ''} ${attribs.id ?? ''}`;
    for (const [pattern, role] of ROLE_BY_CLASS) if (pattern.test(names)) return role;
  }
  return ROLE_BY_NAME.get(name) ?? outer;
}

/** Whether an element is set like a caption, as one is where it stands under a picture. */
export function isSetApart({ name, attribs }: Element): boolean {
  return name === 'em' || name === 'i' || name === 'small' || UNDER_PICTURE.test(attribs.class ?? '');
}
