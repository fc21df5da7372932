import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { type FS, Liquid, LiquidError } from 'liquidjs';
import { Fault, reasonOf } from '../fault.ts';
import { Dates } from './dates.ts';
import { registerFilters } from './filters.ts';
import { readWords } from './words.ts';

export interface TemplatesOptions {
  /** Folders in which templates are looked for, the site's own first, the shipped one last. */
  readonly roots: readonly string[];
  /** Of the words, a BCP 47 tag that `words/` has a file for. */
  readonly language: string;
  /** IANA name of the zone in which dates are shown. */
  readonly timezone: string;
}

export interface Templates {
  /** The tag by which dates and numbers are written. */
  readonly locale: string;
  readonly dates: Dates;
  /** Fills the template of that file name. What it puts out is escaped in `.html` and `.mjml`, and as it is in any other.
   * The model is seen by the partials too. @throws Fault naming file and line */
  render(name: string, model: object): Promise<string>;
  /** Fills a one-line template from the settings, such as a subject, without escaping; `where` names it in a fault. */
  renderLine(template: string, model: object, where: string): Promise<string>;
  /** Words of the site's language, see `Words.say`. */
  say(key: string, places?: Readonly<Record<string, string>>, n?: number): string;
}

/** Opens the templates of a site over the shipped ones, with the words and dates of its language.
 * @throws Fault where the language has no words */
export function openTemplates(options: TemplatesOptions): Templates {
  const words = readWords(options.roots, options.language);
  const dates = new Dates(words.locale, options.timezone, (day, time) =>
    words.say('dates.day_and_time', { day, time }),
  );
  const sources = new Map<string, string>();
  const engines = new Map<string, Liquid>();

  function engineFor(extension: string): Liquid {
    const known = engines.get(extension);
    if (known !== undefined) return known;
    const engine = openEngine(options, extension, words.locale, sources);
    registerFilters(engine, words, dates);
    engines.set(extension, engine);
    return engine;
  }

  return {
    locale: words.locale,
    dates,
    async render(name, model) {
      try {
        // Liquid takes half as long where it need not wait for anything; the files are read once.
        const filled: unknown = engineFor(extname(name)).renderFileSync(name, {}, { globals: model });
        return String(filled);
      } catch (thrown) {
        throw templateFault(thrown, name, sources);
      }
    },
    async renderLine(template, model, where) {
      try {
        const filled: unknown = engineFor('').parseAndRenderSync(template, model);
        return String(filled).replace(/\s+/g, ' ').trim();
      } catch (thrown) {
        throw templateFault(thrown, where, sources);
      }
    },
    say: (key, places = {}, n) => words.say(key, places, n),
  };
}

/** One engine for each kind of file, so that `{% render 'common/head' %}` finds the partial of the same kind. */
function openEngine(
  options: TemplatesOptions,
  extension: string,
  locale: string,
  sources: Map<string, string>,
): Liquid {
  const escapes = extension === '.html' || extension === '.mjml';
  return new Liquid({
    root: [...options.roots],
    extname: extension,
    cache: true,
    relativeReference: false,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    ownPropertyOnly: true,
    timezoneOffset: options.timezone,
    locale,
    fs: rememberingFiles(sources),
    ...(escapes ? { outputEscape: escapeMarkup } : {}),
  });
}

/** The file system, noting which text is which file's: Liquid does not say in which file a variable is undefined. */
function rememberingFiles(sources: Map<string, string>): FS {
  function readFile(path: string): string {
    const text = readFileSync(path, 'utf8');
    sources.set(text, path);
    return text;
  }
  return {
    exists: async (path) => existsSync(path),
    existsSync,
    readFile: async (path) => readFile(path),
    readFileSync: readFile,
    resolve: (folder, file, extension) => resolve(folder, extname(file) === '' ? file + extension : file),
    dirname,
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;',
  '}': '&#125;',
};

/** Escapes text for element content and attributes. Braces too: a later stage must not take them for its own template. */
function escapeMarkup(value: unknown): string {
  return String(value ?? '').replace(/[&<>"'{}]/g, (character) => entities[character] ?? character);
}

function templateFault(thrown: unknown, name: string, sources: ReadonlyMap<string, string>): Fault {
  if (thrown instanceof Fault) return thrown;
  const subject = thrown instanceof LiquidError ? placeOf(thrown, name, sources) : name;
  const problem = thrown instanceof LiquidError ? (thrown.originalError?.message ?? thrown.message) : reasonOf(thrown);
  return new Fault({ stage: 'template', subject, problem, permanent: true, cause: thrown });
}

function placeOf(error: LiquidError, name: string, sources: ReadonlyMap<string, string>): string {
  const file = error.token.file ?? sources.get(error.token.input) ?? name;
  const [line] = error.token.getPosition();
  return `${file}:${line}`;
}
