/** From the sliders of the notebook to the scenario that is played, in the format of scenario files. */

export interface Settings {
  readonly deploysPerDay: number;
  readonly pushesPerDay: number;
  /** `moved`: every release takes over the tag `live`. `own`: every release has a tag of its own. */
  readonly tags: 'moved' | 'own';
  /** An image of the catalogue. */
  readonly baseImage: string;
  /** Compressed size of the layer that changes with each release. */
  readonly applicationMiB: number;
  readonly hosts: number;
  readonly days: number;
  readonly runs: number;
}

/** The four values of ECS_IMAGE_PULL_BEHAVIOR; the agent's own default is the baseline. */
export const BEHAVIOURS = ['default', 'always', 'once', 'prefer-cached'] as const;

/** Base images of the catalogue to choose from, largest first. */
export const BASE_IMAGES: readonly string[] = [
  'python:3.12',
  'node:22',
  'python:3.12-slim',
  'node:22-slim',
  'node:22-alpine',
];

export const TAG_POLICIES: readonly Settings['tags'][] = ['moved', 'own'];
export const TAG_WORDS: Readonly<Record<Settings['tags'], string>> = {
  moved: 'takes over the tag “live”',
  own: 'has a tag of its own',
};

/** Deploys a day at which the curves are computed; the one of the slider is played apart. */
export const DEPLOY_RATES: readonly number[] = [1, 2, 4, 8, 16, 32, 48];

/** Runs of each point of the curves: fewer than of the question itself, since there are many points. */
const CURVE_RUNS = 3;

const TASKS_PER_HOST = 4;
/** Long enough for the tasks that the service starts with; no deploy comes before it. */
const FIRST_FILL = '10m';
const DAY_SECONDS = 86_400;

/** The question of the sliders, and after it the same at each rate of the curves. */
export function questions(settings: Settings): readonly string[] {
  const runs = Math.min(settings.runs, CURVE_RUNS);
  const curve = DEPLOY_RATES.map((deploysPerDay) => scenarioText({ ...settings, deploysPerDay, runs }));
  return [scenarioText(settings), ...curve];
}

/** The scenario of these settings, in YAML. */
export function scenarioText(settings: Settings): string {
  const { baseImage, applicationMiB, hosts, days, runs } = settings;
  return `name: pull-behaviour-and-deploy-rate
question: What does each pull behaviour cost and save, the more often a service is deployed?
seed: 1
runs: ${runs}
duration: ${days * 24}h
warmUp: ${FIRST_FILL} # the first fill of the empty hosts is the same for all

images:
  api:
    from: ${baseImage}
    layers:
      - { size: ${applicationMiB} MiB, changesEachRelease: true }
    repository: ecr/api
    tags: [live]

registries:
  ecr: { type: ecr, region: us-east-1 }

capacity:
  web:
    launchType: EC2
    instanceType: m6i.large
    count: ${hosts}
    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }

taskDefinitions:
  api:
    networkMode: bridge
    cpu: 256
    memory: 384
    containers:
      - { name: app, image: "api:live", ready: "lognormal(median 4s, p95 9s)" }

timeline:
  - { at: 0s, createService: api, taskDefinition: api, capacity: web, desiredCount: ${hosts * TASKS_PER_HOST} }
${timeline(settings)}
compare:
  capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR: [${BEHAVIOURS.join(', ')}]
`;
}

/** Deploys come in the middle of their periods; releases come before the deploy that they are for. */
function timeline({ deploysPerDay, pushesPerDay, tags }: Settings): string {
  const isMoved = tags === 'moved';
  const push = `push: { image: api, tag: "${isMoved ? 'live' : 'v{n}'}" }`;
  const deploy = `updateService: api, forceNewDeployment: ${isMoved}`;
  const entries = [entry(deploysPerDay, 1 / 2, deploy)];
  if (pushesPerDay > 0) entries.unshift(entry(pushesPerDay, 1 / 4, push));
  return entries.join('');
}

/** An action so many times a day, for the first time after a part of its period. */
function entry(timesPerDay: number, part: number, action: string): string {
  const periodSeconds = DAY_SECONDS / timesPerDay;
  return `  - { every: ${Math.round(periodSeconds)}s, from: ${Math.round(periodSeconds * part)}s, ${action} }\n`;
}
