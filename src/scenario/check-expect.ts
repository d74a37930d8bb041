/**
 * Results that no run of a variant can have, found before it is played: first requests where no container is asked for
 * any. A threshold on such a result could only be missed, and a sweep would be a table of dashes.
 */
import type { WorldSpec } from '../model/spec.js';
import type { ProblemList } from './problem-list.js';
import type { Quantity, Threshold, Variant } from './scenario.js';

/** What to say of a result that nothing measures. */
export const UNMEASURED = {
  message: 'no container is asked for first requests',
  remedy: 'add "reads: { requests: { count: 20 } }" to a container',
} as const;

/** Whether a run of `world` can have this result at all. */
export function isMeasured({ kind }: Quantity, world: WorldSpec): boolean {
  if (kind !== 'request') return true;
  return world.taskDefinitions.some(({ containers }) => containers.some(({ reads }) => reads.requests));
}

/** An error for the threshold at `index` of `expect` that no variant can meet, a warning for one that some cannot. */
export function checkThreshold(
  { quantity, variant, limit }: Threshold,
  index: number,
  variants: readonly Pick<Variant, 'name' | 'world'>[],
  problems: ProblemList,
): void {
  const judged = variants.filter(
    ({ name }) =>
      variant === null || name === variant || (limit.kind === 'variant' && name === limit.variant),
  );
  const lacking = judged.filter(({ world }) => !isMeasured(quantity, world)).map(({ name }) => name);
  if (lacking.length === 0) return;
  const path = ['expect', index];
  if (variant !== null || lacking.length === judged.length) {
    const where = lacking.length === variants.length ? '' : ` in ${quoted(lacking)}`;
    problems.error({ path, ...UNMEASURED, message: `${UNMEASURED.message}${where}` });
  } else {
    const message = `${UNMEASURED.message} in ${quoted(lacking)}, so that this cannot hold there`;
    const remedy = `name a variant, such as "… of ${judged.find(({ name }) => !lacking.includes(name))!.name}"`;
    problems.warn({ path, message, remedy });
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
