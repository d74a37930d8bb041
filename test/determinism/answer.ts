/** What must be the same everywhere: the text of summary.json, and every record to its last bit. */
import type * as core from '../../src/index.js';

/** As much of `src/index.ts` as it takes to answer. */
export type Core = Pick<
  typeof core,
  'parseScenario' | 'runExperiment' | 'assess' | 'summaryJson' | 'startsCsv'
>;

export interface Written {
  /** The text of summary.json. */
  readonly summary: string;
  /** The text of the records; its numbers read back to the same bits. */
  readonly records: string;
}

/** Writes what an experiment gave. */
export function write(core: Core, result: core.ExperimentResult): Written {
  return { summary: core.summaryJson(core.assess(result)), records: [...core.startsCsv(result)].join('') };
}

/** Plays a scenario inline and writes the answer. Its source text also runs in other engines, so it stands alone. */
export async function playAndWrite(core: Core, text: string): Promise<Written> {
  const result = await core.runExperiment(core.parseScenario(text));
  return { summary: core.summaryJson(core.assess(result)), records: [...core.startsCsv(result)].join('') };
}
