import { type CheerioAPI, load } from 'cheerio';

/**
 * What the W3C's feed validator complains of, under the names that it gives its errors and warnings, and what breaks the
 * rule: our reading of its documentation and of what it does, as far as it concerns what is written here. Left out is
 * what published.md, 11, lets pass: DuplicateUpdated, NonCanonicalURI, MissingTextualContent, NotBlank and ContainsHTML.
 */
export type Rule = [name: string, offenders: ($: CheerioAPI) => readonly unknown[]];

const texts = ($: CheerioAPI, selector: string) => [...$(selector)].map((node) => $(node).text());
const attributes = ($: CheerioAPI, selector: string, name: string) =>
  [...$(selector)].flatMap((node) => $(node).attr(name) ?? []);
const lacking = ($: CheerioAPI, selector: string, children: string, count = 1) =>
  [...$(selector)].filter((node) => $(node).children(children).length !== count);
const not = (holds: (value: string) => boolean) => (value: string) => !holds(value);

/** Those of the values that were there before. */
export const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

const isUri = (address: string) => /^[a-z][a-z0-9+.-]*:(\/\/)?[\w;/?:@&=+$.\-!~*'()%,#]+$/i.test(address);
const isIri = (id: string) => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(id) && URL.canParse(id);
const isGoodUrn = (id: string) =>
  !/^urn:/i.test(id) ||
  /^urn:(?!uuid:)[a-z0-9][a-z0-9-]{1,31}:\S+$|^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
const isRfc3339 = (date: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(date);
const isRfc822 = (date: string) => new Date(date).toUTCString() === date;
const isMimeType = (type: string) => /^[^\s()<>,;:\\"/[\]?=]+\/[^\s()<>,;:\\"/[\]?=]+$/.test(type);
const isLanguage = (tag: string) => /^[a-z]{2,3}(-|$)/i.test(tag) && Intl.getCanonicalLocales(tag).length === 1;
const isLength = (length: string) => /^\d+$/.test(length);

const TEN_MINUTES = 600_000;
const isPlausibleAt = (now: number) => (date: string) =>
  Date.parse(date) >= Date.UTC(1990, 0, 1) && Date.parse(date) <= now + TEN_MINUTES;

/** Elements and attributes that it holds to be dangerous, or does not know, of those that posts have in them. */
const RISKS =
  'applet, base, bdo, body, embed, frame, frameset, head, html, iframe, link, math, meta, nobr, object, param, plaintext, rb, rtc, script, slot, style, svg, title, xmp';
const RISKY = /^(on.*|controls|style|formaction|srcdoc|xlink:href)$/;

const posts = ($: CheerioAPI) =>
  texts($, 'content[type=html], content\\:encoded, description').map((html) => load(html, null, false));

const bothAt = (now: number): Rule[] => [
  ['SecurityRisk', ($) => posts($).flatMap((post) => post(RISKS).toArray())],
  [
    'SecurityRiskAttr',
    ($) =>
      posts($).flatMap((post) =>
        [...post('*')].flatMap((node) => Object.keys(post(node).attr() ?? {}).filter((name) => RISKY.test(name))),
      ),
  ],
  [
    'ContainsRelRef',
    ($) =>
      posts($).flatMap((post) =>
        [...attributes(post, 'a', 'href'), ...attributes(post, 'img', 'src')].filter(not((one) => /^\w+:/.test(one))),
      ),
  ],
  [
    'BadCharacters',
    ($) =>
      $.root()
        .text()
        .match(/[\u0080-\u009f\ufffd]/g) ?? [],
  ],
  ['ContainsEmail', ($) => texts($, 'name, dc\\:creator').filter((name) => /<?[\w.+'-]+@[\w-]+\./.test(name))],
  ['MissingElement: name', ($) => texts($, 'name, dc\\:creator').filter((name) => name.trim() === '')],
  ['InvalidMIMEType', ($) => attributes($, 'link, enclosure', 'type').filter(not(isMimeType))],
  ['InvalidNonNegativeInteger', ($) => attributes($, 'link, enclosure', 'length').filter(not(isLength))],
  [
    'InvalidLanguage',
    ($) => [...attributes($, '[xml\\:lang]', 'xml:lang'), ...texts($, 'language')].filter(not(isLanguage)),
  ],
  ['InvalidIRI', ($) => [...attributes($, 'link, atom\\:link', 'href'), ...texts($, 'uri')].filter(not(isUri))],
  ['AttrNotBlank', ($) => $('[title=""], [term=""], [rel=""], [type=""]').toArray()],
  ['UnexpectedWhitespace', ($) => texts($, 'id, uri, updated, published').filter((text) => text !== text.trim())],
  ['ImplausibleDate', ($) => texts($, 'updated, published, pubDate, lastBuildDate').filter(not(isPlausibleAt(now)))],
  ['InvalidDoctype', ($) => $.xml().match(/<!(doctype|entity)/i) ?? []],
];

/** The rules for an Atom feed that is read at this time. */
export function ofAtom(now: number): Rule[] {
  return [
    ...bothAt(now),
    ['MissingSelf', ($) => ($('feed > link[rel=self][type="application/atom+xml"]').length === 1 ? [] : ['feed'])],
    [
      'MissingElement',
      ($) => ['id', 'title', 'updated'].flatMap((name) => [...lacking($, 'feed', name), ...lacking($, 'entry', name)]),
    ],
    ['MissingElement: author', ($) => lacking($, 'entry:not(:has(author))', 'author')],
    ['MissingSourceElement', ($) => ['id', 'title', 'updated'].flatMap((name) => lacking($, 'source', name))],
    ['MissingContentOrAlternate', ($) => $('entry:not(:has(> content, > link[rel=alternate]))').toArray()],
    ['MisplacedMetadata', ($) => $('feed > entry ~ *:not(entry)').toArray()],
    [
      'DuplicateElement',
      ($) => ['content', 'summary', 'source', 'published'].flatMap((name) => $(`entry > ${name} ~ ${name}`).toArray()),
    ],
    ['DuplicateEntries', ($) => repeated(texts($, 'entry > id'))],
    [
      'DuplicateAtomLink',
      ($) =>
        $(
          'entry > link[rel=alternate] ~ link[rel=alternate], feed > link[rel=alternate] ~ link[rel=alternate]',
        ).toArray(),
    ],
    ['InvalidFullLink', ($) => texts($, 'id').filter(not(isIri))],
    ['InvalidURN', ($) => texts($, 'id').filter(not(isGoodUrn))],
    ['InvalidRFC3339Date', ($) => texts($, 'updated, published').filter(not(isRfc3339))],
    [
      'InvalidTextType',
      ($) =>
        attributes($, 'title, subtitle, summary', 'type').filter(
          not((type) => ['text', 'html', 'xhtml'].includes(type)),
        ),
    ],
    ['MissingCurrentInArchive', ($) => $('feed:has(> fh\\:archive):not(:has(> link[rel=current]))').toArray()],
    ['InvalidNamespace', ($) => ($('feed').attr('xmlns') === 'http://www.w3.org/2005/Atom' ? [] : ['feed'])],
  ];
}

/** The rules for an RSS 2.0 feed that is read at this time. */
export function ofRss(now: number): Rule[] {
  return [
    ...bothAt(now),
    ['InvalidRSSVersion', ($) => ($('rss').attr('version') === '2.0' ? [] : ['rss'])],
    [
      'MissingElement',
      ($) =>
        ['title', 'link', 'description', 'language'].filter((name) => texts($, `channel > ${name}`).join('') === ''),
    ],
    [
      'MissingAtomSelfLink',
      ($) => ($('channel > atom\\:link[rel=self][type="application/rss+xml"]').length === 1 ? [] : ['channel']),
    ],
    ['MisplacedItem', ($) => $('channel > item ~ *:not(item)').toArray()],
    ['MissingGuid', ($) => lacking($, 'item', 'guid')],
    ['DuplicateValue', ($) => repeated(texts($, 'guid'))],
    [
      'InvalidBooleanAttribute',
      ($) => attributes($, 'guid', 'isPermaLink').filter(not((value) => ['true', 'false'].includes(value))),
    ],
    [
      'InvalidHttpGUID',
      ($) => texts($, 'guid[isPermaLink=true]').filter(not((guid) => isUri(guid) && /^https?:/.test(guid))),
    ],
    ['NotSufficientlyUnique', ($) => texts($, 'guid').filter((guid) => /^\d{1,8}$/.test(guid))],
    ['InvalidFullLink', ($) => [...texts($, 'link'), ...attributes($, 'source', 'url')].filter(not(isUri))],
    [
      'InvalidURLAttribute',
      ($) => attributes($, 'enclosure', 'url').filter(not((url) => isUri(url) && /^https?:/.test(url))),
    ],
    ['InvalidRFC2822Date', ($) => texts($, 'pubDate, lastBuildDate').filter(not(isRfc822))],
    ['ItemMustContainTitleOrDescription', ($) => $('item:not(:has(> title, > description))').toArray()],
    ['NotBlank', ($) => texts($, 'item > title, category, channel > title').filter((text) => text === '')],
    ['InvalidContact', ($) => texts($, 'author, managingEditor, webMaster')],
    ['MissingAttribute', ($) => $('enclosure:not([url][length][type]), source:not([url])').toArray()],
    ['DuplicateEnclosure', ($) => $('enclosure ~ enclosure').toArray()],
    [
      'DuplicateElement',
      ($) =>
        ['title', 'link', 'description', 'guid', 'pubDate', 'source'].flatMap((name) =>
          $(`item > ${name} ~ ${name}`).toArray(),
        ),
    ],
    [
      'NeedDescriptionBeforeContent',
      ($) => $('content\\:encoded ~ description, item:has(> content\\:encoded):not(:has(> description))').toArray(),
    ],
  ];
}
