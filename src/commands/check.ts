import { type App, type Console, type GlobalOptions, openApp, openConsole, type Surroundings } from '../app.ts';
import { Fault } from '../fault.ts';
import { asFault, beginCheckup, type Checkup, type Instruments, openInstruments } from './check/checkup.ts';
import { examineClock } from './check/clock.ts';
import { examineDisk } from './check/disk.ts';
import { examineDkim } from './check/dkim.ts';
import { type Finding, faulty } from './check/finding.ts';
import { examineMailServer } from './check/mail-server.ts';
import { examineNetwork } from './check/network.ts';
import { examineOneClick } from './check/one-click.ts';
import { examineOutput } from './check/output.ts';
import { examineDmarc, examineSpf } from './check/sender-policy.ts';
import { examineSettings } from './check/settings.ts';
import { examineSources } from './check/sources.ts';
import { examineState } from './check/state.ts';
import { examineTemplates } from './check/templates.ts';

/** What is looked at, in the order in which a person would mend it. */
const EXAMINATIONS: readonly (readonly [about: string, examine: (checkup: Checkup) => Promise<Finding[]>])[] = [
  ['settings', examineSettings],
  ['network', examineNetwork],
  ['sources', examineSources],
  ['clock', examineClock],
  ['state', examineState],
  ['disk', examineDisk],
  ['output', examineOutput],
  ['templates', examineTemplates],
  ['mail', examineMailServer],
  ['dkim', examineDkim],
  ['spf', examineSpf],
  ['dmarc', examineDmarc],
  ['one-click', examineOneClick],
];

const LABELS = { ok: 'ok     ', warning: 'warning', wrong: 'WRONG  ' } as const;

const FAILED = 1;
const WRONG_SETTINGS = 2;

/** Opens the site and looks at it; one that cannot be opened has one finding, and with wrong settings the status is 2. */
export async function checkSite(options: GlobalOptions, surroundings: Surroundings): Promise<number> {
  const opened = await openApp(options, surroundings).catch(asFault);
  if (opened instanceof Fault) {
    if (opened.stage === 'usage') throw opened;
    const about = opened.stage === 'store' ? 'state' : 'settings';
    report(openConsole(options, surroundings), [{ about, ...faulty(opened) }]);
    return about === 'state' ? FAILED : WRONG_SETTINGS;
  }
  try {
    return await check(opened, options);
  } finally {
    await opened.close();
  }
}

/** Looks at all that a run needs and says what is wrong and how to mend it. Returns 1 where anything is. */
export async function check(
  app: App,
  options: GlobalOptions,
  instruments: Instruments = openInstruments(),
): Promise<number> {
  const checkup = await beginCheckup(app, options, instruments);
  const findings: (Finding & { readonly about: string })[] = [];
  for (const [about, examine] of EXAMINATIONS) {
    for (const finding of await examine(checkup).catch(asFinding)) findings.push({ about, ...finding });
  }
  report(app.console, findings);
  return findings.some(({ level }) => level === 'wrong') ? FAILED : 0;
}

function report(console: Console, findings: readonly (Finding & { readonly about: string })[]): void {
  console.printJson({ findings: findings.map((finding) => ({ ...finding, ok: finding.level !== 'wrong' })) });
  for (const { about, level, found, mend } of findings) {
    console.print(`${LABELS[level]} ${about}: ${found}${mend === null ? '' : `; ${mend}`}`);
  }
}

function asFinding(thrown: unknown): Finding[] {
  return [faulty(asFault(thrown))];
}
