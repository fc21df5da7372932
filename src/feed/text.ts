import { decodeHTML } from 'entities';

/** What a text construct amounts to: HTML to be rendered, or text that is shown as it stands. */
export interface Construct {
  readonly kind: 'html' | 'text';
  readonly value: string;
}

const HTML_NAMES = [
  'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink',
  'blockquote body br button canvas caption center cite code col colgroup data datalist dd del details',
  'dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2',
  'h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark',
  'marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p',
  'param picture plaintext pre progress q rb rp rt ruby s samp script section select small source span',
  'strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time tr',
  'track tt u ul var video wbr xmp',
].join(' ');
const HTML_TAG = new RegExp(`</?(?:${HTML_NAMES.replaceAll(' ', '|')})(?:\\s[^<>]*)?/?>`, 'i');
const HTML_REFERENCE = /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]{1,30});/i;

/** Whether a text that does not say what it is holds HTML: tags that HTML has, or references. */
export function looksLikeHtml(text: string): boolean {
  return HTML_TAG.test(text) || HTML_REFERENCE.test(text);
}

/** RSS does not say what its texts are; whoever escaped twice meant HTML, too. */
export function guessConstruct(text: string): Construct {
  if (!looksLikeHtml(text)) return { kind: 'text', value: text };
  if (isEscapedTwice(text)) return { kind: 'html', value: decodeHTML(text) };
  // HTML of several lines has tags; without any, it is text of which someone escaped the ampersands.
  const isText = text.includes('\n') && !text.includes('<');
  return isText ? { kind: 'text', value: decodeHTML(text) } : { kind: 'html', value: text };
}

const ESCAPED_MARKUP = /&lt;(?:\/[a-z][a-z\d]*|(?:p|br|img|a|div)\b[^<>]{0,500}?)&gt;/i;

/** Whether a text is escaped markup, once more than it should be. */
export function isEscapedTwice(text: string): boolean {
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
  for (let round = 0; round < MOST_ESCAPES && looksLikeHtml(title) && !isAboutATag(title); round++)
    title = htmlToText(title);
  return title;
}

/** “How <b> differs from <strong>”: tags that enclose nothing are what the title speaks of. */
function isAboutATag(title: string): boolean {
  return /<(?!br\b|img\b|hr\b|wbr\b)[a-z]/i.test(title) && !/<\/[a-z]/i.test(title) && !HTML_REFERENCE.test(title);
}

/** What is not to be read up to its end, any other tag, and one that parts two blocks. */
const HIDDEN = /<(?:!--|(script|style|svg)\b)/iy;
const TAG = /<\/?[a-z][^<>]*>/iy;
const BREAK = /<\/?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|th|dt|dd|table|blockquote|hr|pre)\b/iy;

/** The text of a piece of HTML, its references resolved; blocks are set apart by a space. */
export function htmlToText(html: string): string {
  const bare = html.includes('<') ? withoutTags(html) : html;
  return bare.includes('&') ? decodeHTML(bare) : bare;
}

/** Leaves out tags and what is not to be read. From each `<` on it is looked once: expressions would try every character. */
function withoutTags(html: string): string {
  const endless = new Set<string>();
  let kept = '';
  let from = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', Math.max(from, at + 1))) {
    const hidden = endOfHidden(html, at, endless);
    const end = hidden ?? endAt(TAG, html, at);
    if (end === null) continue;
    kept += html.slice(from, at);
    if (hidden === null && endAt(BREAK, html, at) !== null) kept += ' ';
    from = end;
  }
  return kept + html.slice(from);
}

/** Where a script or the like ends that begins here; null: it does not. An end that is not there is looked for only once. */
function endOfHidden(html: string, at: number, endless: Set<string>): number | null {
  HIDDEN.lastIndex = at;
  const begin = HIDDEN.exec(html);
  if (begin === null) return null;
  const mark = begin[1] === undefined ? '-->' : `</${begin[1].toLowerCase()}[^>]*>`;
  if (endless.has(mark)) return null;
  const end = new RegExp(mark, 'gi');
  end.lastIndex = at;
  if (end.test(html)) return end.lastIndex;
  endless.add(mark);
  return null;
}

/** Where ends what a sticky pattern matches at a place; null where it does not. */
function endAt(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** HTML that shows a text as it stands. */
export function textToHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** HTML of a text whose line breaks mean something: a blank line begins a paragraph. */
export function textAsHtml(text: string): string {
  if (!text.includes('\n')) return textToHtml(text);
  const lines = textToHtml(text.trim())
    .split('\n')
    .map((line) => line.trim());
  const html = lines.join(isWrapped(lines) ? '\n' : '<br>\n');
  const paragraphs = html.split(BLANK_LINES);
  return paragraphs.length === 1 ? html : paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
}

const BLANK_LINES = /(?:(?:<br>)?\n){2,}/;

/** How wide a text is, in characters, that an editor or a mail program has wrapped. */
const NARROWEST = 50;
const WIDEST = 120;

/** Whether lines end only because the next word had no room on them; that one does so may be chance. */
function isWrapped(lines: readonly string[]): boolean {
  const width = lines.reduce((widest, { length }) => Math.max(widest, length), 0);
  if (width < NARROWEST || width > WIDEST) return false;
  let breaks = 0;
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1] ?? '';
    if (line === '' || next === '') continue;
    if (line.length + 1 + next.search(/\s|$/) <= width) return false;
    breaks += 1;
  }
  return breaks > 1;
}
