import { renderConfirmation } from '../../digest/confirmation.ts';
import { publishSite } from '../../publish/site.ts';
import { prepareEdition, renderOptions } from '../edition.ts';
import { listedSources } from '../listed-sources.ts';
import { gatherPublication } from '../publication.ts';
import type { Checkup } from './checkup.ts';
import { type Finding, fine } from './finding.ts';

/** Fills every template with what is in the state now, and keeps none of it. */
export async function examineTemplates({ app }: Checkup): Promise<Finding[]> {
  const { edition, rendered } = await prepareEdition(app);
  const confirmUrl = `${app.settings.url}/confirm/`;
  await renderConfirmation({ ...renderOptions(app), confirmUrl, email: 'somebody@example.org' });
  const publication = await gatherPublication(app, await listedSources(app));
  const pages = await publishSite({ ...publication, newestArchive: null, editions: [] });
  const digest = `edition ${edition.name} renders to ${Buffer.byteLength(rendered.html)} bytes of HTML`;
  return [fine(`${digest}, the site to ${pages.length} files`)];
}
