/**
 * A call of the agent to its container runtime, and the time after which the agent gives up on it. The call itself
 * cannot be taken back: it goes on, and nobody waits for it any more.
 */
import type { Body } from '../../kernel/process.js';
import type { Process } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { Simulation } from '../../kernel/simulation.js';

/** What the call returned, or null when it took longer. */
export function* within<T>(simulation: Simulation, call: Body<T>, seconds: number): Body<T | null> {
  const process = simulation.start(call);
  if (process.done) return process.result;
  const ended = new Signal(simulation);
  simulation.start(fireAtEnd(process, ended));
  return (yield* ended.waitFor(seconds)) ? process.result : null;
}

function* fireAtEnd(process: Process<unknown>, ended: Signal): Body<void> {
  yield* process.join();
  ended.fire();
}

/** The error of a call that timed out, as the agent words it; the time as Go prints durations. */
export function dockerTimeout(transition: string, seconds: number): string {
  return `DockerTimeoutError: Could not transition to ${transition}; timed out after waiting ${goDuration(seconds)}`;
}

function goDuration(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${seconds % 60}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}
