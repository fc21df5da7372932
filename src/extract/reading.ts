import type { Element } from 'domhandler';
import type { Picture } from '../model.ts';
import type { EntryDocument } from './document.ts';
import { linesOf } from './lines.ts';
import { pictureOf } from './picture.ts';
import { isReference } from './references.ts';
import { isBlock, isRead, type Role, roleWithin } from './roles.ts';
import { UnderPicture } from './under-picture.ts';
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

const LAST_ASCII = 0x7f;
const BULLET = /^[·•‣▪●■◦]\s+(?=\S)/;

/** Where a capital has four words in small letters behind it, this is prose rather than code. */
const PROSE = /\p{Lu}[\p{L}'’]{0,30}(?:,? \p{Ll}[\p{Ll}'’-]{0,30}){4}/u;

/** Goes once through an entry's tree and notes its text block by block, its pictures and its links. */
export function readDocument(document: EntryDocument): Reading {
  const reading = read(new Reader(document, false), document);
  return isPreformatted(reading.blocks) ? read(new Reader(document, true), document) : reading;
}

function read(reader: Reader, { root }: EntryDocument): Reading {
  walk(root, reader);
  return reader.finish();
}

/** Whether all of a text is set like code though it is none, as the archives of mailing lists set their mails. */
function isPreformatted(blocks: readonly Block[]): boolean {
  return (
    blocks.every(({ role }) => role === 'code' || role === 'heading') &&
    blocks.some(({ role, text }) => role === 'code' && PROSE.test(text))
  );
}

class Reader {
  readonly #document: EntryDocument;
  /** Whether what is preformatted is prose, whose line breaks count. */
  readonly #isPreformatted: boolean;
  readonly #blocks: Block[] = [];
  readonly #pictures: Picture[] = [];
  readonly #links = new Set<string>();
  readonly #roles: Role[] = ['paragraph'];
  #text = '';
  #linked = 0;
  #insideLink = 0;
  /** The piece of text last read of the block, for what follows it. */
  #before = '';
  readonly #underPicture = new UnderPicture();

  constructor(document: EntryDocument, isPreformatted: boolean) {
    this.#document = document;
    this.#isPreformatted = isPreformatted;
  }

  readonly enter = (element: Element): boolean => {
    const { name } = element;
    if (!isRead(element)) return false;
    if ((name === 'a' || name === 'sup') && isReference(element, this.#before)) return false;
    if (name === 'br') this.#breakLine();
    if (isBlock(element)) this.#endBlock();
    const role = roleWithin(element, this.#role);
    this.#roles.push(role === 'code' && this.#isPreformatted ? 'paragraph' : role);
    if (this.#role !== 'aside') this.#noteTarget(element);
    if (name === 'a') this.#insideLink += 1;
    this.#underPicture.enter(element);
    return true;
  };

  readonly leave = (element: Element): void => {
    if (isBlock(element)) this.#endBlock();
    if (element.name === 'a') this.#insideLink -= 1;
    this.#underPicture.leave(element);
    this.#roles.pop();
  };

  readonly text = (data: string): void => {
    this.#text += this.#isPreformatted ? data : data.replace(/[^\S ]+/g, ' ');
    this.#before = data;
    this.#underPicture.read(data);
    if (this.#insideLink > 0) this.#linked += data.length;
  };

  finish(): Reading {
    this.#endBlock();
    return {
      blocks: withoutMistakenAsides(this.#blocks, this.#pictures),
      pictures: this.#pictures,
      links: [...this.#links],
    };
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
      if (picture === null) return;
      this.#pictures.push(picture);
      this.#underPicture.notePicture();
    }
  }

  #breakLine(): void {
    this.#text += '\n';
    this.#before = '';
  }

  #endBlock(): void {
    if (this.#text === '') return;
    const share = Math.min(1, this.#linked / this.#text.length);
    const role = this.#underPicture.endBlock(this.#text.length) ? 'caption' : this.#role;
    for (const line of linesOf(this.#text)) {
      const text = withoutBullet(line);
      this.#blocks.push({ text, role, linked: share * text.length });
    }
    this.#text = '';
    this.#linked = 0;
    this.#before = '';
  }
}

/** A line without the bullet that word processors write in front of it. */
function withoutBullet(line: string): string {
  return line.charCodeAt(0) > LAST_ASCII ? line.replace(BULLET, '') : line;
}

/** What is outside its asides must be more than such a part of a text, where a picture counts as so many characters. */
const NEXT_TO_NOTHING = 1 / 50;
const PICTURE_COUNTS = 20;

/** Where a theme's class names would make all of a text an aside, they do not mean what they say. */
function withoutMistakenAsides(blocks: readonly Block[], pictures: readonly Picture[]): readonly Block[] {
  let aside = 0;
  let outside = PICTURE_COUNTS * pictures.length;
  for (const { role, text } of blocks) {
    if (role === 'aside') aside += text.length;
    else if (role !== 'heading') outside += text.length;
  }
  if (outside >= NEXT_TO_NOTHING * aside) return blocks;
  return blocks.map((block) => (block.role === 'aside' ? { ...block, role: 'paragraph' } : block));
}
