/**
 * What a failed pull leads to: behaviour × essential × ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT × host × reference ×
 * registry. Written from `handleEventError` and `pullAndUpdateContainerReference` of amazon-ecs-agent 1.105.1.
 * A container that is not essential has an essential companion, which starts.
 *
 * runs: the release that the container ran. task: what became of its task.
 */
import { describe, expect, it } from 'vitest';
import { PULL_BEHAVIORS } from '../../../src/model/policy/types.js';
import { type Situation, playSituation, releases } from './decision-world.js';
import { type Axes, type Row, combinations, readTable, rowsOf } from './read-table.js';

const TABLE = readTable(`
behavior                 | essential | upfront | host    | reference | registry               | runs | task
always or once           | any       | any     | any     | any       | any                    |      | failed

default                  | any       | any     | any     | same tag  | no manifest            | D1   | started
default                  | any       | any     | any     | moved tag | no manifest            | D2   | started
default                  | any       | no      | baked   | any       | no pull or neither     | D1   | started
default                  | yes       | no      | nothing | any       | no pull or neither     |      | failed
default                  | no        | no      | nothing | any       | no pull or neither     |      | started
default                  | any       | yes     | baked   | same tag  | no pull                | D1   | started
default                  | yes       | yes     | baked   | moved tag | no pull                |      | failed
default                  | no        | yes     | baked   | moved tag | no pull                | D1   | started
default                  | any       | yes     | baked   | any       | neither                | D1   | started
default                  | yes       | yes     | nothing | any       | no pull or neither     |      | failed
default                  | no        | yes     | nothing | any       | no pull or neither     |      | started

prefer-cached            | any       | any     | baked   | any       | any                    | D1   | started
prefer-cached            | any       | any     | nothing | same tag  | no manifest            | D1   | started
prefer-cached            | any       | any     | nothing | moved tag | no manifest            | D2   | started
prefer-cached            | yes       | any     | nothing | any       | no pull or neither     |      | failed
prefer-cached            | no        | any     | nothing | any       | no pull or neither     |      | started
`);

const AXES: Axes = {
  values: {
    behavior: PULL_BEHAVIORS,
    essential: ['yes', 'no'],
    upfront: ['no', 'yes'],
    host: ['baked', 'nothing'],
    reference: ['same tag', 'moved tag'],
    registry: ['no manifest', 'no pull', 'neither'],
  },
  groups: {},
};

const CASES = combinations(AXES);
const { D1, D2 } = releases();

describe('the table of failed pulls', () => {
  it('has one row for every combination', () => {
    expect(CASES).toHaveLength(4 * 2 * 2 * 2 * 2 * 3);
    for (const each of CASES) expect(rowsOf(each, TABLE, AXES), JSON.stringify(each)).toHaveLength(1);
  });

  it.each(CASES as readonly (Row & { behavior: string })[])(
    '$behavior, essential: $essential, upfront: $upfront, host: $host, $reference, registry: $registry',
    (combination) => {
      const { essential, upfront, ...rest } = combination;
      const situation = { ...rest, essential: essential === 'yes', upfront: upfront === 'yes' };
      const { story } = playSituation(situation as unknown as Situation, D1);
      const ran = story.containers[0]!.digestRan;
      const got = { runs: ran === D1 ? 'D1' : ran === D2 ? 'D2' : '', task: story.outcome };
      const { runs, task } = rowsOf(combination, TABLE, AXES)[0]!;
      expect(got).toEqual({ runs, task });
    },
  );
});
