/**
 * A small scenario that touches much: both launch types, the four pull behaviours, a tag that moves, shared layers, a
 * registry that throttles and one that fails, scale-out, RunTask at random instants, every kind of distribution.
 */

export const VARIANTS: readonly string[] = [
  '{ name: default, set: {} }',
  '{ name: always, set: { capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR: always } }',
  '{ name: once, set: { capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR: once } }',
  '{ name: prefer-cached, set: { capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR: prefer-cached } }',
  '{ name: more vCPU, set: { taskDefinitions.batch.cpu: 2048, taskDefinitions.batch.memory: 4096 } }',
];

/** The scenario with these variants, the first of which is the baseline. */
export function richScenario(variants: readonly string[] = VARIANTS): string {
  return `name: determinism
question: Does the same seed give the same bytes?
seed: bytes
runs: 3
duration: 2h
warmUp: 30s

images:
  api:
    from: python:3.12-slim
    layers:
      - { size: 40 MiB, uncompressed: 110 MiB, files: 4000 }
      - { size: 3 MiB, changesEachRelease: true }
    repository: ecr/api
    tags: [live]
  batch:
    from: python:3.12-slim
    layers:
      - { size: 20 MiB, compression: zstd }
    repository: hub/batch
    tags: [v1]

registries:
  ecr: { type: ecr, region: us-east-1 }
  hub: { type: docker-hub }

capacity:
  web:
    launchType: EC2
    region: us-east-1
    instanceType: m6i.large
    count: 2
    launchTime: uniform(40s, 70s)
    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }
  fargate: { launchType: FARGATE, region: us-east-1 }

taskDefinitions:
  api:
    networkMode: bridge
    cpu: 256
    memory: 384
    containers:
      - { name: app, image: "api:live", ready: "lognormal(median 4s, p95 9s)" }
  batch:
    networkMode: awsvpc
    cpu: 1024
    memory: 2048
    containers:
      - { name: job, image: "batch:v1", ready: "empirical(1.2s, 1.4s, 3s)" }
    lifetime: exponential(mean 2m)

timeline:
  - { at: 0s, createService: api, taskDefinition: api, capacity: web, desiredCount: 6 }
  - { every: 20m, push: { image: api, tag: live } }
  - { every: 15m, updateService: api, forceNewDeployment: true }
  - { at: 50m, scale: web, count: 3 }
  - { at: 52m, scale: api, desiredCount: 9 }
  - { at: 70m, outage: { registry: ecr, state: throttled, for: 6m, share: 50 % } }
  - { at: 100m, outage: { registry: hub, state: unreachable, for: 3m } }
  - { runTask: batch, capacity: fargate, arrivals: poisson(20/h) }

compare:
${variants.map((variant) => `  - ${variant}`).join('\n')}

expect:
  - start p95 < 10m
`;
}
