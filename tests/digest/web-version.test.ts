import { describe, expect, it } from 'vitest';
import { webVersion } from '../../src/digest/web-version.ts';
import { hostileWeek, ordinaryWeek } from './editions.ts';
import { print } from './printing.ts';

describe('an edition as a page', () => {
  it.each([
    ['what only Outlook reads', '<!--[if mso]><p>Outlook</p><![endif]-->\n<p>All</p>', '<p>All</p>'],
    ['what hides from Outlook', '<!--[if !mso]><!--><p>All</p><!--<![endif]-->', '<p>All</p>'],
    ['the line that mailboxes show', '<div style="display:none;">Inside</div>\n<p>All</p>', '<p>All</p>'],
    ['obsolete attributes', '<td align="left" valign="top" style="padding:0">', '<td style="padding:0">'],
    ['styles without any', '<table width="100%" style>', '<table style="width:100%">'],
    ['styles of Outlook', '<p style="color:red;mso-line-height-rule:exactly">', '<p style="color:red">'],
  ])('is without %s', (_, html, page) => {
    expect(webVersion(html)).toBe(page);
  });

  it('encodes what no address may hold', () => {
    expect(webVersion('<a href="https://a.example/?q={x}|y&#125;">{x}</a>')).toBe(
      '<a href="https://a.example/?q=%7Bx%7D%7Cy%7D">{x}</a>',
    );
  });

  it.each([ordinaryWeek, hostileWeek])('has one main part, named and in its language', async (edition) => {
    const { webHtml } = await print(edition);
    expect(webHtml.match(/<div aria-label="[^"]+" role="main" lang="en"/g)).toHaveLength(1);
    expect(webHtml).not.toMatch(/role="article"|display:none/);
  });
});
