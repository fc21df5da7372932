import type { Element } from 'domhandler';
import { isSetApart } from './roles.ts';

/** A caption is no longer, in characters. */
const LONGEST = 200;

/**
 * Watches for the caption under a picture that is not marked as one: a short block that is set apart as a whole, in
 * italics or small, or by a class name.
 */
export class UnderPicture {
  /** Whether nothing of the block was read: a picture within a text has no caption. */
  #isBlank = true;
  /** Whether nothing was read since a picture but what is set apart. */
  #isUnder = false;
  #setApart: Element | null = null;

  notePicture(): void {
    this.#isUnder = this.#isBlank;
  }

  enter(element: Element): void {
    if (this.#isUnder && this.#setApart === null && isSetApart(element)) this.#setApart = element;
  }

  leave(element: Element): void {
    if (element === this.#setApart) this.#setApart = null;
  }

  read(text: string): void {
    const isOutside = this.#isUnder && this.#setApart === null;
    // Mostly neither is asked, and the text is not looked at.
    if ((!this.#isBlank && !isOutside) || !(text.charCodeAt(0) > 0x20 || /\S/.test(text))) return;
    this.#isBlank = false;
    if (isOutside) this.#isUnder = false;
  }

  /** Whether the block that ends here, of such a length, is a caption. Where it is blank, the next one may be. */
  endBlock(length: number): boolean {
    if (this.#isBlank) return false;
    const isCaption = this.#isUnder && length <= LONGEST;
    this.#isBlank = true;
    this.#isUnder = false;
    return isCaption;
  }
}
