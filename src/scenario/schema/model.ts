/**
 * `model:`: costs and parameters of the model by name, over the defaults of the catalogue, which `show` prints with
 * their sources.
 */
import * as z from 'zod';
import { byteRate, duration, randomDuration, size } from './quantities.js';
import { section } from './section.js';

const roundTrips = () => z.number().min(0).max(100).optional();

export const model = section({
  semantics: z
    .literal('source')
    .optional()
    .describe('Where documentation and code of the agent differ: source is what the code does. Default: source'),
  jitter: z.enum(['none', 'full']).optional().describe('none draws the median of everything. Default: full'),
  schedulerDelay: randomDuration('From a service that wants a task until the task is created').optional(),
  runTaskDelay: randomDuration('From a call of RunTask until the task is created').optional(),
  ec2AwsvpcProvision: randomDuration('On EC2 in awsvpc mode, before the first container').optional(),
  ec2BridgeProvision: randomDuration('On EC2 in bridge, host and none mode, before the first container').optional(),
  containerCreate: randomDuration('Create and start of one container').optional(),
  taskStop: randomDuration('From the wish to stop a task until its resources are free').optional(),
  imageInspect: randomDuration('One look at a local image').optional(),
  imageTag: randomDuration('Local tag and bookkeeping after a pull by digest').optional(),
  imageRemove: randomDuration('Removal of one image').optional(),
  tcpRoundTrips: roundTrips().describe('Round trips to open a connection'),
  tlsRoundTrips: roundTrips().describe('Round trips of a TLS handshake'),
  unreachableTimeoutSeconds: duration('Before a request without an answer gives up').optional(),
  layerOverheadSeconds: duration('Fixed cost of registering one layer').optional(),
  sha256BytesPerSecond: byteRate('SHA-256 by one core').optional(),
  downloadCpuBytesPerSecond: byteRate('Decryption and copying of downloads by one core').optional(),
  untarBytesPerSecond: byteRate('Untar by one core, uncompressed').optional(),
  fileCpuSeconds: duration('One core, to create one file').optional(),
  fileDiskBytes: size('What a file takes of the disk beside its content').optional(),
  indexBytesPerPlatform: size('By what an index grows with each platform').optional(),
  manifestBytes: size('A manifest').optional(),
}).describe('Parameters of the model');

export type ModelInput = z.output<typeof model>;
