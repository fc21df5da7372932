import { type DeclaredEntities, declaredEntities, decodeReferences } from './entities.ts';
import { customaryNamespace, knownNamespace } from './namespaces.ts';
import { scanXml } from './scan.ts';

/** An element with its names made canonical: `title`, `atom:link`, `dc:creator`; a stranger's is `?:name`. */
export interface XmlElement {
  readonly name: string;
  /** The name without prefix, as written. */
  readonly localName: string;
  /** By local name in lower case (`xml:base` and `rdf:about` keep their prefix); only what was written. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
  readonly parent: XmlElement | null;
}

/** What a vocabulary tells the tree builder about its documents. */
export interface TreeOptions {
  /**
   * The prefix for elements of the root's own namespace, whatever address it has; null where an element of this name
   * is no root of a document, and is skipped with all that comes before the root.
   */
  readonly rootPrefix: (localName: string, namespace: string | null) => string | null;
  /** Elements that cannot contain one another: the start of one ends an open one. */
  readonly endsBefore: (open: string, next: string) => boolean;
  /**
   * Called as an element ends, or as the document breaks off in it (`isCut`); what it takes (returns true) is let go of,
   * so that long documents need little memory.
   */
  readonly take: (element: XmlElement, isCut: boolean) => boolean;
  readonly mended: (how: string) => void;
}

/** Elements within elements; what is deeper is left out, its text stays. */
const DEEPEST = 200;
/** Characters of text in one element. */
const LONGEST_TEXT = 2_000_000;
/** Characters within one tag. */
const LONGEST_TAG = 64 * 1024;

export interface XmlTree {
  readonly root: XmlElement;
  /** The addresses of all namespaces that the document declares. */
  readonly namespaces: readonly string[];
  /** Whether the document ends before its root does. */
  readonly breaksOff: boolean;
}

/** Builds the tree of a feed's XML, mending what is not well-formed; null where no root was found. */
export function readTree(source: string, options: TreeOptions): XmlTree | null {
  const builder = new TreeBuilder(options);
  scanXml(source, builder);
  return builder.finish();
}

interface Namespace {
  readonly uri: string;
  readonly known: string | null;
}

/** The namespaces that are declared, by prefix; the default one under the empty prefix. */
type Scope = ReadonlyMap<string, Namespace>;

interface OpenElement {
  readonly element: XmlElement;
  readonly writtenName: string;
  readonly scope: Scope;
  /** Characters of text in it so far. */
  textLength: number;
}

class TreeBuilder {
  readonly #options: TreeOptions;
  readonly #open: OpenElement[] = [];
  #root: {
    readonly element: XmlElement;
    readonly written: QualifiedName;
    readonly uri: string | null;
    readonly prefix: string;
  } | null = null;
  #entities: DeclaredEntities = new Map();
  readonly #namespaces = new Map<string, Namespace>();
  /** The names of elements that were ended by their own end tags. */
  readonly #ended = new Set<string>();
  /** How many elements are open beyond the depth that is kept. */
  #tooDeep = 0;

  constructor(options: TreeOptions) {
    this.#options = options;
  }

  doctype(source: string): void {
    this.#entities = declaredEntities(source);
  }

  mended(how: string): void {
    this.#options.mended(how);
  }

  text(value: string, literal: boolean): void {
    const top = this.#open.at(-1);
    if (top === undefined) return;
    if (top.textLength >= LONGEST_TEXT) {
      this.mended('an overlong text was cut off');
      return;
    }
    const kept = value.slice(0, LONGEST_TEXT - top.textLength);
    top.textLength += kept.length;
    top.element.children.push(literal ? kept : decodeReferences(kept, this.#entities));
  }

  open(writtenName: string, attributeSource: string, selfClosing: boolean): void {
    if (this.#open.length >= DEEPEST) {
      this.#tooDeep += selfClosing ? 0 : 1;
      return;
    }
    const attributes = readAttributes(attributeSource.slice(0, LONGEST_TAG), this.#entities);
    const scope = this.#scopeWithin(this.#open.at(-1)?.scope, attributes);
    const written = splitName(writtenName);
    const element =
      this.#open.length === 0
        ? this.#openRoot(written, attributes, scope)
        : this.#openChild(written, attributes, scope);
    if (element === null) return;
    this.#open.push({ element, writtenName, scope, textLength: 0 });
    if (selfClosing) this.#pop();
  }

  close(writtenName: string): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const at = this.#open.findLastIndex((open) => open.writtenName === writtenName);
    if (at === -1) {
      if (this.#open.length > 0) this.mended('an end tag without its start was passed over');
      return;
    }
    if (at !== this.#open.length - 1) this.mended('an element without its end was ended');
    this.#ended.add(this.#open[at]?.element.name ?? '');
    while (this.#open.length > at) this.#pop();
  }

  finish(): XmlTree | null {
    const breaksOff = this.#open.length > 0;
    if (breaksOff) this.mended('the document breaks off');
    while (this.#open.length > 0) this.#breakOff();
    if (this.#root === null) return null;
    return { root: this.#root.element, namespaces: [...this.#namespaces.keys()], breaksOff };
  }

  #openRoot(written: QualifiedName, attributes: readonly Attribute[], scope: Scope): XmlElement | null {
    const uri = scope.get(written.prefix)?.uri ?? null;
    const prefix = this.#options.rootPrefix(written.localName.toLowerCase(), uri);
    if (prefix === null) return null;
    const name = qualified(prefix, written.localName);
    // A second root, as of two feeds in one file, adds to the first.
    if (this.#root !== null) return this.#root.element.name === name ? this.#root.element : null;
    const element = newElement(name, written, attributes, null);
    this.#root = { element, written, uri, prefix };
    return element;
  }

  #openChild(written: QualifiedName, attributes: readonly Attribute[], scope: Scope): XmlElement {
    const name = qualified(this.#prefixOf(written.prefix, scope), written.localName);
    this.#endOpenBefore(name);
    const parent = this.#open.at(-1)?.element ?? null;
    const element = newElement(name, written, attributes, parent);
    parent?.children.push(element);
    return element;
  }

  #prefixOf(writtenPrefix: string, scope: Scope): string | null {
    const namespace = scope.get(writtenPrefix);
    const isRoots = writtenPrefix === this.#root?.written.prefix && (namespace?.uri ?? null) === this.#root.uri;
    if (isRoots) return this.#root?.prefix ?? null;
    if (namespace !== undefined) return namespace.known;
    return writtenPrefix === '' ? '' : customaryNamespace(writtenPrefix);
  }

  #scopeWithin(outer: Scope | undefined, attributes: readonly Attribute[]): Scope {
    const declarations = attributes.filter(isDeclaration);
    if (declarations.length === 0 && outer !== undefined) return outer;
    const scope = new Map(outer);
    for (const { prefix, localName, value } of declarations)
      scope.set(prefix === '' ? '' : localName, this.#namespace(value));
    return scope;
  }

  #namespace(uri: string): Namespace {
    const met = this.#namespaces.get(uri) ?? { uri, known: knownNamespace(uri) };
    this.#namespaces.set(uri, met);
    return met;
  }

  #endOpenBefore(name: string): void {
    const at = this.#open.findIndex(({ element }) => this.#options.endsBefore(element.name, name));
    if (at === -1) return;
    this.mended('an element without its end was ended');
    while (this.#open.length > at) this.#pop();
  }

  /**
   * Ends an element that the document breaks off in. Where others of its name have their ends, it is not whole, and left
   * out: half an address or identifier would pass for another one.
   */
  #breakOff(): void {
    const element = this.#open.at(-1)?.element;
    if (element?.parent != null && this.#ended.has(element.name)) {
      this.#open.pop();
      element.parent.children.pop();
    } else {
      this.#pop(true);
    }
  }

  #pop(isCut = false): void {
    const element = this.#open.pop()?.element;
    if (element?.parent != null && this.#options.take(element, isCut)) element.parent.children.pop();
  }
}

interface QualifiedName {
  readonly prefix: string;
  readonly localName: string;
}

interface Attribute extends QualifiedName {
  readonly value: string;
}

const NO_ATTRIBUTES: readonly Attribute[] = [];
const ATTRIBUTE = /([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

function readAttributes(source: string, entities: DeclaredEntities): readonly Attribute[] {
  if (source === '' || source.trim() === '') return NO_ATTRIBUTES;
  return Array.from(source.matchAll(ATTRIBUTE), ([, name = '', double, single, bare]) => ({
    ...splitName(name),
    value: decodeReferences(double ?? single ?? bare ?? '', entities),
  }));
}

function splitName(name: string): QualifiedName {
  const colon = name.indexOf(':');
  return colon === -1
    ? { prefix: '', localName: name }
    : { prefix: name.slice(0, colon), localName: name.slice(colon + 1) };
}

function qualified(prefix: string | null, localName: string): string {
  const local = localName.toLowerCase();
  return prefix === '' ? local : `${prefix ?? '?'}:${local}`;
}

function isDeclaration({ prefix, localName }: Attribute): boolean {
  return prefix === 'xmlns' || (prefix === '' && localName === 'xmlns');
}

const NONE: ReadonlyMap<string, string> = new Map();
const KEPT_PREFIXES: ReadonlySet<string> = new Set(['', 'xml', 'rdf']);

function newElement(
  name: string,
  { localName }: QualifiedName,
  written: readonly Attribute[],
  parent: XmlElement | null,
): XmlElement {
  if (written.length === 0) return { name, localName, attributes: NONE, children: [], parent };
  const attributes = new Map<string, string>();
  for (const attribute of written) {
    const key = qualified(attribute.prefix, attribute.localName);
    if (KEPT_PREFIXES.has(attribute.prefix) && key !== 'xmlns' && !attributes.has(key))
      attributes.set(key, attribute.value);
  }
  return { name, localName, attributes, children: [], parent };
}
