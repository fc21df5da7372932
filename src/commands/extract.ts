import { z } from 'zod';
import { announced } from '../extract/events/announced.ts';
import { extractEntries } from '../extract/extract.ts';
import { reasonOf } from '../fault.ts';
import { readJsonItem } from '../feed/json-feed.ts';
import type { FeedItem } from '../model.ts';

/** What a line may say besides what a JSON Feed item says. */
const Besides = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  timezone: z.string().refine(isTimezone, 'is no IANA time zone').nullish(),
  page_html: z.string().nullish(),
});

type Line = { readonly item: FeedItem; readonly besides: z.infer<typeof Besides> };

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
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    const line = readLine(text);
    if ('error' in line) status = 1;
    const answers = 'error' in line ? [{ ...line, line: number }] : answersTo(line, defaults.timezone);
    for (const answer of answers) await out(JSON.stringify(answer));
  }
  return status;
}

function readLine(text: string): Line | { readonly error: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    return { error: `no JSON: ${reasonOf(thrown)}` };
  }
  const item = readJsonItem(json);
  if (item === null) return { error: 'no JSON Feed item' };
  const besides = Besides.safeParse(json);
  if (besides.success) return { item, besides: besides.data };
  const [issue] = besides.error.issues;
  return { error: `${issue?.path.join('.')}: ${issue?.message}` };
}

/** What is found in an item, in the contract's names. */
function answersTo({ item, besides }: Line, timezone: string): object[] {
  const whole = { ...item, baseUrl: item.url, pageHtml: besides.page_html ?? null };
  return extractEntries([whole], { timezone: besides.timezone ?? timezone }).map(({ findings }) => ({
    id: besides.id ?? item.url,
    summary: findings.summary,
    image: findings.image?.url ?? null,
    language: findings.language,
    words: findings.words,
    minutes: findings.minutes,
    ...(besides.page_html ? { content_html: findings.contentHtml } : {}),
    events: announced(findings.events),
  }));
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
