/**
 * R1: 0 → 3500 tasks on Fargate in 2022, of which nothing is told but a chart: the first run after 30 s, all after about
 * four and a half minutes. The launch rate alone (R5: 100 at once, then 20 a second) takes 170 s for them.
 */
import { imageDefaults } from '../../../src/catalog/costs.js';
import { launch, startsOf, type FargateStart } from './fargate-task.js';
import type { MeasuredRow } from './measured-row.js';
import { layersOf } from './one-pull.js';

const SOURCE = 'vladionescu.me/posts/scaling-containers-on-aws-in-2022, words for a hand-drawn chart';
const TASKS = 3500;
const SERVICES = 7;

const { uncompressedRatio, filesPerMegabyte } = imageDefaults;
const many: FargateStart = {
  day: '2022-04-01',
  region: 'us-east-1',
  services: SERVICES,
  count: TASKS / SERVICES,
  images: [{ layers: layersOf([3_850_000, 15_000_000], uncompressedRatio, filesPerMegabyte) }],
};
const one: FargateStart = { ...many, services: 1, count: TASKS };

let played: readonly number[] | null = null;

/** Seconds after which each task runs, the first one first. */
const launches = (): readonly number[] => (played ??= launchesOf(many));

function launchesOf(play: FargateStart): readonly number[] {
  return startsOf(play)
    .map(launch)
    .sort((a, b) => a - b);
}

const guesses = [
  'seven services of 500 tasks, so that the rate of a service (500 a minute) does not bind; the rates of 2023',
  'a small image: 19 MB in two layers; 1 vCPU and 2 GB',
];

export const fleetRows: readonly MeasuredRow[] = [
  {
    id: 'R1 first',
    what: '0 → 3500 tasks on Fargate, until the first ones run',
    unit: 's',
    measured: 30,
    source: SOURCE,
    predict: () => launches()[0]!,
    guesses,
    isRough: true,
  },
  {
    id: 'R1 all',
    what: 'the same, until nearly all run',
    unit: 's',
    measured: 270,
    source: SOURCE,
    predict: () => launches().at(-1)!,
    guesses,
    isRough: true,
    otherwise: [{ guess: 'one service', predict: () => launchesOf(one).at(-1)! }],
  },
];
