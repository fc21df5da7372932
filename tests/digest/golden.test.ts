import { describe, expect, it } from 'vitest';
import { withoutPlaces } from '../../src/digest/personal.ts';
import { emptyWeek, frenchWeek, fullWeek, hostileWeek, onlyEvents, quietWeek } from './editions.ts';
import { print } from './printing.ts';

describe('an edition looks as it was looked at and found good', () => {
  it.each([
    ['quiet-week', quietWeek, 'en'],
    ['full-week', fullWeek, 'en'],
    ['empty-week', emptyWeek, 'en'],
    ['only-events', onlyEvents, 'en'],
    ['french-week', frenchWeek, 'fr'],
    ['hostile-week', hostileWeek, 'en'],
  ])('%s', async (name, edition, language) => {
    const { html, text, subject, preheader } = await print(edition, { language });
    const head = `Subject: ${subject}\nPreheader: ${preheader}\n\n`;
    await expect(withoutPlaces(html)).toMatchFileSnapshot(`../fixtures/digest/${name}.html`);
    await expect(head + withoutPlaces(text)).toMatchFileSnapshot(`../fixtures/digest/${name}.txt`);
  });

  it('is the same to the byte when it is printed again', async () => {
    expect(await print(fullWeek)).toEqual(await print(fullWeek));
  });
});
