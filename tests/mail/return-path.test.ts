import { describe, expect, it } from 'vitest';
import { openReturnPath } from '../../src/mail/return-path.ts';

const local = '0123456789abcdef'.repeat(3).slice(0, 40);
const messageId = `<${local}@example.org>`;

describe('the return path', () => {
  it.each([
    ['bounces+{token}@example.org', `bounces+${local}@example.org`],
    ['{token}@bounces.example.org', `${local}@bounces.example.org`],
    ['bounces@example.org', 'bounces@example.org'],
  ])('%s sends the message with %s as its sender', (pattern, address) => {
    expect(openReturnPath(pattern, 'example.org').addressOf(messageId)).toBe(address);
  });

  it.each(['bounces+{token}@example.org', '{token}@bounces.example.org'])('%s tells the message again', (pattern) => {
    const path = openReturnPath(pattern, 'example.org');
    expect(path.messageIdAt(path.addressOf(messageId))).toBe(messageId);
    expect(path.messageIdAt(path.addressOf(messageId).toUpperCase()), 'whatever its case').toBe(messageId);
  });

  it.each([
    `bounces+${local}@example.com`,
    `bouncesx${local}@example.org`,
    `bounces+${local.slice(1)}@example.org`,
    `bounces+${local}0@example.org`,
    'bounces+unsubscribe@example.org',
    '',
  ])('tells of no message at "%s"', (address) => {
    expect(openReturnPath('bounces+{token}@example.org', 'example.org').messageIdAt(address)).toBeNull();
  });

  it('has a place for mails that ask to be taken off the list', () => {
    expect(openReturnPath('bounces+{token}@example.org', 'example.org').unsubscribe).toBe(
      'bounces+unsubscribe@example.org',
    );
    expect(openReturnPath('bounces@example.org', 'example.org').unsubscribe).toBe('bounces@example.org');
  });
});
