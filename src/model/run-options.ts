/** What a caller may want of one run beside its records. */
import type { PullPolicy } from './policy/types.js';
import type { StartStory } from './story.js';

export interface RunOptions {
  /** Instead of what capacities name. */
  readonly policy?: PullPolicy | undefined;
  /** The policies that capacities name beside the built-in ones. */
  readonly policies?: ReadonlyMap<string, PullPolicy> | undefined;
  /** Called with the story of each start when its row is written; slows a run down. */
  readonly onStart?: ((story: StartStory) => void) | undefined;
}
