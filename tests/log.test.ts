import { describe, expect, it } from 'vitest';
import { type LogFormat, openLog, type Verbosity } from '../src/log.ts';

function logged(format: LogFormat, verbosity: Verbosity, say: (log: ReturnType<typeof openLog>) => void): string[] {
  const lines: string[] = [];
  const clock = () => Date.UTC(2026, 2, 3);
  say(openLog({ format, verbosity, run: '1a2b3c4d', clock }, { write: (text) => lines.push(text.trimEnd()) }));
  return lines;
}

describe('the log', () => {
  it('is lines for a person', () => {
    const lines = logged('lines', 'normal', (log) => {
      log.info('polled');
      log.warn('slow');
      log.error({ host: 'a.example' }, 'failed');
    });
    expect(lines).toEqual(['polled', 'warning: slow', 'error: failed {"host":"a.example"}']);
  });

  it('is JSON with level, time and the run for what collects logs', () => {
    const [line = ''] = logged('json', 'normal', (log) => log.warn({ host: 'a.example' }, 'slow'));
    expect(JSON.parse(line)).toEqual({
      level: 'warn',
      time: '2026-03-03T00:00:00.000Z',
      run: '1a2b3c4d',
      host: 'a.example',
      msg: 'slow',
    });
  });

  it.each([
    ['quiet', ['error']],
    ['normal', ['info', 'error']],
    ['verbose', ['debug', 'info', 'error']],
  ] as const)('%s says %j', (verbosity, levels) => {
    const lines = logged('json', verbosity, (log) => {
      log.debug('1');
      log.info('2');
      log.error('3');
    });
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(levels);
  });
});
