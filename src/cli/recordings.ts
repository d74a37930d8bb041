/**
 * `--record` and `--against`: keeps what a scenario decided and came to, and says what a later play decides
 * otherwise. The first run of each variant is played once more for it, with every decision written down.
 */
import { replayStories } from '../experiment/replay.js';
import { policiesByReference } from '../node/policy-modules.js';
import { FileError, readText } from '../node/read-text.js';
import { writeText } from '../node/write-text.js';
import { changesJson } from '../report/recording/changes-json.js';
import { changesText } from '../report/recording/changes-text.js';
import { compareRecordings, hasChanged } from '../report/recording/compare-recordings.js';
import { readRecording, recordingText } from '../report/recording/recording-text.js';
import {
  type RecordedStart,
  type Recording,
  recordStart,
  recordVariant,
} from '../report/recording/recording.js';
import type { Scenario } from '../scenario/scenario.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { type GlobalOptions, wantsColor } from './options.js';
import { paintFor } from './paint.js';
import type { Answered, Play } from './play.js';
import { UsageError } from './report-failure.js';
import type { Session } from './session.js';

export interface RecordingRequest {
  /** The scenario file, as it was typed. */
  readonly file: string;
  readonly record: string | undefined;
  readonly against: string | undefined;
  readonly options: GlobalOptions;
  readonly session: Session;
}

/**
 * What is to be done before a play and with its answer: compare first, then record. The recording to compare with
 * is read at once, and held against the scenario before it is played, so that a wrong one does not cost a play.
 *
 * @throws FileError where the recording cannot be read.
 */
export function recordingSteps(request: RecordingRequest): Required<Pick<Play, 'beforehand' | 'afterwards'>> {
  const before = request.against === undefined ? null : readRecordingFile(request.against);
  const beforehand = (scenario: Scenario): void => {
    if (before !== null) refuseOther(before, scenario, request);
  };
  const afterwards = async (answered: Answered): Promise<ExitCode> => {
    const now = recordingOf(answered);
    const code = before === null ? EXIT.fine : sayChanges(before, now, request);
    if (request.record !== undefined) {
      await writeText(request.record, recordingText(now));
      if (!request.options.quiet && !request.options.json)
        request.session.out(`recorded ${request.record}: the first run of each variant, and the figures\n`);
    }
    return code;
  };
  return { beforehand, afterwards };
}

function readRecordingFile(path: string): Recording {
  const recording = readRecording(readText(path));
  if (recording === null)
    throw new FileError(
      path,
      'is no recording that this version of pullcast can read: record it again with --record',
    );
  return recording;
}

/** Another seed, or more runs, are another question: what differed would say nothing about decisions. */
function refuseOther(before: Recording, { name, seed, runs }: Scenario, { against }: RecordingRequest): void {
  const remedies = [
    before.seed === seed ? '' : `--seed ${before.seed}`,
    before.runs === runs ? '' : `--runs ${before.runs}`,
  ].filter((option) => option !== '');
  if (before.scenario !== name)
    throw new UsageError(
      `${against} is a recording of "${before.scenario}", and this is "${name}"  name its own`,
    );
  if (remedies.length > 0)
    throw new UsageError(
      `${against} was recorded with seed ${before.seed} and ${before.runs} runs  play it with ${remedies.join(' ')}`,
    );
}

function recordingOf({ result, assessment, policyModules }: Answered): Recording {
  const { name: scenario, seed, runs, variants } = result.scenario;
  const policies = policiesByReference(policyModules);
  return {
    scenario,
    seed,
    runs,
    variants: variants.flatMap((variant) => {
      const summary = assessment.summary.variants.find(({ name }) => name === variant.name);
      if (summary === undefined) return [];
      const starts: RecordedStart[] = [];
      replayStories({ variant, seed, run: 0, policies }, (story) => void starts.push(recordStart(story)));
      return [recordVariant(summary, starts)];
    }),
  };
}

function sayChanges(before: Recording, now: Recording, request: RecordingRequest): ExitCode {
  const { options, session, file } = request;
  const changes = compareRecordings(before, now);
  const against = request.against ?? '';
  if (options.json) session.out(changesJson(changes));
  else {
    const paint = paintFor(wantsColor(session, options));
    const recordAgain = `${session.program} run ${file} --record ${against}`;
    session.out(`\n${changesText(changes, { paint, width: session.width, against, recordAgain })}`);
  }
  return hasChanged(changes) ? EXIT.changed : EXIT.fine;
}
