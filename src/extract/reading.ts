import type { Element } from 'domhandler';
import type { Picture } from '../model.ts';
import type { EntryDocument } from './document.ts';
import { walk } from './walk.ts';

/** What a block of text is in its entry. Only paragraphs, items and quotes are told in a summary. */
export type Role = 'paragraph' | 'item' | 'quote' | 'heading' | 'caption' | 'cell' | 'code' | 'aside';

/** A run of text that stands alone, as between two block tags. */
export interface Block {
  /** White space collapsed. */
  readonly text: string;
  readonly role: Role;
  /** How many of its characters are inside links. */
  readonly linked: number;
}

/** An entry's HTML as a reader goes through it. */
export interface Reading {
  readonly blocks: readonly Block[];
  /** In reading order, with absolute URLs. */
  readonly pictures: readonly Picture[];
  /** Outbound, absolute, without duplicates. */
  readonly links: readonly string[];
}

const UNREAD = new Set(
  'script style noscript template svg math iframe object embed audio video canvas form button select textarea nav head title map'.split(
    ' ',
  ),
);

const BLOCKS = new Set(
  'address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

const ROLES: Readonly<Record<string, Role>> = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  li: 'item',
  dt: 'heading',
  dd: 'item',
  blockquote: 'quote',
  figcaption: 'caption',
  caption: 'caption',
  td: 'cell',
  th: 'cell',
  pre: 'code',
  aside: 'aside',
  footer: 'aside',
};

/** Words in `class` and `id` that tell what is not the author's text. */
const ROLE_BY_CLASS: readonly (readonly [RegExp, Role])[] = [
  [/(?:^|[\s_-])(?:caption|credit|legend|photographer)(?:$|[\s_-])/i, 'caption'],
  [
    /(?:^|[\s_-])(?:shar(?:e|ing)\w*|social|related\w*|newsletter|subscri\w+|toc|table-of-contents|footnotes?|byline|breadcrumbs?|comments?|advert\w*|promo\w*|postmeta|entry-meta|post-meta|jp-relatedposts|feedflare|signature)(?:$|[\s_-])/i,
    'aside',
  ],
];

/** Goes once through an entry's tree and notes its text block by block, its pictures and its links. */
export function readDocument(document: EntryDocument): Reading {
  const reader = new Reader(document.baseUrl);
  const root = document.$.root()[0];
  if (root !== undefined) {
    walk(root, {
      enter: (element) => reader.enter(element),
      leave: (element) => reader.leave(element),
      text: (data) => reader.text(data),
    });
  }
  return reader.finish();
}

class Reader {
  readonly #baseUrl: string | null;
  readonly #blocks: Block[] = [];
  readonly #pictures: Picture[] = [];
  readonly #links = new Set<string>();
  readonly #roles: Role[] = ['paragraph'];
  #text = '';
  #linked = 0;
  #insideLink = 0;

  constructor(baseUrl: string | null) {
    this.#baseUrl = baseUrl;
  }

  enter(element: Element): boolean {
    const { name } = element;
    if (name === 'img') this.#picture(element);
    if (UNREAD.has(name) || isHidden(element)) return false;
    if (BLOCKS.has(name)) this.#endBlock();
    this.#roles.push(roleOf(element, this.#role));
    if (name === 'a') this.#link(element);
    return true;
  }

  leave(element: Element): void {
    if (BLOCKS.has(element.name)) this.#endBlock();
    if (element.name === 'a') this.#insideLink -= 1;
    this.#roles.pop();
  }

  text(data: string): void {
    this.#text += data;
    if (this.#insideLink > 0) this.#linked += data.length;
  }

  finish(): Reading {
    this.#endBlock();
    return { blocks: this.#blocks, pictures: this.#pictures, links: [...this.#links] };
  }

  get #role(): Role {
    return this.#roles.at(-1) ?? 'paragraph';
  }

  #endBlock(): void {
    const text = this.#text.replace(/\s+/g, ' ').trim();
    if (text !== '') this.#blocks.push({ text, role: this.#role, linked: this.#linked });
    this.#text = '';
    this.#linked = 0;
  }

  #link(element: Element): void {
    this.#insideLink += 1;
    const url = absoluteUrl(element.attribs.href, this.#baseUrl);
    if (url !== null) this.#links.add(url);
  }

  #picture(element: Element): void {
    const { src, alt, width, height } = element.attribs;
    const url = absoluteUrl(src, this.#baseUrl);
    if (url === null) return;
    this.#pictures.push({ url, alt: alt?.trim() ?? '', width: pixels(width), height: pixels(height) });
  }
}

/** What stands in a list in a quotation is a quotation: the roles that tell more about a text win. */
function roleOf(element: Element, outer: Role): Role {
  if (outer !== 'paragraph' && outer !== 'item') return outer;
  const named = `${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`;
  if (named.length > 1) {
    for (const [pattern, role] of ROLE_BY_CLASS) if (pattern.test(named)) return role;
  }
  return ROLES[element.name] ?? outer;
}

function isHidden({ attribs }: Element): boolean {
  return (
    attribs.hidden !== undefined || attribs['aria-hidden'] === 'true' || /display\s*:\s*none/i.test(attribs.style ?? '')
  );
}

function absoluteUrl(reference: string | undefined, baseUrl: string | null): string | null {
  if (reference === undefined || reference.trim() === '') return null;
  const url = URL.parse(reference.trim(), baseUrl ?? undefined);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

function pixels(length: string | undefined): number | null {
  const number = Number.parseInt(length ?? '', 10);
  return number > 0 && !length?.includes('%') ? number : null;
}
