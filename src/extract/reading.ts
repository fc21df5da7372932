import type { Element } from 'domhandler';
import type { Picture } from '../model.ts';
import type { EntryDocument } from './document.ts';
import { pictureOf } from './picture.ts';
import { isBlock, isRead, type Role, roleWithin } from './roles.ts';
import { absoluteIn } from './urls.ts';
import { walk } from './walk.ts';

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

/** Goes once through an entry's tree and notes its text block by block, its pictures and its links. */
export function readDocument(document: EntryDocument): Reading {
  const reader = new Reader(document);
  walk(document.root, reader);
  return reader.finish();
}

class Reader {
  readonly #document: EntryDocument;
  readonly #blocks: Block[] = [];
  readonly #pictures: Picture[] = [];
  readonly #links = new Set<string>();
  readonly #roles: Role[] = ['paragraph'];
  #text = '';
  #linked = 0;
  #insideLink = 0;

  constructor(document: EntryDocument) {
    this.#document = document;
  }

  readonly enter = (element: Element): boolean => {
    if (!isRead(element)) return false;
    if (element.name === 'br') this.#text += '\n';
    if (isBlock(element)) this.#endBlock();
    this.#roles.push(roleWithin(element, this.#role));
    if (this.#role !== 'aside') this.#noteTarget(element);
    if (element.name === 'a') this.#insideLink += 1;
    return true;
  };

  readonly leave = (element: Element): void => {
    if (isBlock(element)) this.#endBlock();
    if (element.name === 'a') this.#insideLink -= 1;
    this.#roles.pop();
  };

  readonly text = (data: string): void => {
    this.#text += data.replace(/[^\S ]+/g, ' ');
    if (this.#insideLink > 0) this.#linked += data.length;
  };

  finish(): Reading {
    this.#endBlock();
    return { blocks: withoutMistakenAsides(this.#blocks), pictures: this.#pictures, links: [...this.#links] };
  }

  get #role(): Role {
    return this.#roles.at(-1) ?? 'paragraph';
  }

  #noteTarget(element: Element): void {
    if (element.name === 'a') {
      const url = absoluteIn(this.#document, element.attribs.href);
      if (url !== null) this.#links.add(url);
    } else if (element.name === 'img') {
      const picture = pictureOf(element, this.#document);
      if (picture !== null) this.#pictures.push(picture);
    }
  }

  #endBlock(): void {
    if (this.#text === '') return;
    const share = this.#linked / this.#text.length;
    for (const line of linesOf(this.#text)) {
      this.#blocks.push({ text: line, role: this.#role, linked: Math.min(1, share) * line.length });
    }
    this.#text = '';
    this.#linked = 0;
  }
}

/**
 * The lines of a block, as `<br>` parts them. A line that stops at a comma, or is followed by a small letter, goes on:
 * it was wrapped by hand, or is a verse.
 */
function linesOf(text: string): string[] {
  const lines = text.includes('\n') ? joined(text).split('\n') : [text];
  return lines.map(collapse).filter((line) => line !== '');
}

function joined(text: string): string {
  return text.replace(/(?<=[,;–—\p{L}] *)\n+ *(?=\p{Ll})|(?<=[,;] *)\n *(?=\S)/gu, ' ');
}

function collapse(text: string): string {
  return (text.includes('  ') ? text.replace(/ {2,}/g, ' ') : text).trim();
}

/** Where a theme's class names would make most of a text an aside, they do not mean what they say. */
function withoutMistakenAsides(blocks: readonly Block[]): readonly Block[] {
  const length = (some: readonly Block[]): number => some.reduce((sum, block) => sum + block.text.length, 0);
  const asides = blocks.filter((block) => block.role === 'aside');
  if (length(asides) * 2 <= length(blocks)) return blocks;
  return blocks.map((block) => (block.role === 'aside' ? { ...block, role: 'paragraph' } : block));
}
