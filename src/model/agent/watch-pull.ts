/**
 * How the agent watches one attempt of a pull that its container runtime works on. An attempt without a first progress
 * message by the begin timeout has failed, though the runtime may go on with it. Activity is sampled: each time the
 * inactivity timeout is over the agent looks whether anything was read since it last looked, so a silent pull is cut
 * off between once and twice that time after its last message, and one that is silent from its start after twice. The
 * deadline of all attempts together ends the pull. Rules: amazon-ecs-agent `docker_client.go`, `pullImage`,
 * `PullImage`, `inactivity_timeout_handler.go` (1.105.1).
 */
import type { Body } from '../../kernel/process.js';
import type { RunningPull } from '../pull/puller.js';
import type { EcsAgent } from './ecs-agent.js';
import { dockerTimeout } from './within.js';

/** Waits for the end of an attempt, or until the agent gives up on it; its error, or null. */
export function* watchPull(agent: EcsAgent, pull: RunningPull, deadline: number): Body<string | null> {
  const { environment, settings } = agent;
  const beginSeconds = environment.parameters.agentPullBeginTimeoutSeconds;
  const beginBy = environment.now + beginSeconds;
  const period = agent.rules.inactivityTimeout ? settings.imagePullInactivityTimeoutSeconds : Infinity;
  let lookAt = environment.now + period;
  // The call that waits for the first message counts as a read.
  let reads = -1;
  for (;;) {
    const until = Math.min(deadline, lookAt, pull.begun.fired ? Infinity : beginBy);
    const ended =
      until === Infinity
        ? yield* endOf(pull)
        : yield* pull.ended.waitFor(Math.max(0, until - environment.now));
    if (ended) return errorOf(pull);
    if (until === deadline) {
      pull.cancel('context deadline exceeded');
      return dockerTimeout('pulled', settings.imagePullTimeoutSeconds);
    }
    if (until === beginBy && !pull.begun.fired) return dockerTimeout('pullBegin', beginSeconds);
    if (until !== lookAt) continue;
    lookAt += period;
    if (pull.reads() === reads && (pull.begun.fired || environment.assumes('silent-stream'))) {
      pull.cancel('inactivity time exceeded timeout while pulling image');
      return 'CannotPullContainerError: inactivity time exceeded timeout while pulling image';
    }
    reads = pull.reads();
  }
}

function* endOf(pull: RunningPull): Body<true> {
  yield* pull.ended.wait();
  return true;
}

function errorOf({ result }: RunningPull): string | null {
  const error = result?.error ?? null;
  return error === null ? null : `CannotPullContainerError: ${error}`;
}
