import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { renderConfirmation } from '../../src/digest/confirmation.ts';
import { siteOptions } from './printing.ts';

const confirmUrl = 'https://news.example.org/confirm/a&b';

function confirmation(language = 'en', email = 'ann@example.org') {
  return renderConfirmation({ ...siteOptions({ language }), confirmUrl, email });
}

describe('the message that asks for confirmation (delivery 31)', () => {
  it('has one link and nothing else to click', async () => {
    const { html, text } = await confirmation();
    const $ = load(html);
    expect(
      $('a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual([confirmUrl]);
    expect(text.match(/https?:\S+/g)).toEqual([confirmUrl]);
    expect($('img, form, input')).toHaveLength(0);
  });

  it('shows the address, and nothing of it as markup or template', async () => {
    const email = '"<b>{{x}}"@example.org';
    const { html, text, subject } = await confirmation('en', email);
    expect(load(html)('body').text()).toContain(email);
    expect(load(html)('b')).toHaveLength(0);
    expect(text).toContain(email);
    expect(subject).toBe('Confirm your subscription to Rhône-Alpes Open Source Weekly');
  });

  it.each([
    ['fr', 'Confirmez votre abonnement à L’Hebdo du libre'],
    ['de', 'Bestätigen Sie Ihr Abonnement von Rhône-Alpes Open Source Weekly'],
  ])('is in the language of the site: %s', async (language, subject) => {
    const rendered = await confirmation(language);
    expect(rendered.subject).toBe(subject);
    expect(load(rendered.html)('html').attr('lang')).toBe(language);
    expect(rendered.html + rendered.text).not.toMatch(/Confirm subscription|Please confirm/);
  });
});
