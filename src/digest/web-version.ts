import { withoutMessageSections } from './personal.ts';

const outlookOnly = /<!--\[if [^\]]*\]>(?!<!-->)[\s\S]*?<!\[endif\]-->\n?/g;
const outlookExcluded = /<!--\[if [^\]]*\]><!-->\n?|<!--<!\[endif\]-->\n?/g;
const clientMeta = /<meta (?:http-equiv="X-UA-Compatible"|name="supported-color-schemes")[^>]*>\n?/g;
const preheader = /<div style="display:none;[^>]*>[^<]*<\/div>\n?/;
const article = /(?<=<div [^>]* role=)"article"/;
const addressInTag = /(?<= (?:href|src)=")[^"]*/g;
const notInAddresses = /[{}|\\^`]|&#(?:123|124|125|92|94|96);/g;
const styleSheet = /<style[^>]*>[\s\S]*?<\/style>/g;
const openingTag = /<[a-z][^>]*>/g;
const emptyStyle = / style(?:="")?(?=[ >])/;

/** The edition as a page: the same HTML without what only messages have, and without what only mail clients need. */
export function webVersion(html: string): string {
  return withoutMessageSections(html)
    .replace(outlookOnly, '')
    .replace(outlookExcluded, '')
    .replace(clientMeta, '')
    .replace(preheader, '')
    .replace(article, '"main"')
    .replace(styleSheet, withoutOutlookStyles)
    .replace(openingTag, pageTag);
}

/** A tag as a page has it: HTML has no place any more for the attributes that Outlook needs beside the style. */
function pageTag(tag: string): string {
  const wide = tag.startsWith('<table') && tag.includes(' width="100%"');
  const kept = tag
    .replace(addressInTag, encodedAddress)
    .replace(obsoleteIn(tag), '')
    .replace(emptyStyle, '')
    .replace(/ +(?=>)/, '');
  const styled = wide ? kept.replace(/ style="(?!width)/, ' style="width:100%;') : kept;
  return withoutOutlookStyles(
    wide && !styled.includes(' style=') ? styled.replace('>', ' style="width:100%">') : styled,
  );
}

/** What no address may hold (WHATWG URL, "URL code points"), written as itself or as a reference, percent-encoded. */
function encodedAddress(address: string): string {
  return address.replace(notInAddresses, (character) => {
    const code = character.length > 1 ? Number(character.slice(2, -1)) : character.charCodeAt(0);
    return `%${code.toString(16).toUpperCase()}`;
  });
}

function obsoleteIn(tag: string): RegExp {
  if (tag.startsWith('<img')) return / (?:align|border)="[^"]*"/g;
  if (tag.startsWith('<style')) return / type="[^"]*"/g;
  return / (?:align|valign|bgcolor|border|cellpadding|cellspacing|width|height|xmlns(?::[a-z])?|aria-roledescription)="[^"]*"/g;
}

function withoutOutlookStyles(css: string): string {
  return css.includes('mso-') ? css.replace(/;?\s*mso-[a-z-]+:[^;"}]*/g, '') : css;
}
