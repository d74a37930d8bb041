import { describe, expect, it } from 'vitest';
import { faultMessage, isThrottling } from '../../../src/model/registry/fault-message.js';

describe('the words of a refusal', () => {
  it.each([
    ['unreachable', 'pull of api:live: dial tcp: i/o timeout'],
    ['throttled', 'toomanyrequests: Rate exceeded'],
    ['auth-failing', 'unable to get registry authorization'],
    ['not-found', 'manifest for api:live not found: manifest unknown'],
  ] as const)('of a registry that is %s are "%s"', (fault, words) => {
    expect(faultMessage(fault, 'api:live')).toBe(words);
  });

  it('are those of a quota where requests are too many', () => {
    expect(isThrottling(`CannotPullContainerError: ${faultMessage('throttled', 'api:live')}`)).toBe(true);
    expect(isThrottling(faultMessage('not-found', 'api:live'))).toBe(false);
  });

  it.each(['slow', 'corrupted'] as const)('do not exist for what is %s: nothing is refused', (fault) => {
    expect(() => faultMessage(fault, 'api:live')).toThrow(`a request is not refused by ${fault}`);
  });
});
