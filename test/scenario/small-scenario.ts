/** A small scenario that is right, and ways to make it wrong. */
export const SMALL = `name: small
duration: 2h
images:
  api:
    layers:
      - { size: 30 MiB, files: 100 }
    tags: [live]
registries:
  ecr: { type: ecr, region: us-east-1 }
capacity:
  web:
    launchType: EC2
    instanceType: m6i.large
    count: 2
    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }
taskDefinitions:
  api:
    cpu: 256
    memory: 384
    containers:
      - { name: app, image: "api:live", ready: 4s }
timeline:
  - { at: 0s, createService: api, desiredCount: 4 }
  - { id: again, every: 1h, updateService: api, forceNewDeployment: true }
  - { every: 1h, push: { image: api, tag: live } }
`;

/** SMALL with one piece replaced; the piece must be there. */
export function small(piece: string, replacement: string): string {
  if (!SMALL.includes(piece)) throw new Error(`there is no ${piece} in the small scenario`);
  return SMALL.replace(piece, () => replacement);
}

/** SMALL with lines at its end, from line 26 on. */
export function smallAnd(lines: string): string {
  return `${SMALL}${lines}`;
}
