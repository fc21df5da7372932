import { asUtf8, type Headers } from './headers.ts';

/** One link of a Link field (RFC 8288): an address in angle brackets, and its parameters. */
const LINK = /<([^>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;

const PARAMETER = /;\s*([^\s=;,"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

/** The absolute addresses of an answer's links of a relation, in their order. */
export function linksOf(headers: Headers, relation: string, base: string): string[] {
  return [...asUtf8(headers.get('link') ?? '').matchAll(LINK)].flatMap(([, target = '', parameters = '']) => {
    return relationsOf(parameters).includes(relation) ? (URL.parse(target, base)?.href ?? []) : [];
  });
}

function relationsOf(parameters: string): string[] {
  const rel = [...parameters.matchAll(PARAMETER)].find(([, name]) => name?.toLowerCase() === 'rel');
  return (rel?.[2] ?? rel?.[3] ?? '').toLowerCase().split(/\s+/);
}
