/** `agent:` of a capacity: the release of the ECS agent, and its environment by the table of its settings. */
import * as z from 'zod';
import { AGENT_SETTINGS, OTHER_SETTINGS, agentTable } from '../agent-table.js';
import { section } from './section.js';

/** Text of an environment variable: YAML may read it as a number or as true. */
const environmentText = z.union([z.string(), z.number(), z.boolean()]);

const agentRelease = environmentText.optional().describe('Release of the agent. Default: the one that the model follows');
export const agent = section(
  {
    version: agentRelease,
    ...environment(AGENT_SETTINGS, (name) => agentTable('LINUX')[name].what),
    ...environment(OTHER_SETTINGS, () => 'Accepted, and without effect: it has nothing to do with images'),
  },
  ['version', ...AGENT_SETTINGS],
).describe('Settings of the ECS agent by their environment names (ECS_…), read as the agent reads them');

type EnvironmentKey = z.ZodOptional<typeof environmentText>;

function environment<Name extends string>(
  names: readonly Name[],
  what: (name: Name) => string,
): Record<string, EnvironmentKey> {
  return Object.fromEntries(names.map((name) => [name, environmentText.optional().describe(what(name))]));
}
