/**
 * `pullcast/testing`: small worlds from plain objects, and what happened in them. For tests of policies; it needs
 * no test runner of its own.
 */
export {
  MB,
  agent,
  at,
  container,
  ec2,
  fargate,
  image,
  layer,
  parameters,
  registry,
  runTask,
  runtime,
  taskDefinition,
  world,
} from './model/tiny-world.js';
export { type PlayOptions, type PlayedWorld, playWorld } from './experiment/play-world.js';
export { constant, type Distribution } from './units/distribution.js';
export type { ContainerStory, DecisionStory, LayerStory, Span, StartStory, StopCode } from './model/story.js';
export type { RunResult, RunTotals } from './model/record.js';
export type * from './model/spec.js';
