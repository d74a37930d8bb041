import { describe, expect, it } from 'vitest';
import { linesOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const tasks = (...containers: readonly string[]): string =>
  small(
    '      - { name: app, image: "api:live", ready: 4s }',
    containers.map((each) => `      - { image: "api:live", ${each} }`).join('\n'),
  );
const wait = (name: string, condition = 'START'): string =>
  `dependsOn: [{ containerName: ${name}, condition: ${condition} }]`;

describe('the containers of a task', () => {
  it('may wait for each other where there is no cycle', () => {
    const text = tasks(
      'name: a',
      `name: b, ${wait('a', 'HEALTHY')}`,
      `name: c, essential: false, lifetime: 5s, ${wait('b')}`,
      `name: d, ${wait('c', 'SUCCESS')}`,
    );
    const [task] = worldOf(text).taskDefinitions;
    expect(task!.containers.map(({ dependsOn }) => dependsOn)).toEqual([
      [],
      [{ container: 'a', condition: 'HEALTHY' }],
      [{ container: 'b', condition: 'START' }],
      [{ container: 'c', condition: 'SUCCESS' }],
    ]);
    expect(task!.containers[2]).toMatchObject({ essential: false, runs: { kind: 'constant', value: 5 } });
  });

  it.each([
    [tasks(`name: a, ${wait('a')}`), 'wait for each other: a → a'],
    [tasks(`name: a, ${wait('c')}`, `name: b, ${wait('a')}`, `name: c, ${wait('b')}`), 'a → c → b → a'],
    [tasks('name: a', `name: b, ${wait('c')}`, `name: c, ${wait('b')}`), 'b → c → b'],
    [tasks('name: a', 'name: a'), 'a second container is called "a"'],
    [
      tasks('name: a', 'name: b, essential: false', `name: c, ${wait('b', 'COMPLETE')}`),
      'which it never does',
    ],
    [
      tasks('name: a, lifetime: 5s', `name: b, ${wait('a', 'COMPLETE')}`),
      'an essential container ends its task',
    ],
    [tasks('name: a, links: [b]', `name: b, ${wait('a')}`), 'wait for each other: a → b → a'],
    [tasks('name: a, volumesFrom: [{ sourceContainer: data }]'), 'unknown container "data"'],
    [tasks('name: a', `name: b, ${wait('a', 'STARTED')}`), '"STARTED" is not one of'],
  ])('are refused as Amazon ECS would, or as could never end: %#', (text, words) => {
    expect(linesOf(text, 'error').join('\n')).toContain(words);
  });
});
