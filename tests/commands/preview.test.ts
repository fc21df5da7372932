import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openPreview } from '../../src/commands/preview.ts';
import { Fault } from '../../src/fault.ts';
import { ordinaryWeek } from '../digest/editions.ts';
import { print } from '../digest/printing.ts';

const page = readFileSync(new URL('../../templates/preview.html', import.meta.url), 'utf8');

function open(over: Partial<Parameters<typeof openPreview>[0]> = {}) {
  return openPreview({ page, print: () => print(ordinaryWeek), onChange: () => {}, ...over });
}

async function bodyOf(path: string, site = open()): Promise<string> {
  return (await site.request(path)).text();
}

describe('the preview of the digest', () => {
  it('frames the message', async () => {
    expect(await bodyOf('/')).toContain('<iframe title="The message" src="/message">');
  });

  it('shows the message light whatever the browser prefers', async () => {
    const html = await bodyOf('/message');
    expect(html).toContain('<h1');
    expect(html).toContain('@media not all');
    expect(html).not.toContain('prefers-color-scheme');
  });

  it('shows it dark whatever the browser prefers', async () => {
    expect(await bodyOf('/message?dark=on')).toContain('@media all');
  });

  it('shows it without pictures', async () => {
    const response = await open().request('/message?blocked=on');
    expect(response.headers.get('content-security-policy')).toBe("img-src 'none'");
  });

  it('shows it as webmail does that strips styles', async () => {
    const html = await bodyOf('/message?webmail=on');
    expect(html).toContain('<h1');
    expect(html).not.toMatch(/<style|class="/);
  });

  it('shows the text part', async () => {
    expect(await bodyOf('/text')).toMatch(/^Rhône-Alpes Open Source Weekly\n=/);
  });

  it('shows what is wrong with a template where the message would be', async () => {
    const fault = new Fault({
      stage: 'template',
      subject: 'templates/digest.mjml:3',
      problem: 'undefined variable: titel',
    });
    const response = await open({ print: () => Promise.reject(fault) }).request('/message');
    expect([response.status, await response.text()]).toEqual([
      500,
      'templates/digest.mjml:3: undefined variable: titel',
    ]);
  });

  it('tells the browser of each change', async () => {
    const response = await open({ onChange: (changed) => changed() }).request('/changes');
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    await reader?.cancel();
    expect(new TextDecoder().decode(value)).toContain('event: change');
  });
});
