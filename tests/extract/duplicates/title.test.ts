import { describe, expect, it } from 'vitest';
import { hasOtherNumbers, isSameTitle, isVariantTitle, sharedOfTitle } from '../../../src/extract/duplicates/title.ts';

describe('isSameTitle', () => {
  it.each([
    ['The last tenth', 'the last tenth!'],
    ['The last tenth', 'Anna: The last tenth'],
    ['The last tenth', '[Anna] The last tenth'],
    ['The last tenth', 'The last tenth | Anna’s notes'],
    ['The last tenth – Anna', 'The last tenth'],
    ['Fin de l’été', "Fin de l'été".normalize('NFD')],
    ['東京の夏', '東京の夏。'],
  ])('takes "%s" and "%s" for one', (a, b) => {
    expect(isSameTitle(a, b)).toBe(true);
    expect(isSameTitle(b, a)).toBe(true);
  });

  it.each([
    ['The last tenth', 'The last tenths'],
    ['Hello', 'Anna: Hello'],
    ['The last tenth', 'On the last tenth'],
    ['', ''],
    ['…', '!'],
  ])('keeps "%s" and "%s" apart', (a, b) => {
    expect(isSameTitle(a, b)).toBe(false);
    expect(isSameTitle(b, a)).toBe(false);
  });
});

describe('isSameTitle of what is no title', () => {
  it('takes no time that grows with the square of its separators', () => {
    const long = 'a - '.repeat(20_000);
    const started = performance.now();
    expect(isSameTitle('a b', long)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('isVariantTitle', () => {
  it.each([
    ['Meetup in Lyon', 'Meetup in Nice', true],
    ['Kettle 1.2 released', 'Kettle 1.3 released', true],
    ['Meetup in Lyon', 'Meetup in Lyon', false],
    ['Meetup in Lyon', 'Meetup in Port-Louis on Friday', true],
    ['A walk through Lyon with maps', 'A walk through the old town with maps', true],
    ['The last tenth', 'The last tenth of a long road', false],
    ['Kettle news', 'Kettle makers meet', false],
    ['Announcing Kettle 2', 'Kettle 2 is announced', false],
    ['Bread', 'Butter', false],
    ['Wanted: a cook', 'Wanted: somebody to mend kettles', true],
    ['Wanted: a cook', 'Wanted: a cook!', false],
    ['Kettle 1.2 released', 'Kettle 1.2 is out', false],
    ['Kettle 1.2 est sortie', 'Kettle 1.2 disponible', false],
    ['Kettle 1.2 is out', 'Teapot 1.2 is out', true],
    ['How I fixed the queue', 'How we fixed the queue', false],
    ['Wanted: a cook', 'Found: a cook in Lyon', false],
  ])('of "%s" and "%s" is %s', (a, b, isVariant) => {
    expect(isVariantTitle(a, b)).toBe(isVariant);
  });
});

describe('hasOtherNumbers', () => {
  it.each([
    ['Kettle 1.2.0 released', 'Announcing Kettle 1.2.1', true],
    ['Minutes of 3 May', 'What we said on 10 May', true],
    ['Kettle 2 released', 'Kettle 2 is out, 10 years after', false],
    ['Ten years', 'Kettle 2', false],
  ])('of "%s" and "%s" is %s', (a, b, hasOther) => {
    expect(hasOtherNumbers(a, b)).toBe(hasOther);
  });
});

describe('sharedOfTitle', () => {
  it('is the share of the first title that the second has', () => {
    expect(sharedOfTitle('The last tenth of it', 'Of it: the last word')).toBe(0.8);
    expect(sharedOfTitle('', 'Anything')).toBe(0);
  });
});
