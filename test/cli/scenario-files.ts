/** A folder of scenario files for the commands, made before the tests of a file and removed after them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** Two tasks on one host, redeployed twice, under two pull behaviours: plays in a moment. */
export const SMALL = `name: small
question: Does a redeployment to the same image pull anything?
seed: 1
runs: 2
duration: 30m
images:
  api:
    layers:
      - { size: 20 MiB, uncompressed: 50 MiB, files: 500 }
      - { size: 1 MiB, changesEachRelease: true }
    repository: ecr/api
    tags: [live]
registries:
  ecr: { type: ecr, region: us-east-1 }
capacity:
  web: { launchType: EC2, region: us-east-1, instanceType: m6i.large, count: 1, volume: { type: gp3, size: 30 GiB } }
taskDefinitions:
  api:
    networkMode: bridge
    cpu: 256
    memory: 256
    containers:
      - { name: app, image: "api:live", ready: lognormal(median 2s, p95 4s) }
timeline:
  - { at: 0s, createService: api, taskDefinition: api, capacity: web, desiredCount: 2 }
  - { every: 10m, updateService: api, forceNewDeployment: true }
compare:
  capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR: [default, once]
expect:
  - start p95 < 120s
  - failed = 0
`;

/** A path within a folder that exists while the tests of this file run. */
export function scenarioFolder(files: Readonly<Record<string, string>>): (name: string) => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pullcast-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name) => join(folder, name);
}
