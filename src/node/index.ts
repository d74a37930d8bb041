/**
 * The public list of exports of `pullcast/node`: what touches the machine, and what is of use beside it only:
 * tables for a terminal, the JSON Schema for editors (which is also the file schema/scenario.schema.json).
 */
export { FileError } from './read-text.js';
export { loadPolicy } from './load-policy.js';
export { type PolicyModule, loadPolicies } from './policy-modules.js';
export { type ReadOptions, openScenario, problemsOf, readScenario } from './read-scenario.js';
export { type ThreadedOptions, runExperiment } from './run-experiment.js';
export { scenarioJsonSchema } from '../scenario/scenario-json-schema.js';
export { ResultsError } from './place-folder.js';
export { type WriteOptions, type WrittenResults, writeResults } from './write-results.js';
export type { Paint } from '../report/paint.js';
export { formatTable, type TableOptions } from '../report/table.js';
export { type WrittenSweep, writeSweep } from './write-sweep.js';
