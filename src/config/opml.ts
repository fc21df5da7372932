import { load } from 'cheerio/slim';
import { addressKey, webAddress } from '../address.ts';
import { Fault } from '../fault.ts';

/** A feed as an OPML file lists it. */
export interface Outline {
  readonly url: string;
  readonly name: string | null;
  /** The folders it is in, from the outermost, and its own categories. */
  readonly tags: readonly string[];
  readonly homePageUrl: string | null;
}

export interface ReadOutline extends Outline {
  /** Where it begins: so many characters from the beginning of the file. */
  readonly at: number;
}

/** The line of a text, from 1, on which the character at a place stands. */
export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/**
 * Reads the feeds of an OPML file (opml.org/spec2.opml), folders becoming tags. A feed that is in several folders, as
 * readers without tags write it, is one with the tags of all.
 * @throws Fault where the text is no OPML.
 */
export function readOpml(text: string, file: string): ReadOutline[] {
  const $ = load(text, {
    xml: { decodeEntities: true, lowerCaseAttributeNames: true, lowerCaseTags: true, withStartIndices: true },
  });
  if ($('opml').length === 0) {
    const mend = 'export it anew from the reader that it comes from';
    throw new Fault({ stage: 'sources', subject: file, problem: 'is no OPML', mend, permanent: true });
  }
  const outlines = new Map<string, ReadOutline>();
  $('outline[xmlurl]').each((_, element) => {
    const url = webAddress($(element).attr('xmlurl')?.trim() ?? '');
    if (url === '') return;
    const folders = $(element).parents('outline').toArray().toReversed();
    const tags = [
      ...folders.map((folder) => titleOf($(folder).attr()) ?? ''),
      ...categoriesOf($(element).attr('category') ?? ''),
    ];
    const key = addressKey(url);
    const earlier = outlines.get(key);
    outlines.set(key, {
      url: earlier?.url ?? url,
      name: earlier?.name ?? nameOf($(element).attr(), url),
      tags: [...new Set([...(earlier?.tags ?? []), ...tags])].filter((tag) => tag !== ''),
      homePageUrl: earlier?.homePageUrl ?? ($(element).attr('htmlurl') || null),
      at: earlier?.at ?? element.startIndex ?? 0,
    });
  });
  return [...outlines.values()];
}

/** What a feed is called. Its address or host is no name: exports have it of a feed that was never read. */
function nameOf(attributes: Attributes, url: string): string | null {
  const title = titleOf(attributes);
  if (title === null || addressKey(title) === addressKey(url)) return null;
  const parsed = URL.parse(url);
  return title === parsed?.host || title === parsed?.hostname ? null : title;
}

type Attributes = Readonly<Record<string, string>> | undefined;

function titleOf(attributes: Attributes): string | null {
  return attributes?.title?.trim() || attributes?.text?.trim() || null;
}

/** Categories are separated by commas; `/a/b` is one within another. */
function categoriesOf(category: string): string[] {
  return category
    .split(/[,/]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Writes feeds as OPML 2.0: each in the folder of each of its tags, those without tags beside the folders. */
export function writeOpml(title: string, outlines: readonly Outline[]): string {
  const tags = [...new Set(outlines.flatMap((outline) => outline.tags))];
  const folders = tags.map((tag) => {
    const inside = outlines.filter((outline) => outline.tags.includes(tag)).map((outline) => outlineXml(outline, 3));
    return `    <outline text="${escapeXml(tag)}" title="${escapeXml(tag)}">\n${inside.join('')}    </outline>\n`;
  });
  const loose = outlines.filter((outline) => outline.tags.length === 0).map((outline) => outlineXml(outline, 2));
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>${escapeXml(title)}</title>
  </head>
  <body>
${folders.join('')}${loose.join('')}  </body>
</opml>
`;
}

function outlineXml({ url, name, homePageUrl }: Outline, depth: number): string {
  const text = escapeXml(name ?? url);
  const home = homePageUrl === null ? '' : ` htmlUrl="${escapeXml(homePageUrl)}"`;
  return `${'  '.repeat(depth)}<outline type="rss" text="${text}" title="${text}" xmlUrl="${escapeXml(url)}"${home}/>\n`;
}

/** What XML has no way to write, and what would end a line within an attribute. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LINE_ENDS = /[\t\n\r]+/g;

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '')
    .replace(LINE_ENDS, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
