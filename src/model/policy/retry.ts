/**
 * Whether an attempt that failed is repeated, and when.
 * Rule: amazon-ecs-agent, `agent/dockerclient/dockerapi/docker_client.go` (1.105.1): no error of a registry
 * is final, a missing tag is tried as often as a network error; only failed authorization is not repeated.
 */
import type { RetryDecision, RetryQuestion } from './types.js';

/** Errors of authorization: the agent gives up at once. */
const FINAL = ['CannotPullECRContainerError', 'CannotPullContainerAuthError'];

/** Decides between another attempt after the agent's wait and giving up. */
export function retry({ attempt, agentAttempts, agentWaitSeconds, error }: RetryQuestion): RetryDecision {
  if (FINAL.some((name) => error.startsWith(name))) {
    return { retry: false, reason: 'failed authorization is not repeated' };
  }
  if (attempt >= agentAttempts) return { retry: false, reason: `the agent tries ${agentAttempts} times` };
  return {
    retry: true,
    waitSeconds: agentWaitSeconds,
    reason: 'the agent repeats whatever the registry answers',
  };
}
