const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;
const strong = /\p{L}/u;

/** The direction a text runs in, by its first letter (Unicode's rule P2). */
export function textDirection(text: string): 'ltr' | 'rtl' {
  const first = strong.exec(text);
  return first !== null && rightToLeft.test(first[0]) ? 'rtl' : 'ltr';
}

const rightToLeftLanguages = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** The direction in which a language (BCP 47) is written. */
export function languageDirection(language: string): 'ltr' | 'rtl' {
  return rightToLeftLanguages.has(language.split('-')[0]?.toLowerCase() ?? '') ? 'rtl' : 'ltr';
}
