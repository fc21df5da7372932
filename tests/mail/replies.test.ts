import { describe, expect, it } from 'vitest';
import { judge } from '../../src/mail/replies.ts';
import type { SmtpStep } from '../../src/mail/transport.ts';

const refused = (step: SmtpStep, code: number, enhanced: string | null) =>
  judge({ kind: 'refused', step, code, enhanced, text: 'x' });

describe('a refusal (8, 9, 10)', () => {
  it.each<[SmtpStep, number, string | null, object]>([
    ['RCPT', 450, null, { state: 'deferred', slowDown: false }],
    ['RCPT', 450, '4.7.1', { state: 'deferred', slowDown: true }],
    ['MAIL', 421, null, { state: 'deferred', slowDown: true }],
    ['end of data', 452, '4.3.1', { state: 'deferred' }],
    ['RCPT', 550, '5.1.1', { state: 'failed', suppress: true }],
    ['end of data', 550, '5.1.10', { state: 'failed', suppress: true }],
    ['RCPT', 550, null, { state: 'failed', suppress: false }],
    ['RCPT', 550, '5.1.8', { state: 'failed', suppress: false }],
    ['RCPT', 552, '5.2.2', { state: 'failed', suppress: false, policy: false }],
    ['RCPT', 550, '5.7.1', { state: 'failed', suppress: false, policy: true }],
    ['end of data', 554, null, { state: 'failed', suppress: false, policy: true }],
    ['end of data', 552, null, { state: 'failed', suppress: false, policy: true }],
    ['end of data', 550, '5.6.0', { state: 'failed', suppress: false, policy: true }],
    ['MAIL', 552, null, { state: 'failed', tooLarge: true, suppress: false }],
    ['end of data', 552, '5.3.4', { state: 'failed', tooLarge: true, suppress: false }],
    ['MAIL', 550, '5.1.1', { state: 'untried', stopsRun: true, suppress: false }],
    ['MAIL', 501, null, { state: 'untried', stopsRun: true }],
    ['RCPT', 530, '5.7.0', { state: 'untried', stopsRun: true }],
  ])('at %s with %i %s is %o', (step, code, enhanced, verdict) => {
    expect(refused(step, code, enhanced)).toMatchObject(verdict);
  });

  it('says where and with what code it came', () => {
    expect(refused('RCPT', 550, '5.1.1')).toMatchObject({ code: '550 5.1.1', reason: 'RCPT refused: x' });
  });
});

describe('other ends', () => {
  it.each([
    [{ kind: 'accepted', text: '250 ok' }, { state: 'sent' }],
    [{ kind: 'lost', ended: false, text: 'reset' }, { state: 'deferred' }],
    [{ kind: 'lost', ended: true, text: 'reset' }, { state: 'uncertain' }],
    [
      { kind: 'unfit', why: 'address', text: 'x' },
      { state: 'failed', tooLarge: false, suppress: false },
    ],
    [{ kind: 'withheld' }, { state: 'suppressed' }],
    [{ kind: 'stale' }, { state: 'untried', stopsRun: false }],
  ] as const)('%o is %o', (outcome, verdict) => {
    expect(judge(outcome)).toMatchObject(verdict);
  });
});
