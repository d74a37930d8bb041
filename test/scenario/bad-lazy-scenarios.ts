/** Wrong scenarios about lazy loading, for the table of bad scenarios. */
import type { BadScenario } from './bad-scenarios.js';
import { SMALL, small, smallAnd } from './small-scenario.js';

const TAGS = '    tags: [live]\n';
const image = (keys: string, text = SMALL): string => text.replace(TAGS, () => `    ${keys}\n${TAGS}`);
const container = (keys: string): string => small('ready: 4s', `ready: 4s, ${keys}`);
const capacity = (keys: string): string => small('    count: 2\n', `    count: 2\n    ${keys}\n`);

export const BAD_LAZY_SCENARIOS: readonly BadScenario[] = [
  {
    title: 'an index that is neither wanted nor described',
    text: image('soci: yes please'),
    at: '7:11',
    says: ['images.api.soci', 'a section'],
  },
  {
    title: 'a typo in an index',
    text: image('soci: { versoin: v2 }'),
    at: '7:13',
    says: ['unknown key "versoin"', '"version"'],
  },
  {
    title: 'an index of an unknown version',
    text: image('soci: { version: v3 }'),
    at: '7:22',
    says: ['"v3"', '"v1"'],
  },
  {
    title: 'a builder without a unit',
    text: image('soci: { builtAfter: 90 }'),
    at: '7:25',
    says: ['has no unit', '"90s"'],
  },
  {
    title: 'an index that follows what nobody copies',
    text: image('soci: { follows: [replicaton] }'),
    at: '7:23',
    says: ['"replicaton"', '"replication"'],
  },
  {
    title: 'spans of nothing',
    text: image('soci: { spanSize: 0 B }'),
    at: '7:23',
    says: ['is nothing'],
  },
  {
    title: 'two ways to load one image lazily',
    text: image('soci: true\n    estargz: true'),
    at: '8:5',
    says: ['"soci" and "estargz" are both there', 'keep one'],
  },
  {
    title: 'the end of an index that nobody has',
    text: smallAnd('  - { at: 1h, deleteIndex: { image: api } }\n'),
    at: '26:37',
    says: ['image "api" has no index', 'images.api.soci'],
  },
  {
    title: 'a push without an index that there never is',
    text: smallAnd('  - { at: 1h, push: { image: api, index: false } }\n'),
    at: '26:35',
    says: ['has no SOCI index'],
  },
  {
    title: 'a push on a new base of an image without one',
    text: smallAnd('  - { at: 1h, push: { image: api, rebase: true } }\n'),
    at: '26:35',
    says: ['no base that is released anew', 'images.api.base'],
  },
  {
    title: 'an unknown access profile',
    text: container('reads: jvaa'),
    at: '21:59',
    says: ['unknown access profile "jvaa"', 'did you mean "java"'],
  },
  {
    title: 'more than all of an image',
    text: container('reads: { share: 140 % }'),
    at: '21:68',
    says: ['more than the whole'],
  },
  {
    title: 'first requests without end',
    text: container('reads: { requests: { count: 20000 } }'),
    at: '21:80',
    says: ['20000', '10000'],
  },
  {
    title: 'a health check that is never made',
    text: container('healthCheck: { command: [x], interval: 1 }'),
    at: '21:91',
    says: ['healthCheck.interval', 'at least 5'],
  },
  {
    title: 'a grace period with a unit, which AWS does not take',
    text: small('createService: api,', 'createService: api, healthCheckGracePeriodSeconds: 60s,'),
    at: '23:66',
    says: ['healthCheckGracePeriodSeconds'],
  },
  {
    title: 'a snapshotter’s settings of a runtime that has none',
    text: capacity('runtime: { preset: docker-25, lazy: { readStreams: 2 } }'),
    at: '15:35',
    says: ['docker-25 loads nothing lazily', 'soci or stargz'],
  },
  {
    title: 'a typo in the rules of lazy loading',
    text: capacity('soci: { allornothing: true }'),
    at: '15:13',
    says: ['unknown key "allornothing"', '"allOrNothing"'],
  },
];
