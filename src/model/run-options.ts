/** What a caller may want of one run beside its records. */
import type { HostState } from './host-state.js';
import type { PullPolicy } from './policy/types.js';
import type { StartStory } from './story.js';

/** A look into a run at an instant. */
export interface Probe {
  /** Simulated seconds; what happens at that very instant has happened. From the end on: the end. */
  readonly atSeconds: number;
  /** Called once with what each instance has, capacity by capacity; instances that have ended have nothing. */
  read(hosts: readonly HostState[]): void;
}

export interface RunOptions {
  /** Instead of what capacities name. */
  readonly policy?: PullPolicy | undefined;
  /** The policies that capacities name beside the built-in ones. */
  readonly policies?: ReadonlyMap<string, PullPolicy> | undefined;
  /** Called with the story of each start when its row is written; slows a run down. */
  readonly onStart?: ((story: StartStory) => void) | undefined;
  /** Looks into the run without changing it. */
  readonly probe?: Probe | undefined;
}
