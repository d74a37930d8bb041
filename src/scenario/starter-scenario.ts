/** `pullcast init`: a commented scenario to start from. It checks clean, runs in seconds and shows what can be said. */
export interface StarterOptions {
  readonly launchType?: 'EC2' | 'FARGATE' | undefined;
  readonly name?: string | undefined;
}

/** The text of a starter scenario. */
export function starterScenario({ launchType = 'EC2', name = 'my-scenario' }: StarterOptions = {}): string {
  return launchType === 'EC2' ? HEAD(name) + IMAGES + EC2 : HEAD(name) + IMAGES + FARGATE;
}

const HEAD = (name: string): string => `# yaml-language-server: $schema=./scenario.schema.json
# What is not here has a default: "pullcast show FILE" prints all of them, each with its source.
name: ${name}
question: How long do tasks take to start after a release, and what would shorten it?
seed: 1
runs: 20              # replications; more make the intervals narrower
duration: 6h          # of simulated time

`;

const IMAGES = `# What containers are made of. Sizes: MB is 10^6 bytes, MiB is 2^20.
images:
  api:
    from: python:3.12                  # real layers, out of the bundled catalogue
    layers:                            # what your application adds, lowest first
      - { size: 60 MiB, files: 9000 }                    # dependencies: they rarely change
      - { size: 4 MiB, changesEachRelease: true }        # your code
    # manifest: ./api.manifest.json    # instead: what "docker manifest inspect -v IMAGE" printed
    repository: ecr/api
    tags: [live]

registries:
  ecr: { type: ecr, region: us-east-1 }

`;

const EC2 = `# What runs tasks.
capacity:
  web:
    launchType: EC2
    region: us-east-1
    instanceType: m6i.large
    count: 4
    volume: { type: gp3, size: 30 GiB }
    agent:                             # the agent's own names and values
      ECS_IMAGE_PULL_BEHAVIOR: default

# As in ECS: cpu in units (1024 to a vCPU), memory in MiB.
taskDefinitions:
  api:
    networkMode: bridge
    cpu: 256
    memory: 512
    # file: ./task-definition.json     # or: what "aws ecs describe-task-definition" printed
    containers:
      - name: app
        image: api:live
        ready: lognormal(median 4s, p95 9s)    # from container start until it serves

# What happens, and when.
timeline:
  - { at: 0s, createService: api, taskDefinition: api, capacity: web, desiredCount: 12 }
  - { every: 2h, push: { image: api, tag: live } }
  - { every: 1h, updateService: api, forceNewDeployment: true }
  - { id: scale-out, at: 5h30m, scale: web, count: 6 }

# What is compared; the first value is the baseline. Or: pullcast compare FILE --vary PATH=a,b
compare:
  capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR: [default, always, once, prefer-cached]

# What must hold: a run that misses one exits with code 3.
expect:
  - start p95 < 2m
  - failed = 0
`;

const FARGATE = `# What runs tasks: on Fargate each has a host of its own, and nothing is cached.
capacity:
  web:
    launchType: FARGATE
    region: us-east-1

# As in ECS: cpu in units (1024 to a vCPU), memory in MiB.
taskDefinitions:
  api:
    cpu: 256
    memory: 512
    # file: ./task-definition.json     # or: what "aws ecs describe-task-definition" printed
    containers:
      - name: app
        image: api:live
        ready: lognormal(median 4s, p95 9s)    # from container start until it serves

# What happens, and when.
timeline:
  - { at: 0s, createService: api, taskDefinition: api, capacity: web, desiredCount: 12 }
  - { every: 2h, push: { image: api, tag: live } }
  - { every: 1h, updateService: api, forceNewDeployment: true }

# What is compared; the first variant is the baseline. Unpacking is faster with more vCPU.
compare:
  - { name: 0.25 vCPU }
  - { name: 1 vCPU, set: { taskDefinitions.api.cpu: 1024, taskDefinitions.api.memory: 2048 } }
  - { name: 2 vCPU, set: { taskDefinitions.api.cpu: 2048, taskDefinitions.api.memory: 4096 } }

# What must hold: a run that misses one exits with code 3.
expect:
  - start p95 < 3m
  - failed = 0
`;
