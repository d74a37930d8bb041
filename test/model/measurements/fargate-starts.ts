/**
 * F rows whose source tells the size of the task, 1 vCPU and 2 GB in each. F1, F2, F5: the image of the probe
 * (fleet-probe.ts), bare and as a service with file systems, Service Connect and secrets. F6: side-cars. F16: gzip and zstd.
 */
import type { Compression } from '../../../src/model/spec.js';
import { LAYERS, LAYERS_GUESS, ordinaryLayers as layers, startRows } from './fargate-rows.js';
import {
  create,
  medianStart,
  provision,
  pull,
  ready,
  start,
  type FargateImage,
  type FargateStart,
} from './fargate-task.js';
import { PROBE_GUESSES, probeLayers } from './fleet-probe.js';
import type { MeasuredRow } from './measured-row.js';
import { byRank } from './one-pull.js';

const PROBE = 'github.com/k-k1/agent-fleet, docs/62-ecs-start-latency.md (7027c1c), 2026-08-15';
const SIDECARS =
  'github.com/ddalexvea/datadog-sandboxes-by-ai, aws/ecs-fargate-startup-delay/README.md (a8096e1), whole seconds';
const MEBIBYTE = 2 ** 20;

// ── the probe ─────────────────────────────────────────────────────────────────────────────────

const DRAWN = 'what comes before and after the pull is drawn from these very runs';
const JOINT =
  'file systems, Service Connect and secrets take what this run and the budget F5 took more than F1, in equal parts';

const probe: FargateStart = {
  day: '2026-08-15',
  region: 'ap-northeast-1',
  images: [{ layers: probeLayers }],
};
const probeService: FargateStart = {
  ...probe,
  services: 1,
  task: { efsVolumes: 2, serviceConnect: true, secrets: true },
};
/** From RUNNING until it is in service, of the source's own budget. */
const BUDGET_READY_SECONDS = 21;
const budget: FargateStart = {
  ...probeService,
  images: [{ layers: probeLayers, readySeconds: BUDGET_READY_SECONDS }],
};

const probeRows: readonly MeasuredRow[] = [
  ...startRows(probe, { source: PROBE, guesses: PROBE_GUESSES }, [
    { id: 'F1 pull', what: 'the image of C1 on Fargate, 1 vCPU', measured: 27.5, part: pull },
    {
      id: 'F1 start',
      what: 'the same, task created → started',
      measured: 42.6,
      part: start,
      guesses: [...PROBE_GUESSES, DRAWN],
    },
  ]),
  ...startRows(probeService, { source: PROBE, guesses: [...PROBE_GUESSES, JOINT] }, [
    {
      id: 'F2 provision',
      what: 'the same as a service with two EFS volumes, Service Connect and secrets: created → pull starts',
      measured: 14.2,
      part: provision,
      isInput: true,
    },
    { id: 'F2 pull', what: 'the same, pull', measured: 27.7, part: pull },
    {
      id: 'F2 create',
      what: 'the same, pull ends → started',
      measured: 36.1,
      part: create,
      isInput: true,
    },
    { id: 'F2 start', what: 'the same, task created → started', measured: 78, part: start, isInput: true },
  ]),
  ...startRows(
    budget,
    {
      source: `${PROBE}, the author’s own sum 4–8 + 16 + 35 + 25 + 21`,
      guesses: [...PROBE_GUESSES, JOINT, 'its 21 s from started to in service are given to the model'],
    },
    [
      {
        id: 'F5',
        what: 'the same, from the call to the service until it is in service',
        measured: 105,
        part: ready,
      },
    ],
  ),
];

// ── side-cars ─────────────────────────────────────────────────────────────────────────────────

const nginx: FargateImage = {
  registryType: 'docker-hub',
  layers: layers([3_850_000, 1_800_000, 700, 1000, 400, 1200, 1400, 15_000_000]),
};
const agent: FargateImage = {
  registryType: 'ecr-public',
  layers: layers([30_000_000, 279 * MEBIBYTE - 30_000_000], 822 / 279),
};
const logRouter: FargateImage = { registryType: 'ecr-public', layers: layers(byRank(100e6, 8)) };
const dummy: FargateImage = { registryType: 'docker-hub', layers: layers([2_200_000]) };

const NGINX_GUESS = 'nginx:alpine as 21 MB in 8 layers, most of it in the last';
const AGENT_GUESS =
  'Datadog agent 7.76.3 as 279 MiB, 822 MiB unpacked: the most that its build allows (DataDog/datadog-agent, test/static/static_quality_gates.yml 002316f); nearly all in one layer';

const east = { day: '2026-03-01', region: 'us-east-1' } as const;
const sidecarRows: readonly MeasuredRow[] = [
  ...startRows({ ...east, images: [nginx] }, { source: SIDECARS, guesses: [NGINX_GUESS] }, [
    {
      id: 'F6a',
      what: 'nginx:alpine from Docker Hub on Fargate, 1 vCPU, created → started (pull 1 to 2 s)',
      measured: 14.5,
      part: start,
    },
  ]),
  ...startRows(
    { ...east, images: [nginx, agent] },
    { source: SIDECARS, guesses: [NGINX_GUESS, AGENT_GUESS], isRough: true },
    [
      { id: 'F6b pull', what: 'with the Datadog agent as side-car: pull', measured: 15, part: pull },
      { id: 'F6b start', what: 'the same, created → started', measured: 30.5, part: start },
    ],
  ),
  ...startRows(
    { ...east, images: [nginx, agent, logRouter, dummy] },
    {
      source: SIDECARS,
      guesses: [
        NGINX_GUESS,
        AGENT_GUESS,
        'log router as 100 MB in 8 layers, dummy as 2 MB: neither is named',
      ],
      isRough: true,
    },
    [
      {
        id: 'F6c pull',
        what: 'with a log router and a dummy as well, four containers: pull (16 to 26 s)',
        measured: 21,
        part: pull,
      },
      {
        id: 'F6c create',
        what: 'the same, pull ends → started (2 to 3 s)',
        measured: 2.5,
        part: create,
        gap: 'what a further container takes is from this row, and what the first takes (2 to 3.8 s) from F1; here one container alone (F6a) took no whole second.',
      },
      { id: 'F6c start', what: 'the same, created → started (33 to 45 s)', measured: 39, part: start },
    ],
  ),
];

// ── gzip and zstd ─────────────────────────────────────────────────────────────────────────────

const UNPACKED = 1.27e9;
/** Until the first status comes, which is before the task is asked for. */
const STATUS_SECONDS = 2.5;
const GATEWAY_SECONDS = 35;

function openClaw(compressedBytes: number, compression: Compression): FargateStart {
  const sizes = byRank(compressedBytes, LAYERS);
  return {
    day: '2026-02-15',
    region: 'ap-northeast-2',
    spot: true,
    task: { cpuArchitecture: 'ARM64' },
    images: [
      {
        layers: layers(sizes, UNPACKED / compressedBytes, compression),
        readySeconds: GATEWAY_SECONDS,
      },
    ],
  };
}

const compressionRows: readonly MeasuredRow[] = (
  [
    ['gzip', 258e6, 67.8],
    ['zstd', 217e6, 65.3],
  ] as const
).map(([compression, bytes, measured]) => ({
  id: `F16 ${compression}`,
  what: `${bytes / 1e6} MB of ${compression}, 1.27 GB unpacked, ARM64 on Fargate Spot, 1 vCPU, message → first response`,
  unit: 's',
  measured,
  source: 'github.com/serithemage/serverless-openclaw/issues/7 and /8, 2026-02-15',
  predict: () => STATUS_SECONDS + medianStart(openClaw(bytes, compression), ready),
  guesses: [
    LAYERS_GUESS,
    'its own 2.5 s before the task is asked for, and 35 s until the application is up, are given to the model; the answer itself takes no time',
  ],
  isRough: true,
}));

export const fargateStartRows: readonly MeasuredRow[] = [...probeRows, ...sidecarRows, ...compressionRows];
