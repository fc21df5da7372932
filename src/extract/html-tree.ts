import { Document, Element, type ParentNode, Text } from 'domhandler';
import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { QuoteType, Tokenizer } from 'htmlparser2';

/**
 * Builds the tree of a piece of HTML from htmlparser2's tokens. Its own parser would do but for hostile input: it keeps
 * its open elements in a list that grows at the wrong end, which takes quadratic time where nothing is ever closed, and
 * bounds no depth. Forgotten end tags are supplied as browsers do (HTML, 13.1.2.4), comments are left out.
 */
export function buildTree(html: string): Tree {
  const builder = new TreeBuilder(html);
  // Named characters are left to the builder, so that the tokenizer leaps over text, in which they are few.
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: false }, builder);
  tokenizer.write(html);
  tokenizer.end();
  return { root: builder.document, annotated: builder.annotated };
}

/** A piece of HTML, read. */
export interface Tree {
  readonly root: Document;
  /** Its elements that are there for programs, or say by a class or a vocabulary's attribute what they are, in order. */
  readonly annotated: readonly Element[];
}

const ANNOTATED = setOf('time script');
const ANNOTATING = setOf('class itemscope typeof');

/** Deeper elements are passed over, their text stays: browsers stop at 512. */
const DEEPEST = 200;

const VOID = setOf(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);
const FOREIGN = setOf('svg math');
/** Elements in whose text no characters are named, as the tokenizer has it. */
const RAW = setOf('script style textarea xmp');

/** HTML's elements that end an SVG or MathML drawing around them, as its own do not (HTML, 13.2.6.5). */
const BREAK_OUT = setOf(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ' +
    'ruby s small span strong strike sub sup table tt u ul var',
);

/** Where an element of these names begins, an open one of those ends, if nothing of `within` is between them. */
interface ImpliedEnd {
  readonly ends: ReadonlySet<string>;
  readonly within: ReadonlySet<string>;
}

const CELLS = setOf('table td th caption');
const HEADINGS = 'h1 h2 h3 h4 h5 h6';
const KEPT_BLOCKS = `address article aside blockquote center details dir div dl dd dt figcaption figure footer ${HEADINGS} header hgroup hr li main menu nav ol p pre section table ul`;
const BLOCKS = `${KEPT_BLOCKS} dialog fieldset form search`;

const IMPLIED_ENDS: ReadonlyMap<string, readonly ImpliedEnd[]> = impliedEnds([
  [BLOCKS, 'p', CELLS],
  // Of the blocks that are not written out again, none may part two headings, or the next reading parts them otherwise.
  [HEADINGS, HEADINGS, setOf(`table td th caption ${KEPT_BLOCKS}`)],
  ['li', 'li', setOf('ul ol menu dir table td th')],
  ['dd dt', 'dd dt', setOf('dl table td th')],
  ['tr', 'tr td th caption', setOf('table')],
  ['td th', 'td th caption', setOf('table tr')],
  ['thead tbody tfoot', 'thead tbody tfoot tr td th caption colgroup', setOf('table')],
  ['a', 'a', CELLS],
  ['option optgroup', 'option', setOf('select')],
  ['optgroup', 'optgroup', setOf('select')],
  ['rt rp', 'rt rp', setOf('ruby')],
]);

function impliedEnds(
  rules: readonly (readonly [string, string, ReadonlySet<string>])[],
): ReadonlyMap<string, readonly ImpliedEnd[]> {
  const byName = new Map<string, ImpliedEnd[]>();
  for (const [names, ends, within] of rules) {
    const rule = { ends: setOf(ends), within };
    for (const name of names.split(' ')) byName.set(name, [...(byName.get(name) ?? []), rule]);
  }
  return byName;
}

function setOf(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

class TreeBuilder {
  readonly document = new Document([]);
  readonly annotated: Element[] = [];
  readonly #html: string;
  /** The names of the open elements, of which the innermost is the parent of what comes next. */
  readonly #open: string[] = [];
  #parent: ParentNode = this.document;
  /** The text that goes on where more follows. */
  #text: Text | null = null;
  #foreign = 0;
  #name = '';
  #isAnnotated = false;
  #attributes: Record<string, string> = {};
  #attribute = '';
  #value = '';

  constructor(html: string) {
    this.#html = html;
  }

  ontext(start: number, end: number): void {
    const text = this.#html.slice(start, end);
    this.#addText(text.includes('&') && !RAW.has(this.#open.at(-1) ?? '') ? decodeHTML(text) : text);
  }

  onopentagname(start: number, end: number): void {
    this.#name = this.#html.slice(start, end).toLowerCase();
    this.#isAnnotated = ANNOTATED.has(this.#name);
    this.#attributes = {};
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#html.slice(start, end).toLowerCase();
    this.#value = '';
    this.#isAnnotated ||= ANNOTATING.has(this.#attribute);
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#html.slice(start, end);
  }

  onattribend(quote: QuoteType): void {
    if (Object.hasOwn(this.#attributes, this.#attribute)) return;
    const value = quote === QuoteType.NoValue ? '' : this.#value;
    this.#attributes[this.#attribute] = value.includes('&') ? decodeHTMLAttribute(value) : value;
  }

  onopentagend(): void {
    this.#begin(VOID.has(this.#name));
  }

  onselfclosingtag(): void {
    this.#begin(VOID.has(this.#name) || this.#foreign > 0 || FOREIGN.has(this.#name));
  }

  onclosetag(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase();
    if (name === 'br') this.#add(new Element('br', {}));
    const at = this.#open.lastIndexOf(name);
    const isInnermost = at === this.#open.length - 1;
    // Nothing inside a cell ends what is around its table.
    if (at !== -1 && (isInnermost || CELLS.has(name) || this.#open.lastIndexOf('table') <= at)) this.#endFrom(at);
  }

  onend(): void {
    this.#endFrom(0);
  }

  ontextentity(): void {}
  onattribentity(): void {}
  oncomment(): void {}
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  #begin(isEmpty: boolean): void {
    if (this.#foreign > 0 && BREAK_OUT.has(this.#name))
      this.#endFrom(this.#open.findIndex((name) => FOREIGN.has(name)));
    for (const { ends, within } of IMPLIED_ENDS.get(this.#name) ?? []) this.#endOpen(ends, within);
    if (this.#open.length >= DEEPEST) return;
    const element = new Element(this.#name, this.#attributes);
    this.#add(element);
    if (this.#isAnnotated) this.annotated.push(element);
    if (isEmpty) return;
    this.#open.push(this.#name);
    this.#parent = element;
    if (FOREIGN.has(this.#name)) this.#foreign++;
  }

  #addText(data: string): void {
    if (this.#text !== null) {
      this.#text.data += data;
      return;
    }
    const text = new Text(data);
    this.#add(text);
    this.#text = text;
  }

  /** domhandler's own builder asks for a child before the first, which V8 looks up by name. */
  #add(node: Element | Text): void {
    const before = this.#parent.lastChild;
    if (before !== null) before.next = node;
    node.prev = before;
    node.parent = this.#parent;
    this.#parent.children.push(node);
    this.#text = null;
  }

  /** Ends the outermost open element of these names that can be reached. */
  #endOpen(names: ReadonlySet<string>, within: ReadonlySet<string>): void {
    let outermost = -1;
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const name = this.#open[at] ?? '';
      if (names.has(name)) outermost = at;
      else if (within.has(name)) break;
    }
    if (outermost !== -1) this.#endFrom(outermost);
  }

  #endFrom(at: number): void {
    while (this.#open.length > at) {
      const name = this.#open.pop();
      if (name !== undefined && FOREIGN.has(name)) this.#foreign--;
      this.#parent = this.#parent.parent ?? this.document;
      this.#text = null;
    }
  }
}
