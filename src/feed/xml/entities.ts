import { decodeHTMLStrict } from 'entities';
import { mendLegacy } from '../../encoding.ts';

/** Entities that the document's own DTD declares, by name; only plain replacement texts are kept. */
export type DeclaredEntities = ReadonlyMap<string, string>;

const REFERENCE = /&(?:#[xX]?[0-9a-fA-F]+|[A-Za-z][\w.-]*);?/g;
const PREDEFINED: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};

/**
 * Resolves character and entity references, HTML's names included, as feeds use them without declaring them. What
 * names nothing stays as it is written. Nothing is ever expanded twice, so that no document grows.
 */
export function decodeReferences(text: string, declared: DeclaredEntities): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference) => PREDEFINED[reference] ?? resolve(reference, declared));
}

function resolve(reference: string, declared: DeclaredEntities): string {
  const named = declared.get(reference.slice(1).replace(/;$/, ''));
  if (named !== undefined) return named;
  const terminated = reference.endsWith(';');
  if (reference[1] === '#') return mendLegacy(decodeHTMLStrict(terminated ? reference : `${reference};`));
  return terminated ? decodeHTMLStrict(reference) : reference;
}

const DECLARATION = /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;
const LONGEST_REPLACEMENT = 1000;

/** The entities of an internal DTD subset; those that refer to others, or to files, are left undeclared. */
export function declaredEntities(doctype: string): DeclaredEntities {
  const declared = new Map<string, string>();
  for (const [, name, double, single] of doctype.matchAll(DECLARATION)) {
    // As XML has it, a value's character references are resolved where it is declared, and again where it is used.
    const value = decodeCharacters(decodeCharacters(double ?? single ?? ''));
    if (name !== undefined && !/&\w/.test(value) && value.length <= LONGEST_REPLACEMENT) declared.set(name, value);
  }
  return declared;
}

function decodeCharacters(value: string): string {
  return value.replace(/&#[xX]?[0-9a-fA-F]+;/g, (reference) => decodeHTMLStrict(reference));
}
