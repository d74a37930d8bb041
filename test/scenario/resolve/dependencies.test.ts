import { describe, expect, it } from 'vitest';
import { dependenciesOf } from '../../../src/scenario/resolve/dependencies.js';
import { files, linesOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

describe('what a container waits for', () => {
  it('is what dependsOn, links and volumesFrom say, each at its place', () => {
    const all = dependenciesOf({
      name: 'app',
      image: 'api',
      dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }],
      links: ['db:database', 'cache'],
      volumesFrom: [{ sourceContainer: 'data', readOnly: true }],
    });
    expect(all).toEqual([
      { container: 'init', condition: 'SUCCESS', at: ['dependsOn', 0, 'containerName'] },
      { container: 'db', condition: 'START', at: ['links', 0] },
      { container: 'cache', condition: 'START', at: ['links', 1] },
      { container: 'data', condition: 'CREATE', at: ['volumesFrom', 0, 'sourceContainer'] },
    ]);
  });

  it('can come out of the JSON of AWS', () => {
    const json = {
      networkMode: 'bridge',
      containerDefinitions: [
        {
          name: 'app',
          image: 'api:live',
          links: ['db'],
          volumesFrom: [{ sourceContainer: 'db', readOnly: null }],
        },
        { name: 'db', image: 'api:live', links: [], volumesFrom: [] },
      ],
    };
    const text = small(
      '    cpu: 256\n    memory: 384\n    containers:\n      - { name: app, image: "api:live", ready: 4s }\n',
      '    file: td.json\n',
    );
    const reader = files({ 'td.json': JSON.stringify(json) });
    expect(linesOf(text, 'error', reader)).toEqual([]);
    expect(worldOf(text, reader).taskDefinitions[0]!.containers.map(({ dependsOn }) => dependsOn)).toEqual([
      [
        { container: 'db', condition: 'START' },
        { container: 'db', condition: 'CREATE' },
      ],
      [],
    ]);
  });
});
