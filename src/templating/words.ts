import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Fault, reasonOf } from '../fault.ts';

/** The words of one language. */
export interface Words {
  /** The BCP 47 tag by which dates and numbers are written. */
  readonly locale: string;
  /** The words kept under `key` (`digest.posts`), its `{places}` filled; `n` chooses the plural form and fills `{n}`.
   * @throws Error where there is no such key, or a place has no value */
  say(key: string, places: Readonly<Record<string, string>>, n?: number): string;
}

type Phrase = string | Readonly<Record<string, string>>;
type Tree = { readonly [key: string]: string | Tree };

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
const pluralForms = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** Reads `words/LANGUAGE.yaml` from all roots, the first root's words winning, and those of `fr` under those of `fr-CA`.
 * @throws Fault where no root has the language, or a file is no mapping of words */
export function readWords(roots: readonly string[], language: string): Words {
  const files = languagesFor(language).flatMap((tag) =>
    [...roots].reverse().map((root) => join(root, 'words', `${tag}.yaml`)),
  );
  const phrases = new Map<string, Phrase>();
  for (const file of files.filter((path) => existsSync(path))) gather(readTree(file), '', phrases);
  if (phrases.size === 0) throw unknownLanguage(language);

  const locale = language.includes('-') ? language : wordOf(phrases, 'locale', language);
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  return {
    locale,
    say(key, places, n) {
      const phrase = phrases.get(key);
      if (phrase === undefined) throw new Error(`there is no "${key}" in words/${language}.yaml`);
      const form = typeof phrase === 'string' ? phrase : (phrase[plural.select(n ?? 0)] ?? phrase.other ?? '');
      return fill(form, n === undefined ? places : { n: number.format(n), ...places }, key);
    },
  };
}

/** `fr`, then `fr-CA`: the closer one is read later and wins. */
function languagesFor(language: string): string[] {
  const parts = language.split('-');
  return parts.map((_, index) => parts.slice(0, index + 1).join('-'));
}

function readTree(file: string): Tree {
  try {
    return tree.parse(parse(readFileSync(file, 'utf8'), { schema: 'failsafe' }));
  } catch (thrown) {
    const problem = thrown instanceof z.ZodError ? 'is no mapping of keys to words' : reasonOf(thrown);
    throw new Fault({ stage: 'template', subject: file, problem, permanent: true, cause: thrown });
  }
}

function gather(from: Tree, prefix: string, phrases: Map<string, Phrase>): void {
  for (const [key, value] of Object.entries(from)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const phrase = asPhrase(value);
    if (phrase !== null) phrases.set(path, phrase);
    else if (typeof value !== 'string') gather(value, path, phrases);
  }
}

/** Plural forms are a mapping with `other` and nothing but CLDR's categories; any other mapping is a section. */
function asPhrase(value: string | Tree): Phrase | null {
  if (typeof value === 'string') return value;
  if (!('other' in value) || Object.keys(value).some((key) => !pluralForms.has(key))) return null;
  return z.record(z.string(), z.string()).parse(value);
}

function wordOf(phrases: ReadonlyMap<string, Phrase>, key: string, otherwise: string): string {
  const phrase = phrases.get(key);
  return typeof phrase === 'string' ? phrase : otherwise;
}

function fill(form: string, places: Readonly<Record<string, string>>, key: string): string {
  if (!form.includes('{')) return form;
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = places[name];
    if (value === undefined) throw new Error(`"${key}" needs a value for {${name}}`);
    return value;
  });
}

function unknownLanguage(language: string): Fault {
  return new Fault({
    stage: 'template',
    subject: `language ${language}`,
    problem: 'has no words',
    mend: `translate templates/words/en.yaml into templates/words/${language}.yaml`,
    permanent: true,
  });
}
