import { z } from 'zod';
import { type ExtractItem, extractEntry } from '../extract/extract.ts';
import { reasonOf } from '../fault.ts';
import type { Attachment } from '../model.ts';

/** A person's or script's line: a JSON Feed item and what it may say besides, see the contract's `extract`. */
const Line = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  url: z.string().nullish(),
  title: z.string().nullish(),
  content_html: z.string().nullish(),
  content_text: z.string().nullish(),
  summary: z.string().nullish(),
  image: z.string().nullish(),
  banner_image: z.string().nullish(),
  date_published: z.iso.datetime({ offset: true, local: true }).nullish(),
  authors: z.array(z.object({ name: z.string().default('') })).nullish(),
  attachments: z
    .array(
      z.object({
        url: z.string(),
        mime_type: z.string().nullish(),
        title: z.string().nullish(),
        size_in_bytes: z.number().nullish(),
        duration_in_seconds: z.number().nullish(),
      }),
    )
    .nullish(),
  language: z.string().nullish(),
  timezone: z.string().refine(isTimezone, 'is no IANA time zone').nullish(),
  page_html: z.string().nullish(),
});

/**
 * Reads JSON Feed items, one a line, and writes for each what is found in it, in the same order. A line that cannot be
 * read gives `{"error", "line"}`, and the others go on.
 *
 * @returns the exit status: 1 where a line could not be read
 */
export async function extract(
  lines: AsyncIterable<string>,
  out: (line: string) => Promise<void> | void,
  defaults: { timezone: string },
): Promise<number> {
  let number = 0;
  let status = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const item = readLine(line);
    if ('error' in item) status = 1;
    await out(JSON.stringify('error' in item ? { ...item, line: number } : findingsOf(item, defaults.timezone)));
  }
  return status;
}

function readLine(line: string): z.infer<typeof Line> | { error: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (thrown) {
    return { error: `no JSON: ${reasonOf(thrown)}` };
  }
  const read = Line.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return { error: `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'is no JSON Feed item'}` };
}

/** The line's answer, in the contract's names. */
function findingsOf(line: z.infer<typeof Line>, timezone: string): object {
  const findings = extractEntry(itemOf(line), { timezone: line.timezone ?? timezone });
  return {
    id: line.id ?? line.url ?? null,
    summary: findings.summary,
    image: findings.image?.url ?? null,
    language: findings.language,
    words: findings.words,
    minutes: findings.minutes,
    ...(line.page_html ? { content_html: findings.contentHtml } : {}),
    events: findings.events,
  };
}

function itemOf(line: z.infer<typeof Line>): ExtractItem {
  return {
    title: line.title ?? '',
    url: line.url ?? null,
    contentHtml: line.content_html ?? asHtml(line.content_text ?? ''),
    baseUrl: line.url ?? null,
    summary: line.summary ?? null,
    image: line.image ?? line.banner_image ?? null,
    published: line.date_published ? Date.parse(line.date_published) : null,
    authors: line.authors ?? [],
    attachments: (line.attachments ?? []).map(
      (attachment): Attachment => ({
        url: attachment.url,
        mimeType: attachment.mime_type ?? null,
        size: attachment.size_in_bytes ?? null,
        duration: attachment.duration_in_seconds ?? null,
        title: attachment.title ?? null,
      }),
    ),
    language: line.language ?? null,
    events: [],
    pageHtml: line.page_html ?? null,
  };
}

/** Plain text as HTML with its paragraphs. */
function asHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return escaped === '' ? '' : `<p>${escaped.replace(/\n\s*\n/g, '</p><p>').replace(/\n/g, '<br>')}</p>`;
}

function isTimezone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
