import { withoutMessageSections } from './personal.ts';

/** The edition as a page: the same HTML without what only messages have, and without what only mail clients need. */
export function webVersion(html: string): string {
  return withoutMessageSections(html)
    .replace(/<!--\[if [^\]]*\]>(?!<!-->)[\s\S]*?<!\[endif\]-->\n?/g, '')
    .replace(/<!--\[if [^\]]*\]><!-->|<!--<!\[endif\]-->/g, '')
    .replace(/<meta http-equiv="X-UA-Compatible"[^>]*>\n?/, '')
    .replace(/<meta name="supported-color-schemes"[^>]*>\n?/, '')
    .replace(/<[a-z][^>]*>/g, (tag) => withoutPresentation(tag));
}

/** HTML as it is written today has no place for these attributes; the style attributes beside them say the same. */
function withoutPresentation(tag: string): string {
  const kept = tag.startsWith('<img')
    ? tag.replace(/ (?:align|border)="[^"]*"/g, '')
    : tag.replace(/ (?:align|valign|bgcolor|border|cellpadding|cellspacing|width|height|xmlns:[a-z])="[^"]*"/g, '');
  return kept.replace(/;?mso-[a-z-]+:[^;"]*/g, '').replace(/ (?:aria-roledescription="email"|xmlns="[^"]*")/g, '');
}
