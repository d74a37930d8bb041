/** Scenarios that are wrong, each with the place and the words of its error. Data for a table-driven test. */
import { SMALL, small, smallAnd } from './small-scenario.js';
import { ECR, HUB, stored } from './stored-scenario.js';

export interface BadScenario {
  readonly title: string;
  readonly text: string;
  /** `line:column`. */
  readonly at: string;
  /** In message or remedy. */
  readonly says: readonly string[];
}

const LAYER = '{ size: 30 MiB, files: 100 }';
const APP = '{ name: app, image: "api:live", ready: 4s }';

const EC2_KEYS =
  'launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }';
const FARGATE = (lines: string): string =>
  small(EC2_KEYS, `launchType: FARGATE\n    ${lines}`).replace('memory: 384', 'memory: 512');

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]',
  'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]',
  'd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]',
  'e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]',
].join('\n');

export const BAD_SCENARIOS: readonly BadScenario[] = [
  // ── the form of the file ──
  { title: 'an empty file', text: '', at: '1:1', says: ['the file is empty', 'pullcast init'] },
  { title: 'a file of comments', text: '# nothing\n', at: '1:1', says: ['the file is empty'] },
  { title: 'a list', text: '- name: small\n', at: '1:1', says: ['holds a list'] },
  {
    title: 'a duplicate key',
    text: smallAnd('name: again\n'),
    at: '26:1',
    says: ['the key "name" is there twice'],
  },
  {
    title: 'a tab as indentation',
    text: small('  api:\n    layers', '\tapi:\n    layers'),
    at: '4:1',
    says: ['tab', 'spaces'],
  },
  { title: 'a tag', text: small('name: small', 'name: !!js/function x'), at: '1:7', says: ['tags such as'] },
  {
    title: 'a YAML 1.1 directive',
    text: `%YAML 1.1\n---\n${SMALL}`,
    at: '1:1',
    says: ['%YAML 1.1', 'delete this line'],
  },
  { title: 'an alias bomb', text: bomb, at: '5:41', says: ['aliases expand'] },
  {
    title: 'an alias of nothing',
    text: small('name: small', 'name: *other'),
    at: '1:7',
    says: ['no anchor "&other"'],
  },
  { title: 'a second document', text: `${SMALL}---\nname: b\n`, at: '26:1', says: ['second document'] },
  { title: 'brackets without end', text: `name: ${'['.repeat(5000)}`, at: '', says: ['nested too deeply'] },
  {
    title: 'an open quote',
    text: small('name: small', "name: 'small"),
    at: '',
    says: ['not YAML', 'close the quote'],
  },
  // ── keys ──
  {
    title: 'an unknown key',
    text: small('duration:', 'durations:'),
    at: '2:1',
    says: ['unknown key "durations"', 'did you mean "duration"'],
  },
  {
    title: 'an unknown key in a list',
    text: small(LAYER, '{ size: 30 MiB, compresion: zstd }'),
    at: '6:25',
    says: ['images.api.layers[0].compresion', '"compression"'],
  },
  {
    title: 'an unknown action',
    text: small('updateService', 'updateServise'),
    at: '24:29',
    says: ['unknown key "updateServise"', '"updateService"'],
  },
  {
    title: 'two actions in one entry',
    text: small('push:', 'runTask: api, push:'),
    at: '25:32',
    says: ['two actions', 'write two entries'],
  },
  {
    title: 'an entry in which nothing happens',
    text: smallAnd('  - { at: 1h }\n'),
    at: '26:5',
    says: ['nothing happens'],
  },
  {
    title: 'a missing key',
    text: small(LAYER, '{ files: 100 }'),
    at: '6:9',
    says: ['images.api.layers[0]', '"size" is missing'],
  },
  {
    title: 'a missing section',
    text: SMALL.replace(/timeline:[^]*/, ''),
    at: '1:1',
    says: ['"timeline" is missing'],
  },
  {
    title: 'a key without a value',
    text: small('count: 2', 'count:'),
    at: '14:5',
    says: ['is empty, and a number is needed'],
  },
  {
    title: 'a section for a value',
    text: small('count: 2', 'count: { a: 1 }'),
    at: '14:12',
    says: ['is a section, and a number'],
  },
  // ── the agent ──
  {
    title: 'a release of the agent that is none',
    text: small('agent: {', 'agent: { version: 1.48,'),
    at: '15:23',
    says: ['"1.48" is not a release', '"1.105.1"'],
  },
  {
    title: 'a setting of the agent that is a list',
    text: small('BEHAVIOR: default', 'BEHAVIOR: [default]'),
    at: '15:39',
    says: ['is a list'],
  },
  // ── the policy ──
  {
    title: 'a policy that is neither built in nor a module',
    text: small('    count: 2', '    count: 2\n    policy: amazon-ecs'),
    at: '15:13',
    says: ['unknown policy "amazon-ecs"', 'amazon-ecs-agent, documented, ./NAME.mjs'],
  },
  {
    title: 'a misspelled policy',
    text: small('    count: 2', '    count: 2\n    policy: documentd'),
    at: '15:13',
    says: ['unknown policy', 'did you mean "documented"'],
  },
  {
    title: 'a policy on Fargate',
    text: small(
      'launchType: EC2\n    instanceType: m6i.large\n    count: 2',
      'launchType: FARGATE\n    policy: documented',
    )
      .replace(/    agent: .*\n/, '')
      .replace('memory: 384', 'memory: 512'),
    at: '13:5',
    says: ['unknown key "policy"'],
  },
  // ── quantities ──
  {
    title: 'a size without a unit',
    text: small('30 MiB', '30'),
    at: '6:17',
    says: ['"30" has no unit', '"30 MB" or "30 MiB"'],
  },
  {
    title: 'a size with a wrong unit',
    text: small('30 MiB', '30 Mib'),
    at: '6:17',
    says: ['"Mib" is not a unit', '"30 MiB"'],
  },
  {
    title: 'a duration for a size',
    text: small('30 MiB', '30 min'),
    at: '6:17',
    says: ['is a duration, not a size'],
  },
  { title: 'a layer without content', text: small('30 MiB', '0 B'), at: '6:17', says: ['is nothing'] },
  { title: 'a negative size', text: small('30 MiB', '-30 MiB'), at: '6:17', says: ['negative'] },
  {
    title: 'a negative count',
    text: small('count: 2', 'count: -2'),
    at: '14:12',
    says: ['-2 is too small', 'at least 0'],
  },
  {
    title: 'a huge count',
    text: small('desiredCount: 4', 'desiredCount: 4000000000'),
    at: '23:49',
    says: ['4000000000 is too large', '100000'],
  },
  {
    title: 'a fraction of a task',
    text: small('desiredCount: 4', 'desiredCount: 4.5'),
    at: '23:49',
    says: ['4.5 is not whole'],
  },
  {
    title: 'huge runs',
    text: smallAnd('runs: 100000\n'),
    at: '26:7',
    says: ['100000 is too large', '10000'],
  },
  {
    title: 'a wrong distribution',
    text: small('ready: 4s', 'ready: lognormal(median 9s, p95 4s)'),
    at: '21:48',
    says: ['below the median'],
  },
  {
    title: 'a distribution with a wrong name',
    text: small('ready: 4s', 'ready: lognorml(median 4s, p95 9s)'),
    at: '21:48',
    says: ['lognorm'],
  },
  {
    title: 'an entry that happens a billion times',
    text: small('every: 1h, push', 'every: 1us, push'),
    at: '25:14',
    says: ['times', '1000000'],
  },
  {
    title: 'a period of nothing',
    text: small('every: 1h, push', 'every: 0s, push'),
    at: '25:14',
    says: ['period of 0'],
  },
  {
    title: 'no time at all',
    text: small('duration: 2h', 'duration: 0s'),
    at: '2:11',
    says: ['nothing happens in no time'],
  },
  // ── names of the catalogue ──
  {
    title: 'an unknown Region',
    text: small('region: us-east-1', 'region: us-esat-1'),
    at: '9:29',
    says: ['unknown Region "us-esat-1"', '"us-east-1"'],
  },
  {
    title: 'an unknown instance type',
    text: small('m6i.large', 'm6i.lagre'),
    at: '13:19',
    says: ['unknown instance type', '"m6i.large"'],
  },
  {
    title: 'an unknown registry type',
    text: small('type: ecr', 'type: ecrr'),
    at: '9:16',
    says: ['"ecrr" is not one of', 'did you mean "ecr"'],
  },
  {
    title: 'an unknown catalogue image',
    text: small('layers:\n      - ' + LAYER, 'from: pyhton:3.12'),
    at: '5:11',
    says: ['unknown image of the catalogue', '"python:3.12"'],
  },
  {
    title: 'an unknown launch type',
    text: small('EC2', 'EC3'),
    at: '12:17',
    says: ['"EC3" is not one of "EC2", "FARGATE"'],
  },
  {
    title: 'an unknown setting of the agent',
    text: small('PULL_BEHAVIOR', 'PULL_BEHAVIOUR'),
    at: '15:14',
    says: ['unknown key', '"ECS_IMAGE_PULL_BEHAVIOR"'],
  },
  // ── names of the scenario ──
  {
    title: 'an unknown image',
    text: small('"api:live"', '"app:live"'),
    at: '21:29',
    says: ['unknown image "app"', '"api"'],
  },
  {
    title: 'a tag that nobody creates',
    text: small('"api:live"', '"api:liev"'),
    at: '21:29',
    says: ['never has the tag "liev"', '"live"'],
  },
  {
    title: 'an unknown registry',
    text: small('tags: [live]', 'tags: [live]\n    repository: ecx/api').replace(
      'capacity:',
      '  hub: { type: docker-hub }\ncapacity:',
    ),
    at: '8:17',
    says: ['unknown registry "ecx"', '"ecr"'],
  },
  {
    title: 'an unknown capacity',
    text: small('createService: api,', 'createService: api, capacity: wep,'),
    at: '23:45',
    says: ['unknown capacity "wep"', '"web"'],
  },
  {
    title: 'an unknown task definition',
    text: small('createService: api,', 'createService: api, taskDefinition: apo,'),
    at: '23:51',
    says: ['unknown task definition "apo"'],
  },
  {
    title: 'an unknown service',
    text: small('updateService: api', 'updateService: apt'),
    at: '24:44',
    says: ['unknown service "apt"', '"api"'],
  },
  {
    title: 'a push of an unknown image',
    text: small('image: api, tag', 'image: apj, tag'),
    at: '25:33',
    says: ['unknown image "apj"'],
  },
  {
    title: 'an image without layers',
    text: small('layers:\n      - ' + LAYER, 'scale: 2'),
    at: '4:3',
    says: ['the image has no layers'],
  },
  {
    title: 'two sizes for one layer',
    text: small(
      LAYER,
      '{ size: 30 MiB, name: base }\n  web:\n    layers:\n      - { size: 31 MiB, name: base }',
    )
      .replace('    tags: [live]\n', '')
      .replace('"api:live"', 'api'),
    at: '7:3',
    says: ['"base" has another size in image "api"'],
  },
  // ── tasks ──
  {
    title: 'a cyclic dependsOn',
    text: small(
      `- ${APP}`,
      '- { name: a, image: "api:live", dependsOn: [{ containerName: b, condition: START }] }\n      - { name: b, image: "api:live", dependsOn: [{ containerName: a, condition: START }] }',
    ),
    at: '21:39',
    says: ['wait for each other: a → b → a'],
  },
  {
    title: 'dependsOn of an unknown container',
    text: small('ready: 4s', 'dependsOn: [{ containerName: ap, condition: START }]'),
    at: '21:70',
    says: ['unknown container "ap"'],
  },
  {
    title: 'a wait for what never ends',
    text: small(
      `- ${APP}`,
      `- ${APP}\n      - { name: b, image: "api:live", dependsOn: [{ containerName: app, condition: COMPLETE }] }`,
    ),
    at: '22:84',
    says: ['waits until "app" has ended', 'essential: false'],
  },
  {
    title: 'a link to nothing',
    text: small('ready: 4s', 'links: [db]'),
    at: '21:49',
    says: ['unknown container "db"', 'the others are: none'],
  },
  {
    title: 'a link that is none',
    text: small('ready: 4s', 'links: ["a:b:c"]'),
    at: '21:49',
    says: ['"a:b:c" is not a link'],
  },
  {
    title: 'links in a network mode without them',
    text: small(APP, `${APP}\n      - { name: b, image: "api:live", links: [app] }\n    networkMode: awsvpc`),
    at: '22:39',
    says: ['links need the network mode bridge', 'dependsOn with START'],
  },
  {
    title: 'an exit code that is none',
    text: small('ready: 4s', 'lifetime: 1m, exitCode: 256'),
    at: '21:65',
    says: ['256 is too large', '255'],
  },
  {
    title: 'a restart policy that says nothing',
    text: small('ready: 4s', 'restartPolicy: { restartAttemptPeriod: 60 }'),
    at: '21:41',
    says: ['"enabled" is missing'],
  },
  {
    title: 'a restart period that ECS refuses',
    text: small('ready: 4s', 'restartPolicy: { enabled: true, restartAttemptPeriod: 10 }'),
    at: '21:95',
    says: ['10 is too small', 'at least 60'],
  },
  {
    title: 'a use of CPU beyond the CPU that there is',
    text: small('    cpu: 256', '    cpuUse: 150 %\n    cpu: 256'),
    at: '18:13',
    says: ['more than the whole'],
  },
  {
    title: 'an outage of an image that is not there',
    text: smallAnd('  - { outage: { state: unreachable, for: 1m, image: apo } }\n'),
    at: '26:53',
    says: ['unknown image "apo"', 'did you mean "api"'],
  },
  {
    title: 'an outage of an unknown stage',
    text: smallAnd('  - { outage: { state: unreachable, for: 1m, stage: layer } }\n'),
    at: '26:53',
    says: ['"layer" is not one of', 'did you mean "layers"'],
  },
  {
    title: 'an outage of the attempt before the first',
    text: smallAnd('  - { outage: { state: unreachable, for: 1m, attempt: 0 } }\n'),
    at: '26:55',
    says: ['0 is too small', 'at least 1'],
  },
  {
    title: 'an outage that strikes nothing',
    text: smallAnd('  - { outage: { state: auth-failing, for: 1m, stage: layers } }\n'),
    at: '26:54',
    says: ['strikes nothing', '"manifest" or "pull"'],
  },
  {
    title: 'an image that was built in no known unit',
    text: small('tags: [live]', 'tags: [live]\n    built: 30'),
    at: '8:12',
    says: ['30'],
  },
  {
    title: 'no essential container',
    text: small('ready: 4s', 'essential: false'),
    at: '20:5',
    says: ['no container is essential'],
  },
  {
    title: 'a task that no instance can hold',
    text: small('memory: 384', 'memory: 64000'),
    at: '17:3',
    says: ['more than an instance of "web" has'],
  },
  {
    title: 'Fargate with bridge mode',
    text: small(
      'launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }',
      'launchType: FARGATE',
    ).replace('memory: 384', 'memory: 512\n    networkMode: bridge'),
    at: '17:18',
    says: ['network mode "bridge"', '"awsvpc"'],
  },
  {
    title: 'a size that Fargate does not have',
    text: small(
      'launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }',
      'launchType: FARGATE',
    ),
    at: '16:13',
    says: ['no tasks of 256 CPU units with 384 MiB', '512, 1024, 2048'],
  },
  {
    title: 'agent settings on Fargate',
    text: small('launchType: EC2\n    instanceType: m6i.large\n    count: 2', 'launchType: FARGATE').replace(
      '384',
      '512',
    ),
    at: '13:5',
    says: ['unknown key "agent"'],
  },
  {
    title: 'a task definition file that is not there',
    text: small(`containers:\n      - ${APP}`, 'file: ./td.json'),
    at: '20:11',
    says: ['cannot read', './td.json'],
  },
  {
    title: 'a manifest that is not there',
    text: small('layers:\n      - ' + LAYER, 'manifest: ./api.json'),
    at: '5:15',
    says: ['cannot read', './api.json'],
  },
  // ── registries, their limits and copies; networks ──
  {
    title: 'a request rate that is none',
    text: stored(['ecr: { type: ecr, quotas: { BatchGetImage: 100 } }']),
    at: '4:46',
    says: ['"100" has no unit', '"100/s"'],
  },
  {
    title: 'a quota of nothing',
    text: stored(['ecr: { type: ecr, quotas: { BatchGetImage: 0/s } }']),
    at: '4:46',
    says: ['is nothing', '"unlimited"'],
  },
  {
    title: 'an unknown quota',
    text: stored(['ecr: { type: ecr, quotas: { BatchGetImages: 5/s } }']),
    at: '4:31',
    says: ['unknown key "BatchGetImages"', '"BatchGetImage"'],
  },
  {
    title: 'quotas that are neither rates nor none',
    text: stored(['ecr: { type: ecr, quotas: nome }']),
    at: '4:29',
    says: ['none'],
  },
  {
    title: 'a limit without a time',
    text: stored([ECR, 'hub: { type: docker-hub, limit: 100 }']),
    at: '5:35',
    says: ['not so many in a time', '100 per 6h'],
  },
  {
    title: 'a limit of nothing',
    text: stored([ECR, 'hub: { type: docker-hub, limit: 0 per 6h }']),
    at: '5:35',
    says: ['allows nothing', '"none"'],
  },
  {
    title: 'a limit over no time',
    text: stored([ECR, 'hub: { type: docker-hub, limit: 5 per 0s }']),
    at: '5:35',
    says: ['counts over no time'],
  },
  {
    title: 'an account that Docker Hub does not know',
    text: stored([ECR, 'hub: { type: docker-hub, account: aws }']),
    at: '5:37',
    says: ['docker-hub knows no account "aws"', 'anonymous, personal'],
  },
  {
    title: 'an account that nobody knows',
    text: stored([ECR, 'hub: { type: docker-hub, account: personel }']),
    at: '5:37',
    says: ['is not one of', '"personal"'],
  },
  {
    title: 'an abuse limit of bytes',
    text: stored([ECR, 'hub: { type: docker-hub, abuseLimit: 5 GB per 1m }']),
    at: '5:40',
    says: ['counts requests, and not bytes', '3000 per 1m'],
  },
  {
    title: 'an abuse limit of another registry',
    text: stored(['ecr: { type: ecr, abuseLimit: none }']),
    at: '4:21',
    says: ['"abuseLimit" is not for a registry of type ecr', 'docker-hub'],
  },
  {
    title: 'an unknown window',
    text: stored([ECR, 'hub: { type: docker-hub, limitWindow: slidng }']),
    at: '5:41',
    says: ['did you mean "sliding"'],
  },
  {
    title: 'a key of another type',
    text: stored([ECR, 'hub: { type: docker-hub, quotas: none }']),
    at: '5:28',
    says: ['"quotas" is not for a registry of type docker-hub'],
  },
  {
    title: 'a Region for a cache in ECR',
    text: stored([ECR, HUB, 'cache: { type: ecr-pull-through-cache, region: us-east-1 }']),
    at: '6:42',
    says: ['is that of the ECR registry', 'write it there'],
  },
  {
    title: 'a replication to nowhere',
    text: stored(['ecr: { type: ecr, replication: [{ to: ec }] }']),
    at: '4:41',
    says: ['unknown registry "ec"', '"ecr"'],
  },
  {
    title: 'a replication to itself',
    text: stored(['ecr: { type: ecr, replication: [{ to: ecr }] }']),
    at: '4:41',
    says: ['not replicated to itself'],
  },
  {
    title: 'a replication out of ECR',
    text: stored(['ecr: { type: ecr, replication: [{ to: hub }] }', HUB]),
    at: '4:41',
    says: ['ECR replicates only to ECR'],
  },
  {
    title: 'a cache of an unknown registry',
    text: stored([ECR, HUB, 'cache: { type: ecr-pull-through-cache, upstream: hup }']),
    at: '6:52',
    says: ['unknown registry "hup"', '"hub"'],
  },
  {
    title: 'a cache of nothing',
    text: stored([ECR, 'cache: { type: ecr-pull-through-cache }']),
    at: '5:3',
    says: ['no other registry'],
  },
  {
    title: 'a cache of one of several',
    text: stored([ECR, HUB, 'pub: { type: ecr-public }', 'cache: { type: ecr-pull-through-cache }']),
    at: '7:10',
    says: ['"upstream" does not say which', 'hub, pub'],
  },
  {
    title: 'a cache of itself',
    text: stored([ECR, HUB, 'cache: { type: ecr-pull-through-cache, upstream: ecr }']),
    at: '6:52',
    says: ['does not copy from itself'],
  },
  {
    title: 'a cache of a cache',
    text: stored([
      ECR,
      HUB,
      'cache: { type: ecr-pull-through-cache, upstream: hub }',
      'two: { type: mirror, upstream: cache }',
    ]),
    at: '7:34',
    says: ['caches are not chained'],
  },
  {
    title: 'a cache without ECR',
    text: stored([HUB, 'cache: { type: ecr-pull-through-cache }'], { repository: 'hub/library/api' }),
    at: '5:3',
    says: ['no registry of type ecr', 'add one'],
  },
  {
    title: 'a cache in what is not ECR',
    text: stored([ECR, HUB, 'cache: { type: ecr-pull-through-cache, registry: hub }']),
    at: '6:52',
    says: ['"hub" is not of type ecr'],
  },
  {
    title: 'a cache of what ECR does not know',
    text: stored([ECR, 'own: { type: generic, host: acme.org }', 'cache: { type: ecr-pull-through-cache }']),
    at: '6:3',
    says: ['no pull-through cache for "acme.org"', 'mirror'],
  },
  {
    title: 'a prefix that ECR refuses',
    text: stored([ECR, HUB, 'cache: { type: ecr-pull-through-cache, prefix: Hub }']),
    at: '6:50',
    says: ['"Hub" is no prefix of ECR', 'docker-hub'],
  },
  {
    title: 'a name that is no prefix',
    text: stored([ECR, 'Hub: { type: docker-hub }', 'cache: { type: ecr-pull-through-cache }']),
    at: '6:3',
    says: ['"Hub" is no prefix of ECR', 'add "prefix:"'],
  },
  {
    title: 'two rules with one prefix',
    text: stored([
      ECR,
      HUB,
      'cache: { type: ecr-pull-through-cache }',
      'two: { type: ecr-pull-through-cache, upstream: hub }',
    ]),
    at: '7:3',
    says: ['has the prefix "hub" too'],
  },
  {
    title: 'more rules than ECR has',
    text: stored([
      ECR,
      HUB,
      "rule: { type: ecr-pull-through-cache, upstream: hub, repeat: 51, prefix: 'p-{i}' }",
    ]),
    at: '6:3',
    says: ['more than 50 rules'],
  },
  {
    title: 'a cache that syncs all the time',
    text: stored([ECR, HUB, 'cache: { type: ecr-pull-through-cache, syncEvery: 0s }']),
    at: '6:53',
    says: ['a period of 0'],
  },
  {
    title: 'a cache that copies on its own, and has not',
    text: stored([ECR, HUB, 'cache: { type: ecr-pull-through-cache, syncEvery: 6h, holdsAtStart: false }']),
    at: '6:71',
    says: ['what copies on its own has copied before time zero'],
  },
  {
    title: 'a cache without an account at Docker Hub',
    text: stored([ECR, HUB, 'cache: { type: ecr-pull-through-cache, account: anonymous }']),
    at: '6:51',
    says: ['only with the credentials'],
  },
  {
    title: 'an account where none matters',
    text: stored([
      ECR,
      'quay: { type: generic, host: quay.io }',
      'cache: { type: ecr-pull-through-cache, account: personal }',
    ]),
    at: '6:42',
    says: ['do not depend on an account'],
  },
  {
    title: 'an official image without library',
    text: stored([ECR, HUB, 'cache: { type: ecr-pull-through-cache }'], { repository: 'cache/api' }),
    at: '2:63',
    says: ['"library/api"', '"cache/library/api"'],
  },
  {
    title: 'a copy that no rule makes',
    text: stored([ECR, 'eu: { type: ecr, region: eu-west-1 }'], { image: 'eu/team/api:live' }),
    at: '9:66',
    says: ['unknown image "eu/team/api"'],
  },
  {
    title: 'an unknown network',
    text: stored([ECR], { capacity: 'subnets: privat', more: 'network: { private: {} }' }),
    at: '6:36',
    says: ['unknown network "privat"', '"private"'],
  },
  {
    title: 'a network in two Regions',
    text: stored([ECR], {
      capacity: 'subnets: a } \n  far: { launchType: EC2, region: eu-west-1, subnets: a',
      more: 'network: { a: {} }',
    }).replace('createService: api', 'createService: api, capacity: web'),
    at: '7:3',
    says: ['in us-east-1', 'subnets of its own'],
  },
  {
    title: 'an unknown endpoint',
    text: stored([ECR], { more: 'network: { private: { endpoints: [ecr, s4] } }' }),
    at: '11:40',
    says: ['"s4" is not one of', '"s3"'],
  },
  {
    title: 'two endpoints for layers',
    text: stored([ECR], { more: 'network: { private: { endpoints: [s3, s3-interface] } }' }),
    at: '11:34',
    says: ['layers take one way'],
  },
  {
    title: 'a gateway that shrinks',
    text: stored([ECR], {
      more: 'network: { private: { natGateway: { maxBandwidth: 1 Gbps, bandwidth: 2 Gbps } } }',
    }),
    at: '11:51',
    says: ['it begins with 2 Gbps'],
  },
  {
    title: 'a gateway that doubles in no time',
    text: stored([ECR], { more: 'network: { private: { natGateway: { doublingTime: 0s } } }' }),
    at: '11:51',
    says: ['doubles in no time'],
  },
  {
    title: 'an unknown NAT instance',
    text: stored([ECR], {
      more: 'network: { private: { internet: nat-instance, natInstance: { instanceType: t3.midium } } }',
    }),
    at: '11:76',
    says: ['unknown instance type', '"t3.medium"'],
  },
  {
    title: 'unknown peers',
    text: stored([ECR], { capacity: 'peerToPeer: speegel' }),
    at: '6:39',
    says: ['did you mean "spegel"'],
  },
  {
    title: 'peers with settings of others',
    text: stored([ECR], { capacity: 'runtime: containerd-2.2, peerToPeer: { pieceSize: 1 MiB }' }),
    at: '6:66',
    says: ['spegel has no such setting', 'kraken'],
  },
  {
    title: 'a lifecycle outside ECR',
    text: stored([ECR, HUB], {
      repository: 'hub/library/api',
      ofImage: 'lifecycle: [{ tagStatus: any, countType: imageCountMoreThan, countNumber: 3 }]',
    }),
    at: '2:80',
    says: ['lifecycle policies are of ECR'],
  },
  {
    title: 'a count of images in days',
    text: stored([ECR], {
      ofImage:
        'lifecycle: [{ tagStatus: any, countType: imageCountMoreThan, countNumber: 3, countUnit: days }]',
    }),
    at: '2:154',
    says: ['imageCountMoreThan counts images'],
  },
  {
    title: 'prefixes of tags that nobody looks at',
    text: stored([ECR], {
      ofImage:
        'lifecycle: [{ tagStatus: untagged, tagPrefixList: [v], countType: sinceImagePushed, countNumber: 3 }]',
    }),
    at: '2:112',
    says: ['looks at no tag', 'tagStatus: tagged'],
  },
  {
    title: 'a rule for any image before others',
    text: stored([ECR], {
      ofImage:
        'lifecycle: [{ tagStatus: any, countType: imageCountMoreThan, countNumber: 3 }, { tagStatus: untagged, countType: sinceImagePushed, countNumber: 3 }]',
    }),
    at: '2:102',
    says: ['comes last'],
  },
  {
    title: 'an outage that speeds up',
    text: smallAnd('  - { outage: { state: slow, factor: 0.5, for: 1m } }\n'),
    at: '26:38',
    says: ['0.5 is too small', 'at least 1'],
  },
  {
    title: 'a factor of what is not slow',
    text: smallAnd('  - { outage: { state: throttled, factor: 3, for: 1m } }\n'),
    at: '26:35',
    says: ['nothing is slower', 'state: slow'],
  },
  {
    title: 'corrupted manifests',
    text: smallAnd('  - { outage: { state: corrupted, stage: manifest, for: 1m } }\n'),
    at: '26:42',
    says: ['strikes nothing', '"pull" or "layers"'],
  },
  // ── variants and thresholds ──
  {
    title: 'a compare path that does not exist',
    text: smallAnd('compare:\n  capacity.wep.count: [2, 3]\n'),
    at: '27:3',
    says: ['does not exist', 'no "wep" in capacity', '"web"'],
  },
  {
    title: 'a compare path with an unknown key',
    text: smallAnd('compare:\n  capacity.web.cuont: [2, 3]\n'),
    at: '27:3',
    says: ['unknown key "cuont"', '"count"'],
  },
  {
    title: 'a compare path with an unknown item',
    text: smallAnd('compare:\n  "timeline[agian].every": [1h, 2h]\n'),
    at: '27:3',
    says: ['no item "agian"', '"again"'],
  },
  {
    title: 'a value of compare that is wrong',
    text: smallAnd('compare:\n  capacity.web.count: [2, -3]\n'),
    at: '27:27',
    says: ['variant "-3"', 'too small'],
  },
  {
    title: 'two paths in compare',
    text: smallAnd('compare:\n  capacity.web.count: [2, 3]\n  duration: [1h, 2h]\n'),
    at: '26:1',
    says: ['takes one path', 'vary'],
  },
  {
    title: 'a comparison of what all variants share',
    text: smallAnd('compare:\n  seed: [1, 2]\n'),
    at: '27:3',
    says: ['"seed" is the same for all variants'],
  },
  {
    title: 'a variant with the name of another',
    text: smallAnd('compare:\n  - { name: a }\n  - { name: a, set: { duration: 1h } }\n'),
    at: '28:33',
    says: ['second variant is called "a"'],
  },
  // ── Fargate, Windows, Managed Instances ──
  {
    title: 'Fargate Spot for Windows',
    text: FARGATE(
      'operatingSystemFamily: WINDOWS_SERVER_2022_CORE\n    capacityProvider: FARGATE_SPOT',
    ).replace('cpu: 256\n    memory: 512', 'cpu: 1024\n    memory: 2048'),
    at: '14:23',
    says: ['AWS does not sell Fargate Spot for Windows', '"capacityProvider: FARGATE"'],
  },
  {
    title: 'a platform version of the other system',
    text: FARGATE('platformVersion: 1.0.0'),
    at: '13:22',
    says: ['no platform version 1.0.0 for Linux', '"1.4.0" or "LATEST"'],
  },
  {
    title: 'a misspelled key of Fargate',
    text: FARGATE('efsProvisonTime: 2s'),
    at: '13:5',
    says: ['unknown key "efsProvisonTime"', 'did you mean "efsProvisionTime"'],
  },
  {
    title: 'a Windows task that is too small',
    text: FARGATE('operatingSystemFamily: WINDOWS_SERVER_2022_CORE'),
    at: '16:10',
    says: ['no Windows tasks of 256 CPU units', 'cpu can be 1024, 2048, 4096'],
  },
  {
    title: 'a misspelled family of operating systems',
    text: FARGATE('operatingSystemFamily: WINDOWS_SERVER_2022_COR'),
    at: '13:28',
    says: ['did you mean "WINDOWS_SERVER_2022_CORE"'],
  },
  {
    title: 'a misspelled base image',
    text: small('tags: [live]', 'tags: [live]\n    base: { image: servercor }'),
    at: '8:20',
    says: ['did you mean "servercore"'],
  },
  {
    title: 'a base image of Windows below Linux',
    text: small('tags: [live]', 'tags: [live]\n    base: {}\n    from: python:3.12'),
    at: '8:5',
    says: ['"python:3.12" has no base image of Windows'],
  },
  {
    title: 'more managed instances than there may be',
    text: small(EC2_KEYS, 'launchType: MANAGED_INSTANCES\n    count: 3\n    maximumCount: 2'),
    at: '14:19',
    says: ['is less than the 3 instances of time zero'],
  },
  {
    title: 'a threshold with a typo',
    text: smallAnd('expect:\n  - strat p95 < 60s\n'),
    at: '27:5',
    says: ['"strat" is not a result', 'did you mean "start"'],
  },
  {
    title: 'a threshold without a unit',
    text: smallAnd('expect:\n  - start p95 < 60\n'),
    at: '27:5',
    says: ['"60" has no unit'],
  },
  {
    title: 'a threshold of an unknown variant',
    text: smallAnd(
      'expect:\n  - start p95 of onec < 60s\ncompare:\n  capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR: [default, once]\n',
    ),
    at: '27:5',
    says: ['no variant "onec"', '"once"'],
  },
  {
    title: 'a service that nobody creates in measure',
    text: smallAnd('measure: { service: ap }\n'),
    at: '26:21',
    says: ['unknown service "ap"'],
  },
];
