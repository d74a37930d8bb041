/** What capacity depends on beside its own section: the date, images that exist, and the tasks that run on it. */
import type { References } from './references.js';
import type { SimulatedTime } from './simulated-time.js';
import type { TaskNeeds } from './resolve-task-definitions.js';

export interface CapacityContext {
  readonly time: SimulatedTime;
  readonly references: References;
  /** What the tasks need that the timeline puts on a capacity. */
  readonly needsOn: (capacity: string) => readonly TaskNeeds[];
}
