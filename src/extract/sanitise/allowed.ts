/** Elements that readers see, with the attributes that mean something to them besides the common ones. */
const ELEMENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    ...plain('address article aside b bdi big blockquote br caption center cite code dd details dfn div dl dt em'),
    ...plain(
      'figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i kbd li main mark nav nobr ol p picture pre',
    ),
    ...plain(
      'q rb rp rt rtc ruby s samp section small span strike strong sub summary sup table tbody tfoot thead tr tt u',
    ),
    ...plain('ul var wbr abbr acronym dir menu'),
    a: 'href hreflang',
    audio: 'src',
    bdo: '',
    blockquote: 'cite',
    col: 'span width align valign',
    colgroup: 'span width align valign',
    data: 'value',
    del: 'cite datetime',
    details: 'open',
    font: '',
    img: 'src srcset sizes alt width height longdesc',
    ins: 'cite datetime',
    li: 'value',
    ol: 'start type reversed',
    q: 'cite',
    source: 'src srcset sizes type media',
    table: 'summary',
    td: 'colspan rowspan align valign',
    th: 'colspan rowspan align valign scope abbr',
    time: 'datetime',
    tr: 'align valign',
    video: 'src poster width height',
  }).map(([name, attributes]) => [name, new Set(`title lang dir ${attributes}`.trim().split(' '))]),
);

/** Elements that go with all that is in them: what runs, what loads, what asks, and what browsers read by other rules. */
const HIDDEN: ReadonlySet<string> = new Set(
  (
    'applet area base basefont bgsound button canvas command datalist embed fencedframe frame frameset head iframe input keygen ' +
    'link map math meta meter noembed noframes noscript object option optgroup param plaintext portal progress script select ' +
    'style svg template textarea title track xml xmp'
  ).split(' '),
);

/** Attributes that hold one address. */
const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'cite', 'poster', 'longdesc']);

export const VOID: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'source', 'wbr']);

/** What becomes of an element: it is kept, only what is in it is, or neither. */
export type Treatment = 'keep' | 'unwrap' | 'hide';

export function treatmentOf(name: string): Treatment {
  if (ELEMENTS.has(name)) return 'keep';
  return HIDDEN.has(name) ? 'hide' : 'unwrap';
}

export function isAllowed(element: string, attribute: string): boolean {
  return ELEMENTS.get(element)?.has(attribute) ?? false;
}

export function isAddress(attribute: string): boolean {
  return ADDRESSES.has(attribute);
}

function plain(names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, '']));
}
