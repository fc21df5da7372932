/** What a document is by what it contains; a Content-Type is never asked. */
export type DocumentKind = 'xml' | 'json' | 'ical';

/** Tells which of this room's readers a text is for; whether it is a feed, they find out. */
export function kindOfDocument(text: string): DocumentKind {
  const head = text.slice(0, 1000).trimStart();
  if (/^begin\s*:\s*vcalendar/i.test(head)) return 'ical';
  return /^[{[]/.test(head) ? 'json' : 'xml';
}
