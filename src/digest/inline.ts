/** Declarations by the class they are for, in the order of the sheet. */
type ClassRules = ReadonlyMap<string, string>;

/** Filled MJML with the rules that are to be written into `style` attributes apart; null: they are left to MJML. */
export interface Uninlined {
  readonly mjml: string;
  readonly rules: ClassRules | null;
}

const inlineSheet = /<mj-style inline="inline">([\s\S]*?)<\/mj-style>/g;
const comment = /\/\*[\s\S]*?\*\//g;
const classRule = /\s*\.([\w-]+)\s*\{([^{}]*)\}\s*/y;
const classedTag = /<[a-z][^<>]*? class="([^"<>]*)"[^<>]*>/g;
const ownStyle = / style="([^"]*)"/;

/**
 * Takes out of MJML the sheets that it would write into `style` attributes. To match selectors against the whole document,
 * as it does, takes twice as long as all the rest of it; where each rule is for one class, a look at each tag will do. Where
 * a site's own sheet has any other selector all is left as it is.
 */
export function takeInlineRules(mjml: string): Uninlined {
  const sheets = [...mjml.matchAll(inlineSheet)].map(([, css = '']) => css.replace(comment, ''));
  const rules = readClassRules(sheets.join('\n'));
  return rules === null ? { mjml, rules } : { mjml: mjml.replace(inlineSheet, ''), rules };
}

/** Writes rules into the `style` attributes of the elements that have their classes; what an element says itself wins. */
export function inlineRules(html: string, rules: ClassRules): string {
  const known = new Map<string, string>();
  return html.replace(classedTag, (tag, classes: string) => {
    const declared = known.get(classes) ?? declarationsFor(classes, rules);
    known.set(classes, declared);
    if (declared === '') return tag;
    const [style = '', own = ''] = ownStyle.exec(tag) ?? [];
    const end = tag.endsWith('/>') ? tag.search(/\s*\/>$/) : tag.length - 1;
    return `${tag.slice(0, end).replace(style, '')} style="${declared}${own}"${tag.slice(end)}`;
  });
}

function declarationsFor(classes: string, rules: ClassRules): string {
  const names = new Set(classes.split(/\s+/));
  return [...rules].flatMap(([name, declarations]) => (names.has(name) ? declarations : [])).join('');
}

/** Null where a sheet has anything but rules for one class each. */
function readClassRules(css: string): ClassRules | null {
  const rules = new Map<string, string>();
  let end = 0;
  for (classRule.lastIndex = 0; end < css.length; end = classRule.lastIndex) {
    const [, name, declarations] = classRule.exec(css) ?? [];
    if (name === undefined || declarations === undefined || rules.has(name) || declarations.includes('!')) {
      return css.slice(end).trim() === '' ? rules : null;
    }
    rules.set(name, `${declarations.trim().replace(/;$/, '').replaceAll('"', '&quot;')};`);
  }
  return rules;
}
