import { Fault } from '../fault.ts';
import { inlineRules, takeInlineRules } from './inline.ts';

const settings = {
  // No web fonts, no files but the template, and what it does not understand is told.
  fonts: {},
  ignoreIncludes: true,
  validationLevel: 'soft',
  keepComments: false,
  // Juice, which writes `mj-style inline` into style attributes, would set width="auto" where a style says so.
  juiceOptions: { applyWidthAttributes: false, applyHeightAttributes: false, applyAttributesTableElements: false },
} as const;

/** Makes HTML for mail clients of filled MJML. @throws Fault naming what MJML does not understand */
export async function compileMjml(mjml: string, template: string): Promise<string> {
  // Loading MJML takes 0.4 s, which most commands never need.
  const { default: mjml2html } = await import('mjml');
  const { mjml: rest, rules } = takeInlineRules(mjml);
  const { html, errors } = await mjml2html(rest, settings);
  const [error] = errors;
  if (error === undefined) return minify(rules === null ? html : inlineRules(html, rules));
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  throw new Fault({
    stage: 'template',
    subject: `${template}, line ${error.line} as filled`,
    problem: `${error.tagName}: ${error.message}${more}`,
    permanent: true,
  });
}

/** Takes out the blanks that only people need. Where there was a line break there still is one, as it may be the space
 * between two words. */
function minify(html: string): string {
  return html
    .replace(/\s*\n\s*/g, '\n')
    .replace(/<[a-z][^<>]*>/g, (tag) =>
      tag
        .replace(/\s*\n(?=>)/, '')
        .replace(/\n/g, ' ')
        .replace(/ {2,}(?=[\w-]+=)/, ' '),
    )
    .replace(/ style="([^"]*)"/g, (_, style: string) => {
      return style === '' ? '' : ` style="${style.replace(/\s*([:;])\s*/g, '$1')}"`;
    })
    .trim();
}
