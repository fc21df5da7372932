import { cpSync, existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type GlobalOptions, openConsole, type Surroundings } from '../app.ts';
import { Fault, unwritable } from '../fault.ts';
import { makeFolder } from '../folder.ts';
import { packageRoot } from '../version.ts';

/** The new site as it is shipped: settings and a sources list, both commented. */
const MODEL_SITE = join(packageRoot, 'templates', 'site');

interface InitOptions extends GlobalOptions {
  readonly dir: string;
}

/** Lays out a new site in a folder. A file that is there is left as it is and said so. */
export async function init(options: InitOptions, surroundings: Surroundings): Promise<number> {
  const console = openConsole(options, surroundings);
  const site = resolve(options.site ?? options.dir);
  const written: string[] = [];
  const kept: string[] = [];
  for (const file of filesBelow(MODEL_SITE)) {
    const target = join(site, file);
    (existsSync(target) ? kept : written).push(file);
    if (!existsSync(target)) copy(join(MODEL_SITE, file), target);
  }
  console.printJson({ site, written, kept });
  for (const file of written) console.print(`wrote ${file}`);
  for (const file of kept) console.print(`kept  ${file}, which was there`);
  console.print(`A site is laid out in ${site}. Next: put your title and address into tidings.yaml, add`);
  console.print('feeds by "tidings add https://a.blog/", and see a first digest by "tidings poll" and');
  console.print('"tidings digest".');
  return 0;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function copy(from: string, to: string): void {
  try {
    makeFolder(dirname(to));
    cpSync(from, to);
  } catch (thrown) {
    const mend = 'name a folder that can be written';
    throw new Fault({ stage: 'usage', subject: to, ...unwritable(thrown, mend) });
  }
}
