import { fileURLToPath } from 'node:url';
import type { RenderOptions } from '../../src/digest/render.ts';
import { renderEdition } from '../../src/digest/render.ts';
import { defaultTheme } from '../../src/digest/theme.ts';
import type { Edition, RenderedEdition } from '../../src/model.ts';
import { openTemplates } from '../../src/templating/templates.ts';

export const shipped = fileURLToPath(new URL('../../templates', import.meta.url));

/** The options of a site in Lyon that has everything set. */
export function siteOptions(
  over: { language?: string; roots?: readonly string[] } & Partial<RenderOptions> = {},
): RenderOptions {
  const { language = 'en', roots = [shipped], ...rest } = over;
  const timezone = 'Europe/Paris';
  return {
    templates: openTemplates({ roots, language, timezone }),
    site: {
      title: language === 'fr' ? 'L’Hebdo du libre' : 'Rhône-Alpes Open Source Weekly',
      description:
        language === 'fr' ? 'Le libre en Rhône-Alpes' : 'Posts and events from the region’s open source people',
      url: 'https://news.example.org/',
      language,
      timezone,
    },
    subject: '{{title}} – {{date}}',
    theme: defaultTheme,
    postalAddress: '12 rue des Copistes, 69001 Lyon',
    ...rest,
  };
}

export function print(edition: Edition, over?: Parameters<typeof siteOptions>[0]): Promise<RenderedEdition> {
  return renderEdition(edition, siteOptions(over));
}
