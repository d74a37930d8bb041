/** What Amazon ECS does with the instances that it manages: when images and instances go. */
import type { CostEntry } from './cost.js';

export const managedInstanceCosts = {
  unusedImageSeconds: {
    value: 15 * 60,
    unit: 's',
    source:
      'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-pull-behavior.html: a 15-minute timer per image',
    asOf: '2026-11-21',
    evidence: 'documentation',
    note: 'the instance counts from the end of the last task that used the image',
  },
  usesCachedImages: {
    value: true,
    unit: 'yes or no',
    source:
      'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-pull-behavior.html: later tasks use the cache',
    asOf: '2026-11-21',
    evidence: 'documentation',
    note: 'that the digest decides, which agent or deployment have resolved before, is inferred: a tag is still looked up',
  },
  firstTaskAlone: {
    value: true,
    unit: 'yes or no',
    source:
      'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-pull-behavior.html: container image resolution',
    asOf: '2026-11-21',
    evidence: 'documentation',
    note: 'the digest that it finds is what the other tasks of the deployment pull',
  },
  idleInstanceSeconds: {
    value: 5 * 60,
    unit: 's',
    source:
      'estimate; https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InfrastructureOptimization.html: scaleInAfter is 0 to 3600 s, or never',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'what holds where scaleInAfter is not set is not published',
  },
} satisfies Record<string, CostEntry>;
