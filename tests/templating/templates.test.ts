import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/fault.ts';
import { openTemplates, type Templates } from '../../src/templating/templates.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'templates-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** The site's templates in `site/`, the shipped in `shipped/`. */
function open(language = 'en'): Templates {
  const roots = [join(folder, 'site'), join(folder, 'shipped')];
  return openTemplates({ roots, language, timezone: 'Europe/Paris' });
}

const english = { 'shipped/words/en.yaml': 'locale: en-GB\ndates:\n  day_and_time: "{day}, {time}"\n' };

describe('a template', () => {
  it.each(['page.html', 'page.mjml'])('escapes what it puts out in %s', async (name) => {
    write({ ...english, [`shipped/${name}`]: '<p>{{ title }}</p>' });
    expect(await open().render(name, { title: `<b a="1">&amp; {{x}}'` })).toBe(
      '<p>&lt;b a=&quot;1&quot;&gt;&amp;amp; &#123;&#123;x&#125;&#125;&#39;</p>',
    );
  });

  it('puts out text as it is in .txt', async () => {
    write({ ...english, 'shipped/page.txt': '{{ title }}' });
    expect(await open().render('page.txt', { title: `<b> & {{x}}` })).toBe(`<b> & {{x}}`);
  });

  it('puts out markup that was made to be markup with `raw`', async () => {
    write({ ...english, 'shipped/page.html': '{{ body | raw }}' });
    expect(await open().render('page.html', { body: '<p>one</p>' })).toBe('<p>one</p>');
  });

  it("is the site's own where it has one", async () => {
    write({ ...english, 'shipped/page.txt': 'shipped', 'site/page.txt': 'own' });
    expect(await open().render('page.txt', {})).toBe('own');
  });

  it("uses the site's own partial of its kind within a shipped template, and partials see the model", async () => {
    write({
      ...english,
      'shipped/page.html': "{% render 'common/who', greeting: 'Hello' %}",
      'shipped/common/who.html': 'shipped',
      'shipped/common/who.txt': 'text',
      'site/common/who.html': '{{ greeting }} {{ site.title }}',
    });
    expect(await open().render('page.html', { site: { title: 'Weekly' } })).toBe('Hello Weekly');
  });
});

describe('a fault in a template', () => {
  it.each([
    ['a tag that is not closed', '\n{% if title %}', 2, 'not closed'],
    ['an unknown filter', '\n\n{{ title | shout }}', 3, 'shout'],
    ['a variable that the model lacks', 'a\n{{ nope }}', 2, 'nope'],
    ['a word that the language lacks', '{{ "digest.nope" | t }}', 1, 'digest.nope'],
    ['a date that is none', '{{ title | day }}', 1, 'no date'],
    ['a partial that does not exist', "{% render 'common/nope' %}", 1, 'common/nope'],
  ])('names file and line: %s', async (_, template, line, problem) => {
    write({ ...english, 'site/page.html': template });
    const fault = await open()
      .render('page.html', { title: 'tomorrow' })
      .catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ stage: 'template', subject: `${join(folder, 'site/page.html')}:${line}` });
    expect(fault).toHaveProperty('problem', expect.stringContaining(problem));
  });

  it('names the partial where the fault is in it', async () => {
    write({ ...english, 'site/page.html': "{% render 'common/p' %}", 'site/common/p.html': '\n{{ nope.deep }}' });
    await expect(open().render('page.html', {})).rejects.toMatchObject({
      subject: `${join(folder, 'site/common/p.html')}:2`,
    });
  });

  it('names the template that is nowhere', async () => {
    write(english);
    await expect(open().render('page.html', {})).rejects.toMatchObject({ stage: 'template', subject: 'page.html' });
  });
});

describe('a line from the settings', () => {
  it('is filled without escaping, on one line', async () => {
    write(english);
    const filled = open().renderLine(
      '{{title}} – {{date | day}}',
      { title: 'R&D\nweekly', date: '2014-08-21' },
      'digest.subject',
    );
    expect(await filled).toBe('R&D weekly – 21 August 2014');
  });

  it('names its setting in a fault', async () => {
    write(english);
    await expect(open().renderLine('{{titel}}', { title: '' }, 'digest.subject')).rejects.toMatchObject({
      subject: 'digest.subject:1',
      problem: expect.stringContaining('titel'),
    });
  });
});

describe('a language', () => {
  const many = 'posts:\n  one: "{n} post"\n  other: "{n} posts"\n';

  it.each([
    [1, '1 post'],
    [0, '0 posts'],
    [1200, '1,200 posts'],
  ])('has plural forms: %d', async (n, words) => {
    write({ 'shipped/words/en.yaml': `locale: en-GB\n${many}`, 'shipped/page.txt': '{{ "posts" | t: n }}' });
    expect(await open().render('page.txt', { n })).toBe(words);
  });

  it('fills named places, escaped in markup', async () => {
    write({ 'shipped/words/en.yaml': 'by: "from {who}"', 'shipped/page.html': '{{ "by" | t: who: name }}' });
    expect(await open().render('page.html', { name: '<b>' })).toBe('from &lt;b&gt;');
  });

  it('is added by one file of the site', async () => {
    write({ ...english, 'site/words/nl.yaml': 'posts: berichten', 'shipped/page.txt': '{{ "posts" | t }}' });
    expect(await open('nl').render('page.txt', {})).toBe('berichten');
  });

  it('of a region stands on the language, single words changed by the site', () => {
    write({
      'shipped/words/fr.yaml': 'locale: fr-FR\none: un\ntwo: deux',
      'site/words/fr-CA.yaml': 'two: DEUX',
    });
    const templates = open('fr-CA');
    expect([templates.locale, templates.say('one'), templates.say('two')]).toEqual(['fr-CA', 'un', 'DEUX']);
  });

  it('without words is a fault that says how to add it', () => {
    write(english);
    expect(() => open('xx')).toThrow(/language xx: has no words; translate .*en\.yaml into .*xx\.yaml/);
  });
});
