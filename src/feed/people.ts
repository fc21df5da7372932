import type { Author } from '../model.ts';
import { firstText, type RawElement } from './rss-parser.ts';

/** The people that an element names: by children (`name`, `uri`), or as text the way RSS writes an address. */
export function authorsOf(element: RawElement): readonly Author[] {
  const nested = ['foaf:person', 'foaf:agent', 'rdf:description'].flatMap((name) => element.children.all(name));
  if (nested.length > 0) return nested.flatMap(authorsOf);
  const name = firstText(element.children, ['atom:name', 'name', 'foaf:name']) || element.text;
  const email = firstText(element.children, ['atom:email', 'email']);
  const url = firstText(element.children, ['atom:uri', 'atom:url', 'url', 'foaf:homepage']);
  const person = personName(name) || personName(email);
  return person === '' ? [] : [url === '' ? { name: person } : { name: person, url }];
}

const LONGEST_NAME = 300;

/** The name in `me@example.org (Jane Doe)` and `Jane Doe <me@example.org>`; an address alone stays as it is. */
export function personName(text: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .replace(/^mailto:/i, '');
  const after = /^\S+@\S+\s*\((.+)\)$/.exec(plain)?.[1];
  const before = /^(.+?)\s*[(<[]\s*(?:mailto:)?\S+@\S+?\s*[)>\]]$/.exec(plain)?.[1];
  return (after ?? before ?? plain).replace(/^["'](.+)["']$/, '$1').trim();
}

/** Each person once, by name. */
export function distinctAuthors(authors: readonly Author[]): readonly Author[] {
  return [...new Map(authors.map((author) => [author.name.toLowerCase(), author])).values()];
}
