/** Where tasks run: what EC2 and Fargate capacity have in common for services and tasks. */
import type { Body } from '../../kernel/process.js';
import type { Task } from '../launch/task.js';

export interface Pool {
  readonly name: string;
  /** From a task that was asked for until it is ready, has failed or was stopped; waits for room first. */
  launch(task: Task): Body<void>;
  /** Waits until who runs the task hears that it is to stop, or sees that it has: not while the agent of its instance is down. */
  whenHeard(task: Task): Body<void>;
  /** The task has stopped: its resources are free. */
  release(task: Task): void;
  /** The task no longer waits for room. */
  forget(task: Task): void;
  /** What curves sample: the fullest disk, in bytes, and pulls in flight. */
  readonly diskUsedBytes: number;
  readonly pullsInFlight: number;
}
