import { decodeHTML } from 'entities';

/** What a text construct amounts to: HTML to be rendered, or text that is shown as it stands. */
export interface Construct {
  readonly kind: 'html' | 'text';
  readonly value: string;
}

const HTML_TAG =
  /<\/?(?:a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|caption|center|cite|code|dd|del|details|dfn|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|header|hr|html|i|iframe|img|ins|kbd|li|main|mark|nav|nobr|object|ol|p|param|picture|pre|q|ruby|s|samp|script|section|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)(?:\s[^<>]*)?\/?>/i;
const HTML_REFERENCE = /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]{1,30});/i;

/** Whether a text that does not say what it is holds HTML: tags that HTML has, or references. */
export function looksLikeHtml(text: string): boolean {
  return HTML_TAG.test(text) || HTML_REFERENCE.test(text);
}

/** RSS does not say what its texts are; whoever escaped twice meant HTML, too. */
export function guessConstruct(text: string): Construct {
  if (!looksLikeHtml(text)) return { kind: 'text', value: text };
  return { kind: 'html', value: escapedTwice(text) ? decodeHTML(text) : text };
}

const ESCAPED_MARKUP = /&lt;(?:\/[a-z][a-z\d]*|(?:p|br|img|a|div)\b[^<>]*?\/?)&gt;/i;

function escapedTwice(text: string): boolean {
  return !text.includes('<') && ESCAPED_MARKUP.test(text);
}

/** The plain text of a title or the like. */
export function plainText(construct: Construct): string {
  return construct.kind === 'text' ? construct.value : htmlToText(construct.value);
}

const MOST_ESCAPES = 3;

/** The plain text of an RSS title, however often it was escaped on its way into the feed. */
export function plainRssTitle(text: string): string {
  let title = text;
  for (let round = 0; round < MOST_ESCAPES && looksLikeHtml(title) && !isAboutATag(title); round++) title = htmlToText(title);
  return title;
}

/** “How <b> differs from <strong>”: tags that enclose nothing are what the title speaks of. */
function isAboutATag(title: string): boolean {
  return /<(?!br\b|img\b|hr\b|wbr\b)[a-z]/i.test(title) && !/<\/[a-z]/i.test(title) && !HTML_REFERENCE.test(title);
}

const HIDDEN = /<(script|style|svg)\b[^>]*>[^]*?<\/\1\s*>|<!--[^]*?-->/gi;
const BREAK = /<\/?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|th|dt|dd|table|blockquote|hr|pre)\b[^<>]*>/gi;
const TAG = /<\/?[a-z][^<>]*>/gi;

/** The text of a piece of HTML, its references resolved; blocks are set apart by a space. */
export function htmlToText(html: string): string {
  const bare = html.includes('<') ? html.replace(HIDDEN, '').replace(BREAK, ' ').replace(TAG, '') : html;
  return bare.includes('&') ? decodeHTML(bare) : bare;
}

/** HTML that shows a text as it stands. */
export function textToHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
