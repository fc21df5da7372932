import { describe, expect, it } from 'vitest';
import { compileMjml } from '../../src/digest/compile.ts';
import { inlineRules, takeInlineRules } from '../../src/digest/inline.ts';

const sheet = (css: string) => `<mj-style inline="inline">${css}</mj-style>`;

describe('a sheet that is to be inlined', () => {
  it.each([
    ['a class', '.a { color: red }', '<p class="a">', '<p class="a" style="color: red;">'],
    [
      'one class of several',
      '.a { color: red; }',
      '<p class="b a" id="x">',
      '<p class="b a" id="x" style="color: red;">',
    ],
    [
      'several classes, in its order',
      '.a{top:0}.b{left:0;}',
      '<p class="b a">',
      '<p class="b a" style="top:0;left:0;">',
    ],
    [
      'what an element says itself',
      '.a{top:0}',
      '<p style="top:1px" class="a">',
      '<p class="a" style="top:0;top:1px">',
    ],
    ['quotes', '.a{font:"A B"}', '<br class="a" />', '<br class="a" style="font:&quot;A B&quot;;" />'],
    ['comments', '/* .a{} */ .b{top:0} /* x */', '<p class="b">', '<p class="b" style="top:0;">'],
    ['nothing it knows', '.a{top:0}', '<p class="aa">', '<p class="aa">'],
  ])('has %s written where it belongs', (_, css, html, inlined) => {
    const { mjml, rules } = takeInlineRules(`<mj-head>${sheet(css)}</mj-head>`);
    expect(mjml).toBe('<mj-head></mj-head>');
    expect(rules === null ? null : inlineRules(html, rules)).toBe(inlined);
  });

  it.each([
    'p{top:0}',
    '.a .b{top:0}',
    '.a,.b{top:0}',
    '.a{top:0!important}',
    '@media print{.a{top:0}}',
    '.a{top:0}.a{top:1px}',
  ])('is left to MJML where it is more than a rule for each class: %s', (css) => {
    expect(takeInlineRules(sheet(css))).toEqual({ mjml: sheet(css), rules: null });
  });

  it('looks the same whichever way it is written into the elements', async () => {
    const page = (css: string) =>
      `<mjml><mj-head>${sheet(css)}</mj-head><mj-body><mj-section><mj-column><mj-text><p class="a" style="left:0">x</p></mj-text></mj-column></mj-section></mj-body></mjml>`;
    const ours = await compileMjml(page('.a{top:0}'), 'a.mjml');
    expect(ours).toContain('<p class="a" style="top:0;left:0">x</p>');
    expect(await compileMjml(page('.a{top:0} p.b{top:1px}'), 'a.mjml')).toContain(
      '<p class="a" style="top:0;left:0;">x</p>',
    );
  });
});
