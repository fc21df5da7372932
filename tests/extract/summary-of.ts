import { openDocument } from '../../src/extract/document.ts';
import { readDocument } from '../../src/extract/reading.ts';
import { summarise, type Telling } from '../../src/extract/summary.ts';

/** The summary of a post of such HTML, in English where nothing else is said. */
export function summaryOf(html: string, telling: Partial<Telling> = {}): string {
  const reading = readDocument(openDocument(html, 'https://blog.example/post'));
  return summarise({ title: '', reading, description: null, standfirst: null, language: 'en', ...telling });
}
