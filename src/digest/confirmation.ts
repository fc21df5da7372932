import type { Templates } from '../templating/templates.ts';
import { compileMjml } from './compile.ts';
import { type DigestSite, siteModel } from './model-of-template.ts';
import { plain } from './personal.ts';
import { tidyText } from './text.ts';
import { type Theme, themeModel } from './theme.ts';

export interface ConfirmationOptions {
  readonly templates: Templates;
  readonly site: DigestSite;
  readonly theme: Theme;
  readonly postalAddress: string | null;
  /** Where the address is confirmed: the message's only link. */
  readonly confirmUrl: string;
  /** The address that asks: the only thing in the message that its sender typed. */
  readonly email: string;
}

/** The message that asks whether an address wants the digest. It carries nothing else that a stranger could have it carry.
 * @throws Fault naming the template that fails */
export async function renderConfirmation(
  options: ConfirmationOptions,
): Promise<{ subject: string; html: string; text: string }> {
  const { templates, site, theme, confirmUrl } = options;
  const model = {
    site: siteModel(site),
    theme: themeModel(theme),
    postalAddress: options.postalAddress === null ? null : plain(options.postalAddress),
    confirmUrl,
    email: plain(options.email),
  };
  return {
    subject: templates.say('confirmation.subject', { title: plain(site.title) }),
    html: await compileMjml(await templates.render('confirm.mjml', model), 'confirm.mjml'),
    text: tidyText(await templates.render('confirm.txt', model)),
  };
}
