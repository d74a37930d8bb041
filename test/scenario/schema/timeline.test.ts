import { expect, it } from 'vitest';
import { ACTIONS, actionsOf, timeline } from '../../../src/scenario/schema/timeline.js';

it('tells an entry by the key of its action', () => {
  expect(actionsOf({ at: '1h', push: {} })).toEqual(['push']);
  expect(actionsOf({ at: '1h', scale: 'web', runTask: 'x' })).toEqual(['runTask', 'scale']);
  expect(actionsOf({ at: '1h' })).toEqual([]);
});

it('has an option for each action', () => {
  const words: Record<(typeof ACTIONS)[number], object> = {
    createService: { createService: 'a' },
    updateService: { updateService: 'a', forceNewDeployment: true },
    runTask: { runTask: 'a', arrivals: 'poisson(1/s)' },
    push: { push: { image: 'a', tag: 'v{n}' } },
    deleteIndex: { deleteIndex: { image: 'a', tag: 'live' } },
    scale: { scale: 'a', count: 1 },
    outage: { outage: { state: 'throttled', for: '1m', share: '10 %' } },
    startTask: { startTask: 'a', instance: 2 },
    interrupt: { interrupt: 'a', count: 2 },
    terminate: { terminate: 'a' },
    restartAgent: { restartAgent: 'a', for: '10s' },
    pruneImages: { pruneImages: 'a' },
  };
  for (const action of ACTIONS) expect(timeline.safeParse([{ at: '1h', ...words[action] }]).success).toBe(true);
});
