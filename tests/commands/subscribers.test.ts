import { describe, expect, it } from 'vitest';
import {
  addSubscribers,
  exportSubscribers,
  forgetSubscribers,
  importSubscribers,
  listSubscribers,
  removeSubscribers,
} from '../../src/commands/subscribers.ts';
import { openTestApp } from '../support/app.ts';

const SETTINGS = 'title: Weekly\nurl: https://news.example.org/\n';
const NOW = '2014-08-18T05:00:00Z';

const open = (files: Record<string, string> = {}) =>
  openTestApp({ 'tidings.yaml': SETTINGS, ...files }, { json: true, now: NOW });
const openForPeople = (files: Record<string, string> = {}) =>
  openTestApp({ 'tidings.yaml': SETTINGS, ...files }, { now: NOW });

describe('subscribers import (22, 23, 26)', () => {
  it('adds the good lines as active at once, and tells the bad ones by line', async () => {
    await using site = await open({ 'people.csv': 'email,name\nann@example.net,Ann\nnobody\nANN@example.net,\n' });
    expect(await importSubscribers(site.app, { file: site.site.path('people.csv') })).toBe(0);
    await listSubscribers(site.app);
    expect(site.printed()).toEqual([
      { added: 1, known: 1, refused: [{ line: 3, email: 'nobody', error: expect.any(String) }] },
      [{ email: 'ann@example.net', name: 'Ann', state: 'active' }],
    ]);
  });

  it('re-activates nobody who unsubscribed or was suppressed, and confirms nobody pending', async () => {
    await using site = await open({ 'people.csv': 'email\nann@example.net\nbob@example.net\ncyd@example.net\n' });
    const { app } = site;
    const now = app.clock();
    await addSubscribers(app, { emails: ['ann@example.net', 'bob@example.net'] });
    await app.store.subscribers.unsubscribe('ann@example.net', now);
    await app.store.subscribers.suppress('bob@example.net', 'bounced', now);
    const asked = {
      email: 'cyd@example.net',
      key: 'cyd@example.net',
      name: '',
      language: null,
      tags: [],
      kept: {},
      state: null,
    };
    await app.store.subscribers.request(asked, now);
    await importSubscribers(app, { file: site.site.path('people.csv') });
    await listSubscribers(app);
    expect(site.printed().slice(1)).toEqual([
      { added: 0, known: 3, refused: [] },
      [
        { email: 'ann@example.net', name: '', state: 'unsubscribed' },
        { email: 'bob@example.net', name: '', state: 'suppressed' },
        { email: 'cyd@example.net', name: '', state: 'pending' },
      ],
    ]);
  });

  it('keeps those who left another list as having left', async () => {
    await using site = await open({ 'people.csv': 'email,state\nann@example.net,unsubscribed\n' });
    await importSubscribers(site.app, { file: site.site.path('people.csv') });
    await listSubscribers(site.app);
    expect(site.printed()[1]).toEqual([{ email: 'ann@example.net', name: '', state: 'unsubscribed' }]);
  });

  it('of a file without a column email, or of none, says so', async () => {
    await using site = await open({ 'people.csv': 'mail\nann@example.net\n' });
    await expect(importSubscribers(site.app, { file: site.site.path('people.csv') })).rejects.toThrow(
      'no column "email"',
    );
    await expect(importSubscribers(site.app, { file: 'nowhere.csv' })).rejects.toThrow(
      'nowhere.csv: is not there; see how',
    );
  });
});

describe('subscribers export (25)', () => {
  it('is CSV that can be imported again, with the columns that were kept', async () => {
    await using site = await openForPeople({
      'people.csv': 'email,name,Company\nann@example.net,"A, nn",ACME\nbob@example.net,,\n',
    });
    await importSubscribers(site.app, { file: site.site.path('people.csv') });
    await exportSubscribers(site.app);
    expect(site.lines().slice(1)).toEqual([
      'email,name,state,since,language,tags,Company',
      'ann@example.net,"A, nn",active,2014-08-18T05:00:00.000Z,,,ACME',
      'bob@example.net,,active,2014-08-18T05:00:00.000Z,,,',
    ]);
  });
});

describe('subscribers add, remove and forget', () => {
  it('add refuses what is no address and adds the others', async () => {
    await using site = await open();
    expect(await addSubscribers(site.app, { emails: ['ann@example.net', 'nobody'], name: 'Ann' })).toBe(1);
    expect(site.printed()).toMatchObject([{ added: 1, known: 0, refused: [{ email: 'nobody' }] }]);
  });

  it('remove strikes an address from the list, in any spelling', async () => {
    await using site = await open();
    await addSubscribers(site.app, { emails: ['ann@example.net'] });
    expect(await removeSubscribers(site.app, { emails: ['ANN@example.net'] })).toBe(0);
    expect(await removeSubscribers(site.app, { emails: ['ann@example.net'] })).toBe(1);
    await listSubscribers(site.app);
    expect(site.printed().at(-1)).toEqual([]);
  });

  it('remove keeps who unsubscribed as such', async () => {
    await using site = await open();
    await addSubscribers(site.app, { emails: ['ann@example.net'] });
    await site.app.store.subscribers.unsubscribe('ann@example.net', 0);
    await removeSubscribers(site.app, { emails: ['ann@example.net'] });
    await listSubscribers(site.app);
    expect(site.printed().at(-1)).toMatchObject([{ state: 'unsubscribed' }]);
  });

  it('forget leaves nothing of the address in the state, and imports do not bring it back', async () => {
    await using site = await open();
    const { app } = site;
    await addSubscribers(app, { emails: ['ann@example.net'], name: 'Ann' });
    expect(await forgetSubscribers(app, { emails: ['ann@example.net'] })).toBe(0);
    await addSubscribers(app, { emails: ['ann@example.net'] });
    await listSubscribers(app);
    expect(site.printed().slice(2)).toEqual([{ added: 0, known: 1, refused: [] }, []]);
  });
});
