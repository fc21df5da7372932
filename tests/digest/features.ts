import { load } from 'cheerio';

/** What a message's HTML and CSS make use of, by caniemail's names of features; those it has no name for everybody knows. */
export function featuresOf(html: string, known: ReadonlySet<string>): ReadonlySet<string> {
  const $ = load(html.replace(/<!--\[if [^\]]*\]>(?!<!-->)[\s\S]*?<!\[endif\]-->/g, ''));
  const elements = $('*')
    .toArray()
    .filter((node) => 'tagName' in node);
  const inline = elements.map((element) => $(element).attr('style') ?? '').join(';');
  const sheets = $('style')
    .toArray()
    .map((style) => $(style).text())
    .join('\n');
  const candidates = [
    ...elements.flatMap(({ tagName }) => [`html-${tagName}`, ELEMENTS[tagName] ?? '']),
    ...elements.flatMap((element) => Object.keys(element.attribs).map((name) => `html-${name}`)),
    ...$('img')
      .toArray()
      .map((image) => `image-${/\.(\w+)(?:$|\?)/.exec($(image).attr('src') ?? '')?.[1] ?? ''}`),
    ...declaredIn(inline),
    ...declaredIn(sheets.replace(/[^{}]*\{/g, ';').replaceAll('}', ';')),
    ...selectedBy(sheets),
    ...MARKUP.flatMap(([feature, sign]) => (sign.test(html) ? [feature] : [])),
  ];
  return new Set(candidates.filter((feature) => known.has(feature)));
}

const ELEMENTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, 'html-h1-h6'])),
  ...Object.fromEntries(['ul', 'ol', 'li', 'dl'].map((tag) => [tag, 'html-lists'])),
  ...Object.fromEntries(
    ['article', 'section', 'nav', 'main', 'header', 'footer'].map((tag) => [tag, 'html-semantics']),
  ),
};

const MARKUP: readonly (readonly [feature: string, sign: RegExp])[] = [
  ['html-doctype', /^<!doctype/i],
  ['html-comments', /<!--/],
  ['html-meta-color-scheme', /<meta name="color-scheme"/],
  ['css-display-none', /display:\s*none/],
  ['css-important', /!important/],
  ['html-mailto-links', /href="mailto:/],
];

/** The properties and units of declarations; of a longhand without a name of its own its shorthand's. */
function declaredIn(declarations: string): string[] {
  return declarations.split(';').flatMap((declaration) => {
    const [property = '', value = ''] = declaration.split(/:(.*)/s).map((part) => part.trim().toLowerCase());
    const units = [...value.matchAll(/\d(px|em|rem|ex|ch|vh|vw|pt|%)/g)].map(
      ([, unit]) => `css-unit-${unit === '%' ? 'percent' : unit}`,
    );
    const shorthand = property.replace(/-.*/, '');
    return [`css-${property}`, ...(SHORTHANDS.has(shorthand) ? [`css-${shorthand}`] : []), ...units];
  });
}

const SHORTHANDS: ReadonlySet<string> = new Set(['background', 'border', 'font', 'margin', 'padding']);

function selectedBy(sheets: string): string[] {
  const selectors = [...sheets.matchAll(/([^{};]+)\{/g)].map(([, selector = '']) => selector.trim());
  const used = (sign: RegExp) => selectors.some((selector) => !selector.startsWith('@') && sign.test(selector));
  return [
    used(/\./) ? 'css-selector-class' : '',
    used(/(?:^|[\s,>])[a-z]/) ? 'css-selector-type' : '',
    used(/>/) ? 'css-selector-child' : '',
    used(/[\w\]] +[.\w]/) ? 'css-selector-descendant' : '',
    used(/,/) ? 'css-selector-grouping' : '',
    used(/\[/) ? 'css-selector-attribute' : '',
    used(/#/) ? 'css-selector-id' : '',
    used(/\*/) ? 'css-selector-universal' : '',
    selectors.some((selector) => selector.startsWith('@media')) ? 'css-at-media' : '',
    selectors.some((selector) => selector.includes('prefers-color-scheme')) ? 'css-at-media-prefers-color-scheme' : '',
  ];
}
