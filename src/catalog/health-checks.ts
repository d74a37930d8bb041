/**
 * Health checks where nobody says otherwise: those of a container, as ECS hands them to Docker, and those of a load
 * balancer's target group.
 */
import type { CostEntry } from './cost.js';

const ECS = {
  source: 'docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html',
  asOf: '2026-11-21',
  evidence: 'documentation',
} as const;

const TARGET_GROUP = {
  source:
    'docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html (targets of type instance and ip)',
  asOf: '2026-11-21',
  evidence: 'documentation',
} as const;

export const healthCheckCosts = {
  intervalSeconds: {
    ...ECS,
    value: 30,
    unit: 's between checks',
    note: 'the first comes one interval after the start',
  },
  retries: {
    ...ECS,
    value: 3,
    unit: 'failures in a row',
    note: 'with the last of them the container is unhealthy',
  },
  startPeriodSeconds: {
    ...ECS,
    value: 0,
    unit: 's',
    note: 'failures in it do not count; off unless it is given',
  },
  startIntervalSeconds: {
    value: 5,
    unit: 's between checks in the start period',
    source: 'github.com/moby/moby, daemon/health.go (defaultStartInterval), since Docker 25',
    asOf: '2026-11-21',
    evidence: 'source code',
    note: 'ECS has no setting for it; earlier versions of Docker checked at the ordinary interval',
  },
  targetGroupIntervalSeconds: {
    ...TARGET_GROUP,
    value: 30,
    unit: 's between checks',
    note: 'HealthCheckIntervalSeconds of an Application Load Balancer',
  },
  targetGroupFailures: {
    ...TARGET_GROUP,
    value: 2,
    unit: 'failures in a row',
    note: 'UnhealthyThresholdCount of an Application Load Balancer',
  },
} satisfies Record<string, CostEntry>;
