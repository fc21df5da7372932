import type { Templates } from '../templating/templates.ts';
import { plain, withoutPlaces } from './personal.ts';
import { tidyText } from './text.ts';

/** An edition that waits, as it was frozen. */
interface WaitingEdition {
  readonly name: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * The message by which the editor sees an edition before its readers do: the edition itself, under a note with the link
 * that approves it.
 * @throws Fault naming the template that fails
 */
export async function renderApproval(
  edition: WaitingEdition,
  { templates, approveUrl }: { templates: Templates; approveUrl: string },
): Promise<{ subject: string; html: string; text: string }> {
  const model = { edition: edition.name, approveUrl };
  const note = await templates.render('approval.html', model);
  return {
    subject: templates.say('approval.subject', { subject: plain(edition.subject) }),
    html: withoutPlaces(edition.html).replace(/<body\b[^>]*>|$/, (body) => body + note),
    text: tidyText(`${await templates.render('approval.txt', model)}\n${withoutPlaces(edition.text)}`),
  };
}
