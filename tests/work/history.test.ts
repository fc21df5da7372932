import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pastRuns } from '../../src/commands/runs.ts';
import { Fault } from '../../src/fault.ts';
import { closeRun, keepMailFault, lastPlan } from '../../src/work/history.ts';
import { openTestApp } from '../support/app.ts';

const fault = new Fault({
  stage: 'mail',
  subject: 'mail server mx',
  problem: 'refuses to talk',
  mend: 'ask its people',
});

it('what kept any worker from sending since the last plan is in the history, and told to the editor once', async () => {
  await using site = await openTestApp({
    'tidings.yaml': `title: The weekly
url: https://news.example.org/
digest: { from: "The weekly <news@example.org>" }
smtp: { url: "file:out/" }
alerts: { to: editor@example.org }
`,
    'sources/all.yaml': '[]',
  });
  const { app } = site;
  const instant = (minutes: number) => Date.UTC(2026, 0, 1, 0, minutes);
  const at = (minutes: number) => ({ ...app, clock: () => instant(minutes) });
  const close = async (minutes: number) => closeRun(at(minutes), await lastPlan(app), instant(minutes));
  await close(0);
  await close(1);
  expect(await pastRuns(app), 'a minute in which nothing was done').toEqual([]);
  await keepMailFault(at(2), fault);
  await close(3);
  const told = { began: Date.UTC(2026, 0, 1, 0, 1), seconds: 120, error: fault.message };
  await closeRun(at(3), instant(1), instant(3));
  expect(await pastRuns(app), 'once, whoever else made the same plan').toMatchObject([told]);
  expect(await pastRuns(app)).toHaveLength(1);
  await keepMailFault(at(4), fault);
  await close(5);
  expect(await pastRuns(app)).toMatchObject([{ error: fault.message }, told]);
  expect(readdirSync(site.site.path('out'))).toHaveLength(1);
});
