import type { EventLanguage } from '../language.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';

const LANGUAGES: Readonly<Record<string, EventLanguage>> = { de, en, es, fr, it, nl, pt };

/** The language of a BCP 47 tag; English where none is given, null where events are not found in that one. */
export function eventLanguage(tag: string | null): EventLanguage | null {
  const [primary = 'en'] = (tag ?? 'en').toLowerCase().split('-');
  return LANGUAGES[primary] ?? null;
}
