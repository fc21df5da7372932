const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;
const strong = /\p{L}/u;

/** The direction a text runs in, by its first letter (Unicode's rule P2). */
export function textDirection(text: string): 'ltr' | 'rtl' {
  const first = strong.exec(text);
  return first !== null && rightToLeft.test(first[0]) ? 'rtl' : 'ltr';
}
