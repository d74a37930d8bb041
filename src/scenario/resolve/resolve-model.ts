/** The parameters of the model: what `model:` says over the defaults of the catalogue. */
import { defaultModelParameters } from '../../catalog/costs.js';
import type { ModelParameters } from '../../model/spec.js';
import type { Distribution } from '../../units/distribution.js';
import { formatDistribution } from '../../units/parse-distribution.js';
import type { ModelInput } from '../schema/model.js';
import { catalogueCost } from './catalogue-cost.js';
import type { Resolution } from './resolution.js';
import { writeRate, writeSeconds, writeSize } from './write-values.js';

type Named<T> = {
  [Name in keyof ModelParameters]: ModelParameters[Name] extends T ? Name : never;
}[keyof ModelParameters];

/** All parameters, complete. */
export function resolveModel(given: ModelInput, resolution: Resolution): ModelParameters {
  const defaults: ModelParameters = defaultModelParameters();
  const take = <T extends Distribution | number>(
    name: string,
    value: T | undefined,
    fallback: T,
    write: (value: T) => string,
  ): T => resolution.pick(['model', name], value, catalogueCost(`model.${name}`, fallback), write);
  const random = (name: Named<Distribution>): Distribution =>
    take(name, given[name], defaults[name], formatDistribution);
  const number = (name: Exclude<Named<number>, 'jitter'>, write: (value: number) => string): number =>
    take(name, given[name], defaults[name], write);
  resolution.pick(['model', 'semantics'], given.semantics, {
    value: 'source',
    source: 'what the code of the agent does',
  });
  const jitter = resolution.pick<'none' | 'full'>(['model', 'jitter'], given.jitter, {
    value: 'full',
    source: 'draw everything',
  });
  return {
    jitter: jitter === 'full',
    schedulerDelay: random('schedulerDelay'),
    runTaskDelay: random('runTaskDelay'),
    ec2AwsvpcProvision: random('ec2AwsvpcProvision'),
    ec2BridgeProvision: random('ec2BridgeProvision'),
    containerCreate: random('containerCreate'),
    taskStop: random('taskStop'),
    imageInspect: random('imageInspect'),
    imageTag: random('imageTag'),
    imageRemove: random('imageRemove'),
    tcpRoundTrips: number('tcpRoundTrips', String),
    tlsRoundTrips: number('tlsRoundTrips', String),
    unreachableTimeoutSeconds: number('unreachableTimeoutSeconds', writeSeconds),
    layerOverheadSeconds: number('layerOverheadSeconds', writeSeconds),
    sha256BytesPerSecond: number('sha256BytesPerSecond', writeRate),
    downloadCpuBytesPerSecond: number('downloadCpuBytesPerSecond', writeRate),
    untarBytesPerSecond: number('untarBytesPerSecond', writeRate),
    fileCpuSeconds: number('fileCpuSeconds', writeSeconds),
    fileDiskBytes: number('fileDiskBytes', writeSize),
    indexBytesPerPlatform: number('indexBytesPerPlatform', writeSize),
    manifestBytes: number('manifestBytes', writeSize),
  };
}
