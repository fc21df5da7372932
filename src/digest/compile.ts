import { Fault } from '../fault.ts';

/** Makes HTML for mail clients of filled MJML. @throws Fault naming what MJML does not understand */
export async function compileMjml(mjml: string, template: string): Promise<string> {
  // Loading MJML takes 0.4 s, which most commands never need.
  const { default: mjml2html } = await import('mjml');
  const { html, errors } = await mjml2html(mjml, {
    fonts: {},
    validationLevel: 'soft',
    ignoreIncludes: true,
    keepComments: false,
  });
  const [error] = errors;
  if (error !== undefined) {
    const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
    const problem = `${error.tagName}: ${error.message}${more}`;
    throw new Fault({
      stage: 'template',
      subject: `${template}, line ${error.line} as filled`,
      problem,
      permanent: true,
    });
  }
  return minify(html);
}

/** Takes out the indentation. Where there was a line break there still is one, as it may be the space between two words. */
function minify(html: string): string {
  return html
    .replace(/\s*\n\s*/g, '\n')
    .replace(/<[a-z][^<>]*\n[^<>]*>/g, (tag) => tag.replace(/\n(?=>)/g, '').replace(/\n/g, ' '))
    .trim();
}
