/** `capacity:`: what runs tasks, one section a launch type. */
import * as z from 'zod';
import { ec2 } from './ec2.js';
import { fargate } from './fargate.js';
import { managedInstances } from './managed-instances.js';
import { named } from './section.js';

const LAUNCH_TYPES = [ec2, fargate, managedInstances];

/** Launch types whose section has that key. */
export function launchTypesWith(key: string): readonly string[] {
  return LAUNCH_TYPES.filter(({ shape }) => Object.hasOwn(shape, key)).map(({ shape }) => shape.launchType.value);
}

export const capacity = named(z.discriminatedUnion('launchType', [ec2, fargate, managedInstances])).describe(
  'What runs tasks, by the name that services use',
);
