/** `registries:`: where images are stored, how far away and how fast that is. */
import * as z from 'zod';
import { registryTypes } from '../../catalog/costs.js';
import type { RegistryType } from '../../catalog/costs.js';
import { byteRate, duration, randomDuration } from './quantities.js';
import { named, repeat, section, text } from './section.js';

const registry = section({
  repeat: repeat(),
  type: z
    .enum(registryTypes() as readonly [RegistryType, ...RegistryType[]])
    .optional()
    .describe('What kind of registry it is, which gives the other defaults. Default: ecr'),
  region: text().optional().describe('AWS Region. Default for ecr: us-east-1; for the others: none, see roundTrip'),
  host: text()
    .optional()
    .describe('Host name in full image names, such as "ghcr.io". Default: that of the type'),
  roundTrip: duration('One network round trip, instead of the one between the Regions').optional(),
  requestLatency: randomDuration('Server time of an API request').optional(),
  firstByteLatency: randomDuration('Server time to the first byte of a layer').optional(),
  perStream: byteRate('What one connection gets at most').optional(),
  aggregate: byteRate('What all connections together get at most').optional(),
}).describe('A registry');

export const registries = named(registry).describe(
  'Registries by the name that `repository` begins with. Default: one of type ecr, called ecr',
);

export type RegistryInput = z.output<typeof registry>;
