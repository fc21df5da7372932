import type { Edition, RenderedEdition } from '../model.ts';
import { compileWithin, htmlBudget } from './budget.ts';
import { compileMjml } from './compile.ts';
import { countsOf, digestModel, lineModel, type RenderOptions } from './model-of-template.ts';
import { plain } from './personal.ts';
import { roomsFor } from './room.ts';
import { shortText } from './shorten.ts';
import { tidyText } from './text.ts';
import { webVersion } from './web-version.ts';

export type { DigestSite, RenderOptions } from './model-of-template.ts';

/** Prints an edition by the site's templates: the HTML and the text part with the recipient's places marked, and the same for the
 * web. Once for all recipients. @throws Fault naming the template that fails */
export async function renderEdition(edition: Edition, options: RenderOptions): Promise<RenderedEdition> {
  const { templates } = options;
  const subject = await subjectOf(edition, options);
  const preheader = await preheaderOf(edition, options);
  const { html, room } = await compileWithin(htmlBudget, roomsFor(edition.posts.length, edition.brief.length), {
    fill: (some) => templates.render('digest.mjml', { ...digestModel(edition, options, some, 'html'), preheader }),
    compile: (mjml) => compileMjml(mjml, 'digest.mjml'),
  });
  const text = await templates.render('digest.txt', digestModel(edition, options, room, 'text'));
  return { subject, preheader, html, text: tidyText(text), webHtml: webVersion(html) };
}

const longestSubject = 100;

/** Shortens the title rather than the date after it, where both are too long for a line of a mailbox. */
async function subjectOf(edition: Edition, options: RenderOptions): Promise<string> {
  const model = { ...lineModel(edition, options) };
  const subject = await options.templates.renderLine(options.subject, model, 'digest.subject');
  const excess = subject.length - longestSubject;
  if (excess <= 0) return subject;
  const title = plain(options.site.title);
  const shortened = { ...model, title: shortText(title, Math.max(20, title.length - excess)) };
  return options.templates.renderLine(options.subject, shortened, 'digest.subject');
}

const longestPreheader = 200;

async function preheaderOf(edition: Edition, options: RenderOptions): Promise<string> {
  const { templates, preheader } = options;
  if (preheader != null) {
    return shortText(
      await templates.renderLine(preheader, lineModel(edition, options), 'digest.preheader'),
      longestPreheader,
    );
  }
  const counts = countsOf(edition);
  if (counts.posts + counts.events === 0) return templates.say('digest.nothing_new');
  const names = [
    ...edition.posts.slice(0, 4).map((post) => post.title),
    ...edition.events.slice(0, 2).map((event) => event.name),
  ];
  const inside = [
    counts.posts > 0 ? templates.say('digest.posts', {}, counts.posts) : '',
    counts.events > 0 ? templates.say('digest.events', {}, counts.events) : '',
    ...names.map((name) => plain(name).replace(/\s+/g, ' ').trim()),
  ];
  return shortText(inside.filter((one) => one !== '').join(' · '), longestPreheader);
}
