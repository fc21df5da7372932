import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness, readSketch, similarity, sketch } from '../../src/extract/sketch.ts';

const words = (count: number, seed: string) => Array.from({ length: count }, (_, index) => `${seed}${index}`).join(' ');

describe('sketch', () => {
  it('is empty for a text too short to be recognised by', () => {
    expect(sketch('')).toBe('');
    expect(sketch('A new post, coming soon.')).toBe('');
  });

  it('is short, however long the text', () => {
    expect(sketch(words(20_000, 'w'))).toMatch(/^[-_0-9A-Za-z]{320}$/);
  });

  it.each([
    ['case', (text: string) => text.toUpperCase()],
    ['punctuation', (text: string) => text.replaceAll(' ', ', ')],
    ['spacing', (text: string) => `\n${text.replaceAll(' ', '\n\t ')}  `],
    ['Unicode form', (text: string) => text.normalize('NFD')],
  ])('does not depend on %s', (_, change) => {
    const text =
      'Le café de la mémoire rouvre ses portes après six mois de travaux à la Croix-Rousse, ce samedi matin.';
    expect(sketch(change(text))).toBe(sketch(text));
  });

  it('takes languages without spaces by their characters', () => {
    const text = '今年の秋にパリで開かれるオープンソースの集まりについて、主催者から詳しい案内が届きました。';
    expect(similarity(sketch(text), sketch(`${text}申し込みは来月から。`))).toBeGreaterThan(0.6);
    expect(
      similarity(sketch(text), sketch('昨日の会議では新しい版の公開日程が決まり、翻訳の締め切りも発表されました。')),
    ).toBe(0);
  });
});

describe('similarity', () => {
  it('is 1 for the same text and 0 for texts with no words in common', () => {
    expect(similarity(sketch(words(500, 'a')), sketch(words(500, 'a')))).toBe(1);
    expect(similarity(sketch(words(500, 'a')), sketch(words(500, 'b')))).toBe(0);
  });

  it('is 0 where a text has no sketch', () => {
    expect(similarity('', '')).toBe(0);
    expect(similarity('', sketch(words(500, 'a')))).toBe(0);
  });

  it.each([0.25, 0.5, 0.75, 0.9])('estimates a true likeness of %d to within 0.2', (truth) => {
    const common = Math.round((2000 * truth) / (1 + truth));
    const [a, b] = ['x', 'y'].map((own) => sketch(`${words(common, 'c')} ${words(1000 - common, own)}`));
    expect(Math.abs(similarity(a ?? '', b ?? '') - truth)).toBeLessThan(0.2);
  });

  it('is symmetric and between 0 and 1', () => {
    const text = fc
      .array(fc.constantFrom(...words(40, 'w').split(' ')), { maxLength: 200 })
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const there = similarity(sketch(a), sketch(b));
        expect(there).toBe(similarity(sketch(b), sketch(a)));
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('likeness', () => {
  it('tells that a short text is whole in a long one', () => {
    const [short, long] = [words(120, 'a'), `${words(200, 'b')} ${words(120, 'a')} ${words(200, 'c')}`];
    const found = likeness(readSketch(sketch(short)), readSketch(sketch(long)));
    expect(found.containment).toBeGreaterThan(0.9);
    expect(found.resemblance).toBeLessThan(0.4);
  });
});
