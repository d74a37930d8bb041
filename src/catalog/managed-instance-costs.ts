/** What Amazon ECS does with the instances that it manages: when images and instances go. */
import type { CostEntry } from './cost.js';

export const managedInstanceCosts = {
  unusedImageSeconds: {
    value: 15 * 60,
    unit: 's',
    source: 'ECS developer guide, Amazon ECS Managed Instances: unused images are removed after 15 minutes',
    asOf: '2026-11-21',
    evidence: 'documentation',
    note: 'the instance counts from the end of the last task that used the image',
  },
  firstTaskAlone: {
    value: true,
    unit: 'yes or no',
    source: 'ECS developer guide, Amazon ECS Managed Instances: container image resolution of a deployment',
    asOf: '2026-11-21',
    evidence: 'documentation',
    note: 'the digest that it finds is what the other tasks of the deployment pull',
  },
  idleInstanceSeconds: {
    value: 5 * 60,
    unit: 's',
    source: 'estimate; ECS API reference, InfrastructureOptimization: scaleInAfter is 0 to 3600 s, or never',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'what holds where scaleInAfter is not set is not published',
  },
} satisfies Record<string, CostEntry>;
