/**
 * What becomes of a container's image: behaviour × host × reference × registry. The tables are written from
 * the source of amazon-ecs-agent 1.105.1 (`imagePullRequired`, `pullContainerManifest`, `pullContainer`,
 * `handleEventError`, `RecordContainerReference`), and every combination is played.
 *
 * manifest: where stage 1 found the digest (registry, local, or skipped, as the reference has one).
 * pull: tried, hit (no pull was required) or never (the task had stopped before).
 * runs, reports: release that ran, and the one that ECS was told. error: the first one, which is the one reported.
 * times: whether ECS shows pullStartedAt and pullStoppedAt.
 */
import { describe, expect, it } from 'vitest';
import { PULL_BEHAVIORS } from '../../../src/model/policy/types.js';
import { ANSWERS, HOSTS, REFERENCES, type Situation, playSituation, releases } from './decision-world.js';
import { type Axes, type Row, combinations, readTable, rowsOf } from './read-table.js';

const TABLE = readTable(`
behavior      | host                  | reference | registry               | manifest | pull  | runs | reports | outcome | error                        | times
default       | any                   | same tag  | all                    | registry | tried | D1   | D1      | started |                              | set
default       | any                   | moved tag | all                    | registry | tried | D2   | D2      | started |                              | set
default       | any                   | same tag  | no manifest            | registry | tried | D1   | D1      | started | CannotPullImageManifestError | set
default       | any                   | moved tag | no manifest            | registry | tried | D2   | D2      | started | CannotPullImageManifestError | set
default       | any                   | digest    | all or no manifest     | skipped  | tried | D1   | D1      | started |                              | set
default       | on disk               | same tag  | no pull                | registry | tried | D1   | D1      | started | CannotPullContainerError     | set
default       | on disk               | moved tag | no pull                | registry | tried | D1   | D2      | started | CannotPullContainerError     | set
default       | on disk               | digest    | no pull or neither     | skipped  | tried | D1   | D1      | started | CannotPullContainerError     | set
default       | on disk               | tag       | neither                | registry | tried | D1   | D1      | started | CannotPullImageManifestError | set
default       | on disk               | tag       | no token               | registry | tried | D1   | D1      | started | CannotPullECRContainerError  | set
default       | on disk               | digest    | no token               | skipped  | tried | D1   | D1      | started | CannotPullECRContainerError  | set
default       | not on disk           | same tag  | no pull                | registry | tried |      | D1      | failed  | CannotPullContainerError     | set
default       | not on disk           | moved tag | no pull                | registry | tried |      | D2      | failed  | CannotPullContainerError     | set
default       | not on disk           | digest    | no pull or neither     | skipped  | tried |      | D1      | failed  | CannotPullContainerError     | set
default       | not on disk           | tag       | neither                | registry | tried |      |         | failed  | CannotPullImageManifestError | set
default       | not on disk           | tag       | no token               | registry | tried |      |         | failed  | CannotPullECRContainerError  | set
default       | not on disk           | digest    | no token               | skipped  | tried |      | D1      | failed  | CannotPullECRContainerError  | set

always        | any                   | same tag  | all                    | registry | tried | D1   | D1      | started |                              | set
always        | any                   | moved tag | all                    | registry | tried | D2   | D2      | started |                              | set
always        | any                   | digest    | all or no manifest     | skipped  | tried | D1   | D1      | started |                              | set
always        | any                   | tag       | no manifest or neither | registry | never |      |         | failed  | CannotPullImageManifestError | absent
always        | any                   | same tag  | no pull                | registry | tried |      | D1      | failed  | CannotPullContainerError     | set
always        | any                   | moved tag | no pull                | registry | tried |      | D2      | failed  | CannotPullContainerError     | set
always        | any                   | digest    | no pull or neither     | skipped  | tried |      | D1      | failed  | CannotPullContainerError     | set
always        | any                   | tag       | no token               | registry | never |      |         | failed  | CannotPullECRContainerError  | absent
always        | any                   | digest    | no token               | skipped  | tried |      | D1      | failed  | CannotPullECRContainerError  | set

once          | pulled                | tag       | any                    | local    | hit   | D1   | D1      | started |                              | absent
once          | pulled                | digest    | any                    | skipped  | hit   | D1   | D1      | started |                              | absent
once          | pulled, pruned        | tag       | any                    | local    | never |      |         | failed  | CannotPullImageManifestError | absent
once          | pulled, pruned        | digest    | any                    | skipped  | hit   |      | D1      | failed  | CannotCreateContainerError   | absent
once          | not flagged           | same tag  | all                    | registry | tried | D1   | D1      | started |                              | set
once          | not flagged           | moved tag | all                    | registry | tried | D2   | D2      | started |                              | set
once          | not flagged           | digest    | all or no manifest     | skipped  | tried | D1   | D1      | started |                              | set
once          | not flagged           | tag       | no manifest or neither | registry | never |      |         | failed  | CannotPullImageManifestError | absent
once          | not flagged           | same tag  | no pull                | registry | tried |      | D1      | failed  | CannotPullContainerError     | set
once          | not flagged           | moved tag | no pull                | registry | tried |      | D2      | failed  | CannotPullContainerError     | set
once          | not flagged           | digest    | no pull or neither     | skipped  | tried |      | D1      | failed  | CannotPullContainerError     | set
once          | not flagged           | tag       | no token               | registry | never |      |         | failed  | CannotPullECRContainerError  | absent
once          | not flagged           | digest    | no token               | skipped  | tried |      | D1      | failed  | CannotPullECRContainerError  | set

prefer-cached | on disk               | tag       | any                    | local    | hit   | D1   | D1      | started |                              | absent
prefer-cached | on disk               | digest    | any                    | skipped  | hit   | D1   | D1      | started |                              | absent
prefer-cached | not on disk           | same tag  | all                    | registry | tried | D1   | D1      | started |                              | set
prefer-cached | not on disk           | moved tag | all                    | registry | tried | D2   | D2      | started |                              | set
prefer-cached | not on disk           | same tag  | no manifest            | registry | tried | D1   | D1      | started | CannotPullImageManifestError | set
prefer-cached | not on disk           | moved tag | no manifest            | registry | tried | D2   | D2      | started | CannotPullImageManifestError | set
prefer-cached | not on disk           | digest    | all or no manifest     | skipped  | tried | D1   | D1      | started |                              | set
prefer-cached | not on disk           | same tag  | no pull                | registry | tried |      | D1      | failed  | CannotPullContainerError     | set
prefer-cached | not on disk           | moved tag | no pull                | registry | tried |      | D2      | failed  | CannotPullContainerError     | set
prefer-cached | not on disk           | digest    | no pull or neither     | skipped  | tried |      | D1      | failed  | CannotPullContainerError     | set
prefer-cached | not on disk           | tag       | neither                | registry | tried |      |         | failed  | CannotPullImageManifestError | set
prefer-cached | not on disk           | tag       | no token               | registry | tried |      |         | failed  | CannotPullECRContainerError  | set
prefer-cached | not on disk           | digest    | no token               | skipped  | tried |      | D1      | failed  | CannotPullECRContainerError  | set
`);

const AXES: Axes = {
  values: { behavior: PULL_BEHAVIORS, host: Object.keys(HOSTS), reference: REFERENCES, registry: ANSWERS },
  groups: {
    'on disk': ['baked', 'used', 'pulled'],
    'not on disk': ['nothing', 'used, pruned', 'pulled, pruned'],
    'not flagged': ['nothing', 'baked', 'used', 'used, pruned'],
    tag: ['same tag', 'moved tag'],
  },
};

const CASES = combinations(AXES);
const { D1, D2 } = releases();

function nameOf(digest: string | null | undefined): string {
  return digest === D1 ? 'D1' : digest === D2 ? 'D2' : (digest ?? '');
}

/** The columns of the table that say what happened. */
function played(situation: Situation): Row {
  const { story } = playSituation(situation, D1);
  const app = story.containers[0]!;
  const decided = (stage: string) => app.decisions.find((decision) => decision.stage === stage);
  const [manifest, pull] = [decided('manifest'), decided('pull')];
  const times = [story.pullStartedAt, story.pullStoppedAt].map((instant) => !Number.isNaN(instant));
  return {
    manifest: manifest === undefined ? 'skipped' : manifest.pull ? 'registry' : 'local',
    pull: pull === undefined ? 'never' : pull.pull ? 'tried' : 'hit',
    runs: nameOf(app.digestRan),
    reports: nameOf(app.digestReported),
    outcome: story.outcome,
    error: app.reason.split(':')[0] ?? '',
    times: times.every(Boolean) ? 'set' : times.some(Boolean) ? 'half' : 'absent',
  };
}

describe('the decision table of an image', () => {
  it('has one row for every combination', () => {
    expect(CASES).toHaveLength(4 * 6 * 3 * 5);
    for (const each of CASES) expect(rowsOf(each, TABLE, AXES), JSON.stringify(each)).toHaveLength(1);
    for (const row of TABLE)
      expect(
        CASES.some((each) => rowsOf(each, [row], AXES).length > 0),
        JSON.stringify(row),
      ).toBe(true);
  });

  it('is played with two releases', () => {
    expect(D1).toMatch(/^sha256:/);
    expect(D2).toMatch(/^sha256:/);
    expect(D1).not.toBe(D2);
  });

  it.each(CASES as readonly (Row & { behavior: string })[])(
    '$behavior, host: $host, $reference, registry: $registry',
    (combination) => {
      const expected = rowsOf(combination, TABLE, AXES)[0]!;
      const got = played(combination as unknown as Situation);
      expect({ ...expected, ...combination, ...got }).toEqual({ ...expected, ...combination });
    },
  );
});

describe('a host of the decision table', () => {
  it.each(PULL_BEHAVIORS.flatMap((behavior) => Object.keys(HOSTS).map((host) => [behavior, host] as const)))(
    'under %s holds what "%s" says',
    (behavior, host) => {
      const situation = { behavior, host, reference: 'same tag', registry: 'all' } as Situation;
      const [question] = playSituation(situation, D1).asked;
      const { tracked, flagged, onDisk } = HOSTS[situation.host];
      expect(question).toMatchObject({ pulledByAgent: flagged, imageOnDisk: onDisk });
      if (onDisk) expect(question?.recordedSecondsAgo === null).toBe(!tracked);
    },
  );
});
