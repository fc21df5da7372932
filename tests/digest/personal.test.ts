import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  messageMarks,
  personalise,
  plain,
  recipientMarks,
  withoutMessageSections,
  withoutPlaces,
} from '../../src/digest/personal.ts';

const places = {
  name: 'Ann <b>',
  email: 'ann@example.org',
  unsubscribeUrl: 'https://news.example.org/unsubscribe/a&b',
};
const html = recipientMarks('html');
const text = recipientMarks('text');

describe("a recipient's places", () => {
  it('are filled, escaped in HTML', () => {
    const part = `<p>${html.name}</p><a href="${html.unsubscribeUrl}">`;
    expect(personalise(part, places)).toBe(
      '<p>Ann &lt;b&gt;</p><a href="https://news.example.org/unsubscribe/a&amp;b">',
    );
  });

  it('are filled as they are in text', () => {
    expect(personalise(`${text.name} ${text.email} ${text.unsubscribeUrl}`, places)).toBe(
      'Ann <b> ann@example.org https://news.example.org/unsubscribe/a&b',
    );
  });

  it('take a name with replacement patterns literally', () => {
    expect(personalise(text.name, { ...places, name: "$& $1 $' $$" })).toBe("$& $1 $' $$");
  });

  it('leave a section for the recipient in their own message only', () => {
    const part = `a${html.begin}b${html.unsubscribeUrl}c${html.end}d`;
    expect(personalise(part, { ...places, unsubscribeUrl: 'U' })).toBe('abUcd');
    expect(withoutPlaces(part)).toBe('ad');
  });

  it('leave a section for messages in every message, and not on the web', () => {
    const part = `a${messageMarks.begin}b${html.begin}c${html.end}${messageMarks.end}d`;
    expect(personalise(part, places)).toBe('abcd');
    expect(withoutPlaces(part)).toBe('abd');
    expect(withoutMessageSections(part)).toBe('ad');
  });

  it('cannot be made by a post: no text from outside keeps what a mark is made of', () => {
    const marks = [html.unsubscribeUrl, html.begin, html.end, messageMarks.begin, text.name];
    const hostile = fc
      .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...marks)))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, (title) => {
        const shown = plain(title);
        expect(personalise(shown, places)).toBe(shown);
        expect(withoutMessageSections(shown)).toBe(shown);
      }),
    );
  });

  it('cost less than a tenth of a millisecond in a part of 100,000 bytes', () => {
    const part = `${'<p>Some text of a digest.</p>'.repeat(3400)}${html.begin}<a href="${html.unsubscribeUrl}">${html.end}`;
    const rounds = 300;
    const times = Array.from({ length: rounds }, () => {
      const start = performance.now();
      personalise(part, places);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(0.1);
  });
});
