import type { EventLanguage } from './language.ts';

/** Makes something of a language's words the first time it is asked for, and keeps it: patterns are dear to compile. */
export function perLanguage<T>(make: (language: EventLanguage) => T): (language: EventLanguage) => T {
  const made = new Map<EventLanguage, T>();
  return (language) => {
    const known = made.get(language);
    if (known !== undefined) return known;
    const fresh = make(language);
    made.set(language, fresh);
    return fresh;
  };
}
