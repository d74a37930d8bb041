/** The instance type that a scenario names, of those that are loaded. */
import {
  type InstanceType,
  findInstanceType,
  hasAllInstanceTypes,
  instanceTypeNames,
} from '../../catalog/instance-types.js';
import type { Path } from '../path.js';
import type { Resolution } from './resolution.js';

/** The instance type of this name; undefined after an error, which tells a page that has only the common ones how to get more. */
export function namedInstanceType(
  path: Path,
  name: string,
  resolution: Resolution,
): InstanceType | undefined {
  const type = findInstanceType(name);
  const elsewhere = hasAllInstanceTypes() ? '' : 'uncommon types are known after "await loadInstanceTypes()"';
  if (type === undefined) resolution.unknown(path, 'instance type', name, instanceTypeNames(), elsewhere);
  return type;
}
