/** The words in which runtimes report that a registry has refused them, and what can be told from such words. */
import type { RegistryFault } from '../spec.js';

/** The words in which runtimes report a refusal. */
export function faultMessage(fault: RegistryFault, reference: string): string {
  switch (fault) {
    case 'unreachable':
      return `pull of ${reference}: dial tcp: i/o timeout`;
    case 'throttled':
      return 'toomanyrequests: Rate exceeded';
    case 'auth-failing':
      return 'unable to get registry authorization';
    case 'not-found':
      return `manifest for ${reference} not found: manifest unknown`;
    case 'slow':
    case 'corrupted':
      throw new Error(`a request is not refused by ${fault}`);
  }
}

/** Whether an error in the words of {@link faultMessage} came from a quota or a pull limit. */
export function isThrottling(error: string): boolean {
  return error.includes('toomanyrequests');
}
