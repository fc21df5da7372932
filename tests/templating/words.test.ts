import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = new URL('../../templates/words/', import.meta.url);
const section = z.record(z.string(), z.unknown());

/** Every word of a language by its key, plural forms under their own. */
function wordsOf(file: string): Map<string, string> {
  const words = new Map<string, string>();
  gather(parse(readFileSync(new URL(file, folder), 'utf8')), '', words);
  return words;
}

function gather(value: unknown, key: string, words: Map<string, string>): void {
  if (typeof value === 'string') words.set(key, value);
  else for (const [name, inner] of Object.entries(section.parse(value))) gather(inner, `${key}.${name}`, words);
}

describe.each(readdirSync(folder).filter((file) => file !== 'en.yaml'))('the words of %s', (file) => {
  const english = wordsOf('en.yaml');
  const own = wordsOf(file);

  it('are as many as the English ones', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have the same places to fill', () => {
    const places = (text: string | undefined) => [...new Set(text?.match(/\{\w+\}/g))].sort();
    for (const [key, text] of own) if (!key.endsWith('.one')) expect(places(text)).toEqual(places(english.get(key)));
  });

  it('are not left in English', () => {
    const same = [...own].filter(
      ([key, text]) => text === english.get(key) && /[a-z]+ [a-z]+/i.test(text.replace(/\{\w+\}/g, '')),
    );
    expect(same).toEqual([]);
  });
});
