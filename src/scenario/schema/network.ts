/** `network:`: subnets, and the ways from them to registries. */
import * as z from 'zod';
import { LIMITS } from '../limits.js';
import { byteRate, contentSize, duration, eventRate } from './quantities.js';
import { count, listOf, named, section, text } from './section.js';

const natGateway = section({
  count: count(1, LIMITS.zones).optional().describe('Gateways, over which zones are spread in turn. Default: one a zone'),
  bandwidth: byteRate('What one carries at first').optional(),
  maxBandwidth: byteRate('What it grows to').optional(),
  doublingTime: duration('Full use until its bandwidth has doubled').optional(),
  packets: eventRate('Packets a second').optional(),
  packetSize: contentSize('Bytes in a packet').optional(),
  connections: count(1, 10_000_000)
    .optional()
    .describe('Connections at a time to one destination; one more is refused'),
}).describe('With `internet: nat-gateway`');

const natInstance = section({
  instanceType: text().optional().describe('EC2 instance type, which is what it costs. Default: t3.medium'),
  count: count(1, LIMITS.zones).optional().describe('Instances, over which zones are spread in turn. Default: one a zone'),
  bandwidth: byteRate('What one carries. Default: the network baseline of its type').optional(),
}).describe('With `internet: nat-instance`');

const endpointRate = section({
  bandwidth: byteRate('What one carries in a zone at first').optional(),
  maxBandwidth: byteRate('What it grows to').optional(),
  doublingTime: duration('Full use until its bandwidth has doubled').optional(),
}).describe('Of interface endpoints');

export const ENDPOINTS = ['ecr', 's3', 's3-interface'] as const;

const subnets = section({
  zones: count(1, LIMITS.zones).optional().describe('Availability Zones that hosts are spread over: instances in turn, Fargate tasks by a hash of their name. Default: 1'),
  internet: z
    .enum(['nat-gateway', 'nat-instance', 'public-address', 'none'])
    .optional()
    .describe('The way to what no endpoint serves. Default: nat-gateway'),
  natGateway: natGateway.optional(),
  natInstance: natInstance.optional(),
  endpoints: listOf(ENDPOINTS)
    .optional()
    .describe(
      'VPC endpoints: ecr (interface endpoints ecr.api and ecr.dkr, for requests), s3 (gateway endpoint, for layers) or s3-interface. Default: none',
    ),
  interfaceEndpoint: endpointRate.optional(),
}).describe('Subnets with the same routes');

export const network = named(subnets).describe('Subnets, by the name that `subnets` of a capacity uses');

export type NetworkInput = z.output<typeof subnets>;
