/** `model:`: costs and parameters of the model by name, over the defaults of the catalogue. */
import * as z from 'zod';
import { findCost } from '../../catalog/costs.js';
import type { ModelParameters } from '../../model/spec.js';
import { byteRate, duration, randomDuration, size } from './quantities.js';
import { section } from './section.js';

const describe = (name: keyof ModelParameters): string => {
  const cost = findCost(`model.${name}`);
  return cost === undefined ? name : `${cost.note || cost.source}, ${cost.evidence}`;
};
const random = (name: keyof ModelParameters) => randomDuration(describe(name)).optional();
const rate = (name: keyof ModelParameters) => byteRate(`Of one core; ${describe(name)}`).optional();
const number = (name: keyof ModelParameters) =>
  z.number().min(0).max(100).optional().describe(`Round trips; ${describe(name)}`);

export const model = section({
  semantics: z
    .literal('source')
    .optional()
    .describe('Where documentation and code of the agent differ: source is what the code does. Default: source'),
  jitter: z.enum(['none', 'full']).optional().describe('none draws the median of everything. Default: full'),
  schedulerDelay: random('schedulerDelay'),
  runTaskDelay: random('runTaskDelay'),
  ec2AwsvpcProvision: random('ec2AwsvpcProvision'),
  ec2BridgeProvision: random('ec2BridgeProvision'),
  containerCreate: random('containerCreate'),
  taskStop: random('taskStop'),
  imageInspect: random('imageInspect'),
  imageTag: random('imageTag'),
  imageRemove: random('imageRemove'),
  tcpRoundTrips: number('tcpRoundTrips'),
  tlsRoundTrips: number('tlsRoundTrips'),
  unreachableTimeoutSeconds: duration(describe('unreachableTimeoutSeconds')).optional(),
  layerOverheadSeconds: duration(describe('layerOverheadSeconds')).optional(),
  sha256BytesPerSecond: rate('sha256BytesPerSecond'),
  downloadCpuBytesPerSecond: rate('downloadCpuBytesPerSecond'),
  untarBytesPerSecond: rate('untarBytesPerSecond'),
  fileCpuSeconds: duration(describe('fileCpuSeconds')).optional(),
  fileDiskBytes: size(describe('fileDiskBytes')).optional(),
  indexBytesPerPlatform: size(describe('indexBytesPerPlatform')).optional(),
  manifestBytes: size(describe('manifestBytes')).optional(),
}).describe('Parameters of the model');

export type ModelInput = z.output<typeof model>;
