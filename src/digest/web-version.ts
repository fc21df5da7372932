import { withoutMessageSections } from './personal.ts';

const outlookOnly = /<!--\[if [^\]]*\]>(?!<!-->)[\s\S]*?<!\[endif\]-->\n?/g;
const outlookExcluded = /<!--\[if [^\]]*\]><!-->\n?|<!--<!\[endif\]-->\n?/g;
const clientMeta = /<meta (?:http-equiv="X-UA-Compatible"|name="supported-color-schemes")[^>]*>\n?/g;
const styleSheet = /<style[^>]*>[\s\S]*?<\/style>/g;
const openingTag = /<[a-z][^>]*>/g;

/** The edition as a page: the same HTML without what only messages have, and without what only mail clients need. */
export function webVersion(html: string): string {
  return withoutMessageSections(html)
    .replace(outlookOnly, '')
    .replace(outlookExcluded, '')
    .replace(clientMeta, '')
    .replace(styleSheet, withoutOutlookStyles)
    .replace(openingTag, pageTag);
}

/** A tag as a page has it: HTML has no place any more for the attributes that Outlook needs beside the style. */
function pageTag(tag: string): string {
  const wide = tag.startsWith('<table') && tag.includes(' width="100%"');
  const kept = tag.replace(obsoleteIn(tag), '').replace(/ +(?=>)/, '');
  const styled = wide ? kept.replace(/ style="(?!width)/, ' style="width:100%;') : kept;
  return withoutOutlookStyles(
    wide && !styled.includes(' style=') ? styled.replace('>', ' style="width:100%">') : styled,
  );
}

function obsoleteIn(tag: string): RegExp {
  if (tag.startsWith('<img')) return / (?:align|border)="[^"]*"/g;
  if (tag.startsWith('<style')) return / type="[^"]*"/g;
  return / (?:align|valign|bgcolor|border|cellpadding|cellspacing|width|height|xmlns(?::[a-z])?|aria-roledescription)="[^"]*"/g;
}

function withoutOutlookStyles(css: string): string {
  return css.replace(/;?\s*mso-[a-z-]+:[^;"}]*/g, '');
}
