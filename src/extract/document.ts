import type { CheerioAPI } from 'cheerio/slim';
import { load } from 'cheerio/slim';
import { buildTree } from './html-tree.ts';

/** An entry's HTML as one tree: opened once, read by every finding, changed by none. */
export interface EntryDocument {
  readonly $: CheerioAPI;
  /** What the relative URLs in it are relative to. */
  readonly baseUrl: string | null;
}

/**
 * Opens a piece of HTML, however broken, with htmlparser2's tokens: a tenth of the time of a browser's tree builder,
 * and in proportion to its length whatever it holds.
 */
export function openDocument(html: string, baseUrl: string | null): EntryDocument {
  const $ = load(
    buildTree(html),
    { xml: { xmlMode: false, decodeEntities: true, recognizeSelfClosing: false } },
    false,
  );
  return { $, baseUrl };
}
