import type { EditionDraft } from '../../src/mail/outbox-store.ts';
import type { Instant } from '../../src/model.ts';

export const NOW: Instant = Date.UTC(2014, 7, 18, 5);
export const HOUR = 3_600_000;

/** An edition to these recipients besides the active subscribers. */
export function draft(recipients: readonly string[], more: Partial<EditionDraft> = {}): EditionDraft {
  const from = NOW - 7 * 24 * HOUR;
  return {
    content: { name: '2014-W33', period: { from, to: NOW }, events: [], posts: [], brief: [] },
    rendered: { subject: 'Weekly', preheader: 'One post', html: '<p>', text: 'text', webHtml: '<title>' },
    dueAt: NOW,
    begunAt: NOW,
    entryIds: [],
    leftOut: [],
    decisions: '[]',
    fixed: recipients.map((key) => ({ text: key, key, wire: key, domain: 'example.net', international: false })),
    messageId: (key) => `<${key}.2014-W33@example.org>`,
    waits: false,
    ...more,
  };
}

/** Somebody to be put on the list. */
export function person(email: string) {
  return {
    email,
    key: email.toLowerCase(),
    name: 'Ann',
    language: 'fr',
    tags: ['a'],
    kept: { plan: 'b' },
    state: null,
  };
}
