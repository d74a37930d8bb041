/**
 * The parts of docs/scenario.md that follow from the code: between `<!-- from the code: NAME -->` and `<!-- end -->` stands
 * what the part of that name says. All else in the file is written by hand, and kept.
 */
import { format } from 'prettier';
import { accessProfileNames, findAccessProfile } from '../../src/catalog/access-profiles.js';
import { imageNames, loadImageArchive } from '../../src/catalog/images.js';
import { instanceTypeNames, loadInstanceTypes } from '../../src/catalog/instance-types.js';
import { regionCodes } from '../../src/catalog/regions.js';
import { runtimeNames } from '../../src/catalog/runtimes.js';
import { EXIT_MEANINGS } from '../../src/cli/exit-codes.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { THRESHOLD_FORMS } from '../../src/scenario/parse-threshold.js';
import { scenarioJsonSchema } from '../../src/scenario/scenario-json-schema.js';
import { SHARED_KEYS } from '../../src/scenario/schema/scenario-file.js';
import { ACTIONS } from '../../src/scenario/schema/timeline.js';
import { formatPercent } from '../../src/units/share.js';
import { inside, keyTable, type Node } from './key-tables.js';

const root = scenarioJsonSchema() as Node;
const section = (key: string): Node => inside(root.properties?.[key] ?? {});
const kinds = (node: Node): readonly Node[] => node.anyOf ?? node.oneOf ?? [];

/** Little more than what a scenario must have, so that everything else in it is a default. */
const BARE = (launchType: string): string => `
images: { app: { layers: [{ size: 1 MB }] } }
capacity: { it: { launchType: ${launchType} } }
taskDefinitions: { app: { cpu: 256, memory: 512, containers: [{ name: app, image: 'app:latest' }] } }
timeline: [{ createService: app }]
`;

/** Defaults by key below a path, as `pullcast show` prints them. */
function defaultsBelow(path: string, launchType = 'EC2'): Record<string, string> {
  const rows = parseScenario(BARE(launchType)).provenance;
  return Object.fromEntries(
    rows
      .filter((row) => row.path.startsWith(`${path}.`) && row.origin !== 'file')
      .map(({ path: full, value }) => [full.slice(path.length + 1), brief(value)]),
  );
}

/** Defaults of a network with interface endpoints and a NAT gateway. */
function networkDefaults(): Record<string, string> {
  const network = '{ private: { endpoints: [ecr, s3] } }';
  const rows = parseScenario(`${BARE('EC2')}network: ${network}`).provenance;
  const path = 'network.private.';
  const below = rows.filter((row) => row.path.startsWith(path) && row.origin !== 'file');
  return Object.fromEntries(below.map((row) => [row.path.slice(path.length), brief(row.value)]));
}

/** A measured sample is long, and `show` prints it whole. */
function brief(value: string): string {
  const items = /^empirical\((.*)\)$/.exec(value)?.[1]?.split(', ') ?? [];
  const text = value.replace(/(sigma \d\.\d\d)\d+/, '$1');
  return items.length > 5 ? `${items.length} measured values, ${items[0]} to ${items.at(-1)}` : `\`${text}\``;
}

const WHEN = ['id', 'at', 'every', 'from', 'until'];

function timelineTables(): string {
  const entries = kinds(section('timeline'));
  const [first] = entries;
  const shared = keyTable({
    properties: Object.fromEntries(WHEN.map((key) => [key, first?.properties?.[key] ?? {}])),
  });
  const each = entries.map(
    (entry, index) =>
      `### \`${ACTIONS[index]}\`\n\n${entry.description}.\n\n${keyTable(entry, { without: WHEN })}`,
  );
  return [shared, ...each].join('\n\n');
}

function capacityTables(): string {
  const [ec2 = {}, fargate = {}, managed = {}] = kinds(section('capacity'));
  return [
    '### EC2',
    keyTable(ec2, { known: defaultsBelow('capacity.it'), without: ['agent'] }),
    '### Fargate',
    keyTable(fargate, { known: defaultsBelow('capacity.it', 'FARGATE') }),
    'Keys of `launchRate`:',
    sectionTable(fargate.properties?.['launchRate'], defaultsBelow('capacity.it.launchRate', 'FARGATE')),
    'Keys of `imageCache`:',
    sectionTable(fargate.properties?.['imageCache']),
    '### Managed Instances',
    keyTable(managed, { known: defaultsBelow('capacity.it', 'MANAGED_INSTANCES') }),
  ].join('\n\n');
}

function agentTable(): string {
  const defaults = defaultsBelow('capacity.it.agent');
  const [ec2] = kinds(section('capacity'));
  const known = ec2?.properties?.['agent']?.properties ?? {};
  const settings = Object.entries(defaults).map(
    ([key, value]) =>
      `| \`${key}\` | ${known[key]?.description?.replace(/\. Default: .*/, '') ?? ''} | ${value} |`,
  );
  return ['| setting | means | default |', '| --- | --- | --- |', ...settings].join('\n');
}

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** Names before the colon, or the dot, once each. */
const families = (names: readonly string[], separator: string): readonly string[] => [
  ...new Set(names.map((name) => name.split(separator)[0] ?? '')),
];

function catalogueList(): string {
  const images = imageNames();
  const types = instanceTypeNames();
  return [
    `- \`from\`: ${images.length} tags of ${code(families(images, ':'))}`,
    `- \`instanceType\`: ${types.length} types of the families ${code(families(types, '.'))}`,
    `- \`runtime\`: ${code(runtimeNames())}`,
    `- \`region\`: ${code(regionCodes())}`,
  ].join('\n');
}

const exitCodes = (): string =>
  [
    '| code | meaning |',
    '| --- | --- |',
    ...EXIT_MEANINGS.map(([number, text]) => `| ${number} | ${text} |`),
  ].join('\n');

/** The settings of a preset: the branch of the key that is a section. */
function settingsTable(key: string): string {
  const [ec2] = kinds(section('capacity'));
  const settings = ec2?.properties?.[key]?.anyOf?.find((each) => each.properties !== undefined);
  return keyTable(settings ?? {});
}

/** The keys of what can be a section or something shorter. */
function sectionTable(key: Node | undefined, known: Readonly<Record<string, string>> = {}): string {
  return keyTable((key?.anyOf ?? []).find((each) => each.properties !== undefined) ?? {}, { known });
}

/** Profiles of what containers read of their images. */
const profiles = (): string =>
  [
    '| profile | reads of its image | is for |',
    '| --- | --- | --- |',
    ...accessProfileNames().map((name) => {
      const profile = findAccessProfile(name);
      return `| \`${name}\` | ${formatPercent(profile?.reads.share ?? 0)} | ${profile?.what ?? ''} |`;
    }),
  ].join('\n');

const LIMIT_KEYS = [
  'quotas',
  'quotaBurst',
  'headCounts',
  'account',
  'limit',
  'limitCounts',
  'limitWindow',
  'limitBy',
  'abuseLimit',
];

/** Keys of a registry: some of them, or all but them. */
function registryTable(keys: readonly string[], which: 'these' | 'others'): string {
  const { properties = {} } = section('registries');
  const picked = Object.entries(properties).filter(([key]) => keys.includes(key) === (which === 'these'));
  return keyTable({ properties: Object.fromEntries(picked) }, { known: defaultsBelow('registries.ecr') });
}

function cacheKeys(): readonly string[] {
  const all = Object.keys(section('registries').properties ?? {});
  return all.slice(all.indexOf('registry'));
}

const PARTS: Readonly<Record<string, () => string>> = {
  file: () => keyTable(root, { nested: false }),
  images: () => keyTable(section('images')),
  'a SOCI index': () => sectionTable(section('images').properties?.['soci']),
  registries: () => registryTable([...LIMIT_KEYS, 'replication', ...cacheKeys()], 'others'),
  limits: () => registryTable(LIMIT_KEYS, 'these'),
  caches: () => registryTable(cacheKeys(), 'these'),
  replication: () => registryTable(['replication'], 'these'),
  network: () => keyTable(section('network'), { known: networkDefaults() }),
  capacity: capacityTables,
  runtime: () => settingsTable('runtime'),
  'peer to peer': () => settingsTable('peerToPeer'),
  agent: agentTable,
  'task definitions': () => keyTable(section('taskDefinitions')),
  reads: () =>
    sectionTable(section('taskDefinitions').properties?.['containers']?.items?.properties?.['reads']),
  'access profiles': profiles,
  initial: () => keyTable(inside(section('initial').properties?.['capacity'] ?? {})),
  timeline: timelineTables,
  measure: () => keyTable(section('measure')),
  model: () => keyTable(section('model'), { known: defaultsBelow('model') }),
  catalogue: catalogueList,
  'shared keys': () => code(SHARED_KEYS),
  thresholds: () => `\`\`\`yaml\nexpect:\n${THRESHOLD_FORMS.map((form) => `  - ${form}`).join('\n')}\n\`\`\``,
  'exit codes': exitCodes,
};

const PART = /<!-- from the code: (.+?) -->[^]*?<!-- end -->/g;

/** The page with its parts made anew, and laid out as the house does. */
export async function withParts(page: string): Promise<string> {
  await Promise.all([loadImageArchive(), loadInstanceTypes()]);
  const filled = page.replace(PART, (_, name: string) => {
    const part = PARTS[name];
    if (part === undefined) throw new Error(`docs/scenario.md asks for "${name}", which is not made`);
    return `<!-- from the code: ${name} -->\n\n${part()}\n\n<!-- end -->`;
  });
  return format(filled, { parser: 'markdown', singleQuote: true, printWidth: 110 });
}

/** The names of all parts. */
export const partNames: readonly string[] = Object.keys(PARTS);

/** Where the page is. */
export const pagePath = new URL('../../docs/scenario.md', import.meta.url);
