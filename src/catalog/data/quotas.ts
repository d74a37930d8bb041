/*
 * Rate limits and quotas that can bind when tasks start: ECR, ECR Public, Docker Hub, other registries, S3, NAT, endpoints, EC2 flows, ECS.
 * Sources are named in each row; the dates of Docker Hub's rules are kept. Retrieved 2026-11-21.
 * null = no published number. Left out: quotas of pushes, announced limits that never came into force.
 */
export const sources = {
  ecrq: { what: 'docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html', date: null },
  ecrpub: { what: 'docs.aws.amazon.com/AmazonECR/latest/public/public-service-quotas.html', date: null },
  ptc: { what: 'docs.aws.amazon.com/AmazonECR/latest/userguide, pull-through-cache.html and replication.html', date: null },
  s3: { what: 'docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html', date: null },
  s3conn: { what: 'AWS S3 performance guidelines; constants of the AWS S3 transfer manager for Rust', date: null },
  hubnow: { what: 'docs.docker.com/docker-hub/usage, read 2026-09-02', date: '2026-09-02' },
  hubDocs: { what: 'changes of Docker\'s pages: github.com/docker/docs pull requests 11648, 13825, 20788, 20774, 21494, 21905, 22081 (2020-10 to 2025-02)', date: '2025-02' },
  hub2020: { what: 'github.com/docker/roadmap/issues/87', date: '2020-05-07' },
  ghcr: { what: 'error text in github.com/dependabot/cli/issues/380; github.com/github/docs/issues/24504', date: '2024-11-27' },
  quay: { what: 'access.redhat.com/solutions/6218921', date: null },
  mcr: { what: 'github.com/microsoft/containerregistry/issues/38', date: '2020-12-02' },
  k8s: { what: 'github.com/kubernetes/registry.k8s.io, cmd/archeio/README.md', date: null },
  gcr: { what: 'cloud.google.com/container-registry/quotas', date: null },
  nat: { what: 'docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html', date: null },
  vpce: { what: 'docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html', date: null },
  ec2net: { what: 'github.com/awsdocs/amazon-ec2-user-guide e3707c4, ec2-instance-network-bandwidth.md', date: '2023-06-15' },
  ecsapi: { what: 'docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html', date: null },
  ecsq: { what: 'Service Quotas defaults of Amazon ECS', date: null },
  ecs26: { what: 'docs.aws.amazon.com/general/latest/gr/ecs-service.html, 2026', date: '2026' },
  fthrottle: { what: 'docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html', date: '2023-06-15' },
  ecsthr: { what: 'github.com/awsdocs/amazon-ecs-developer-guide 49232cf, service-throttle-logic.md', date: '2023-06-15' },
} as const;

export const retrieved = '2026-11-21';

export interface QuotaRow {
  readonly id: string;
  readonly value: number | null;
  readonly unit: string;
  /** Size of the token bucket. */
  readonly burst?: number;
  /** What the value can grow to. */
  readonly max?: number;
  readonly windowHours?: number;
  readonly scope?: string;
  /** First day, and the first day on which it holds no more. */
  readonly from?: string;
  readonly to?: string;
  readonly per?: string;
  readonly note?: string;
  readonly source: keyof typeof sources;
}

export const quotas: readonly QuotaRow[] = [
  { id: 'ecr.GetAuthorizationToken', value: 500, unit: 'request/s', scope: 'account and Region', per: 'login, once per registry and 12 h', source: 'ecrq' },
  { id: 'ecr.BatchGetImage', value: 2000, unit: 'request/s', scope: 'account and Region', per: 'manifest', source: 'ecrq' },
  { id: 'ecr.GetDownloadUrlForLayer', value: 3000, unit: 'request/s', scope: 'account and Region', per: 'layer not cached', source: 'ecrq' },
  { id: 'ecr.tokenLifetime', value: 12, unit: 'h', source: 'ptc' },
  { id: 'ecr.pullThroughRules', value: 50, unit: 'rules', scope: 'account and Region', source: 'ptc' },
  { id: 'ecr.pullThroughCheckInterval', value: 24, unit: 'h', note: 'upstream is asked only on a pull after this time', source: 'ptc' },
  { id: 'ecr.replicationTypical', value: 30, unit: 'min', note: 'most images; no guarantee', source: 'ptc' },
  { id: 'ecrPublic.pull.anonymous', value: 1, unit: 'image pull/s', source: 'ecrpub' },
  { id: 'ecrPublic.pull.authenticated', value: 10, unit: 'image pull/s', scope: 'account', source: 'ecrpub' },
  { id: 'ecrPublic.pull.fromAws', value: 10, unit: 'image pull/s', scope: 'AWS resource', source: 'ecrpub' },
  { id: 'ecrPublic.data.anonymous', value: 500, unit: 'GB/month', source: 'ecrpub' },
  { id: 'ecrPublic.data.authenticatedFree', value: 5000, unit: 'GB/month', scope: 'account', source: 'ecrpub' },
  { id: 'ecrPublic.data.toAws', value: null, unit: 'GB/month', note: 'unlimited, free', source: 'ecrpub' },
  { id: 'hub.anonymous', value: 100, unit: 'pulls', windowHours: 6, scope: 'IPv4 address or IPv6 /64', from: '2025-05-01', note: 'from = month in which it was first seen again; read 2026-09-02', source: 'hubnow' },
  { id: 'hub.personal', value: 200, unit: 'pulls', windowHours: 6, scope: 'user', from: '2025-05-01', source: 'hubnow' },
  { id: 'hub.pro', value: null, unit: 'pulls', scope: 'user', from: '2025-04-01', note: 'unlimited, fair use', source: 'hubnow' },
  { id: 'hub.team', value: null, unit: 'pulls', scope: 'user', from: '2025-04-01', note: 'unlimited, fair use', source: 'hubnow' },
  { id: 'hub.business', value: null, unit: 'pulls', scope: 'user', from: '2025-04-01', note: 'unlimited, fair use', source: 'hubnow' },
  { id: 'hub.anonymous', value: 10, unit: 'pulls', windowHours: 1, scope: 'IPv4 address or IPv6 /64', from: '2025-04-01', to: '2025-05-01', note: 'announced 2024-09 for 2025-03-01, moved to 2025-04-01; on the page to at least 2025-03-31; whether it was enforced was not found', source: 'hubDocs' },
  { id: 'hub.personal', value: 100, unit: 'pulls', windowHours: 1, scope: 'user', from: '2025-04-01', to: '2025-05-01', note: 'as above', source: 'hubDocs' },
  { id: 'hub.anonymous', value: 100, unit: 'pulls', windowHours: 6, scope: 'IP address', from: '2020-11-02', to: '2025-04-01', note: 'brought in gradually', source: 'hubDocs' },
  { id: 'hub.personal', value: 200, unit: 'pulls', windowHours: 6, scope: 'user', from: '2020-11-02', to: '2025-04-01', source: 'hubDocs' },
  { id: 'hub.anonymous', value: 20000, unit: 'pulls', windowHours: 6, scope: 'IP address', from: '2020-05-01', to: '2020-11-02', source: 'hub2020' },
  { id: 'hub.abuse', value: null, unit: 'request/min', scope: 'IPv4 address or IPv6 /64', note: 'thousands; bare 429', source: 'hubDocs' },
  { id: 'registry.ghcr', value: 44000, unit: 'request/min', scope: 'not stated', source: 'ghcr' },
  { id: 'registry.quay', value: null, unit: 'request/s', scope: 'IP and endpoint', note: 'a few per second with bursts; another Red Hat page says tens per second; 429', source: 'quay' },
  { id: 'registry.mcr', value: null, unit: 'pull', note: 'no throttling, 2020', source: 'mcr' },
  { id: 'registry.k8s', value: null, unit: 'pull', source: 'k8s' },
  { id: 'registry.gcr', value: 50000, unit: 'request per 10 min', scope: 'client IP', source: 'gcr' },
  { id: 's3.get', value: 5500, unit: 'request/s', scope: 'partitioned prefix', note: 'at least; 503 SlowDown above; grows over 30 to 60 minutes', source: 's3' },
  { id: 's3.perConnection', value: 85, unit: 'MB/s', max: 90, note: 'planning value, single streams of 190 MB/s were measured', source: 's3conn' },
  { id: 's3.firstByteP50', value: 30, unit: 'ms', source: 's3conn' },
  { id: 'nat.bandwidth', value: 5, unit: 'Gbit/s', max: 100, scope: 'NAT gateway', note: 'grows automatically', source: 'nat' },
  { id: 'nat.packets', value: 1000000, unit: 'packet/s', max: 10000000, scope: 'NAT gateway', source: 'nat' },
  { id: 'nat.connections', value: 55000, unit: 'simultaneous connections', scope: 'gateway IP and destination', source: 'nat' },
  { id: 'endpoint.interface.bandwidth', value: 10, unit: 'Gbit/s', max: 100, scope: 'endpoint and zone', source: 'vpce' },
  { id: 'endpoint.gateway.bandwidth', value: null, unit: 'Gbit/s', note: 'no published limit', source: 'vpce' },
  { id: 'flow.single', value: 5, unit: 'Gbit/s', scope: '5-tuple', source: 'ec2net' },
  { id: 'flow.clusterPlacementGroup', value: 10, unit: 'Gbit/s', scope: '5-tuple', source: 'ec2net' },
  { id: 'flow.enaExpress', value: 25, unit: 'Gbit/s', scope: 'same subnet', source: 'ec2net' },
  { id: 'external.under32vcpu', value: 5, unit: 'Gbit/s', scope: 'to an internet gateway or another Region', source: 'ec2net' },
  { id: 'external.from32vcpu', value: 0.5, unit: 'of instance bandwidth', scope: 'to an internet gateway or another Region', source: 'ec2net' },
  { id: 'withinRegion', value: 1, unit: 'of instance bandwidth', source: 'ec2net' },
  { id: 'runTask.fargate', value: 20, unit: 'call/s', burst: 20, scope: 'account and Region', source: 'fthrottle' },
  { id: 'runTask.tasksPerCall', value: 10, unit: 'tasks', source: 'fthrottle' },
  { id: 'fargate.launch', value: 20, unit: 'task/s', burst: 100, scope: 'account and Region', source: 'fthrottle' },
  { id: 'fargate.launch.otherRegions', value: 5, unit: 'task/s', burst: 25, scope: 'account and Region', source: 'ecs26' },
  { id: 'service.launchFargate', value: 500, unit: 'task/min', scope: 'service', source: 'ecs26' },
  { id: 'service.launchFargate.otherRegions', value: 125, unit: 'task/min', scope: 'service', source: 'ecs26' },
  { id: 'service.launchEc2', value: 500, unit: 'task/min', scope: 'service', source: 'ecsq' },
  { id: 'service.backoffMax', value: 15, unit: 'min', note: 'tasks that never reach RUNNING', source: 'ecsthr' },
  { id: 'cluster.provisioning', value: 300, unit: 'tasks in PROVISIONING', scope: 'cluster', source: 'ecsq' },
  { id: 'cluster.instances', value: 5000, unit: 'instances', scope: 'cluster', source: 'ecsq' },
  { id: 'service.tasks', value: 5000, unit: 'tasks', scope: 'service', source: 'ecs26' },
  { id: 'fargate.vcpu', value: 6, unit: 'vCPU', scope: 'account and Region', note: 'default of new accounts, on-demand and Spot each', source: 'ecs26' },
  { id: 'ecsApi.clusterModify', value: 1, unit: 'request/s', burst: 20, scope: 'account and Region', note: 'CreateCluster, DeleteCluster, PutClusterCapacityProviders, UpdateCluster, UpdateClusterSettings', source: 'ecsapi' },
  { id: 'ecsApi.clusterRead', value: 20, unit: 'request/s', burst: 50, scope: 'account and Region', note: 'DescribeClusters, ListClusters', source: 'ecsapi' },
  { id: 'ecsApi.taskDefinitionModify', value: 1, unit: 'request/s', burst: 20, scope: 'account and Region', note: 'DeregisterTaskDefinition, RegisterTaskDefinition', source: 'ecsapi' },
  { id: 'ecsApi.taskDefinitionRead', value: 20, unit: 'request/s', burst: 50, scope: 'account and Region', note: 'DescribeTaskDefinition, ListTaskDefinitions, ListTaskDefinitionFamilies', source: 'ecsapi' },
  { id: 'ecsApi.capacityProviderModify', value: 1, unit: 'request/s', burst: 10, scope: 'account and Region', note: 'CreateCapacityProvider, DeleteCapacityProvider, UpdateCapacityProvider', source: 'ecsapi' },
  { id: 'ecsApi.clusterResourceModify', value: 40, unit: 'request/s', burst: 100, scope: 'account and Region', note: 'DeleteAttributes, DeregisterContainerInstance, ExecuteCommand, PutAttributes, RunTask, StartTask, StopTask, UpdateContainerAgent, UpdateContainerInstancesStates', source: 'ecsapi' },
  { id: 'ecsApi.clusterResourceRead', value: 20, unit: 'request/s', burst: 100, scope: 'account and Region', note: 'DescribeContainerInstances, DescribeTasks, ListAttributes, ListContainerInstances, ListTasks', source: 'ecsapi' },
  { id: 'ecsApi.agentModify', value: 120, unit: 'request/s', burst: 200, scope: 'account and Region', note: 'RegisterContainerInstance, SubmitAttachmentStateChanges, SubmitContainerStateChange, SubmitTaskStateChange', source: 'ecsapi' },
  { id: 'ecsApi.serviceModify', value: 5, unit: 'request/s', burst: 50, scope: 'account and Region', note: 'CreateService, DeleteService, UpdateService', source: 'ecsapi' },
  { id: 'ecsApi.serviceRead', value: 20, unit: 'request/s', burst: 100, scope: 'account and Region', note: 'DescribeServices, ListServices', source: 'ecsapi' },
  { id: 'ecsApi.taskProtection', value: 80, unit: 'request/s', burst: 200, scope: 'account and Region', note: 'UpdateTaskProtection, GetTaskProtection', source: 'ecsapi' },
];
