/**
 * What Fargate bills: vCPU and memory of a task, and the licence of Windows by the vCPU, from the start of its image
 * pull until it stops, a minute at least (Windows: five), and ephemeral storage above the free part. The part until the
 * application is ready is pull cost, as a shorter pull would save it, and so is all of a task that never is; the rest,
 * and what is missing to the least time, is capacity cost. Sizes are those of task definitions. A task that runs when
 * the run ends is billed until then. Spot is at the price of one reading, though it floats. Left out: savings plans, and
 * what idle hosts of a what-if would cost.
 */
import { type FargatePrice, fargateStoragePrice, findFargatePrice } from '../../catalog/fargate-prices.js';
import type { FargateCapacitySpec, TaskDefinitionSpec, WorldSpec } from '../../model/spec.js';
import { labelOf } from '../measure.js';
import { type BillPart, type BillPen, SECONDS_AN_HOUR, type UnitPrice } from './bill-line.js';
import type { BillRun } from './bill-run.js';

const UNITS_A_VCPU = 1024;
/** Memory is priced by the GB, and 2 GB of a task size are 2048 MiB. */
const MIB_A_GB = 1024;
const BYTES_A_GIB = 2 ** 30;

export interface FargateTask {
  readonly capacity: FargateCapacitySpec;
  readonly definition: TaskDefinitionSpec;
  readonly isCounted: boolean;
  /** Billed in all, and of that until it was ready. */
  readonly hours: number;
  readonly pullHours: number;
}

/** The tasks of a run that Fargate bills. */
export function fargateTasks({ world, run: { starts }, counted }: BillRun): readonly FargateTask[] {
  const capacities = world.capacities.filter((spec) => spec.launchType === 'FARGATE');
  if (capacities.length === 0) return [];
  const countedRows = new Set(counted);
  const { pullStartedAt, readyAt, stoppedAt, billedPullSeconds } = starts.number;
  return Array.from({ length: starts.rows }, (_, row): FargateTask | null => {
    const capacity = capacities.find(({ name }) => name === labelOf(starts, 'capacity', row));
    const definition = capacity && definitionOf(world, labelOf(starts, 'service', row));
    if (!definition) return null;
    const pullSeconds = billedPullSeconds[row]! / (definition.cpuUnits / UNITS_A_VCPU);
    const stopped = stoppedAt[row]!;
    const isOver = !Number.isNaN(stopped) || labelOf(starts, 'outcome', row) === 'failed';
    const end = Number.isNaN(stopped) ? world.durationSeconds : stopped;
    const from = pullStartedAt[row]!;
    const lasted = Number.isNaN(from) || (isOver && Number.isNaN(stopped)) ? 0 : end - from;
    const least = isOver && (pullSeconds > 0 || lasted > 0) ? capacity.minimumBilledSeconds : 0;
    const hours = Math.max(pullSeconds, lasted, least) / SECONDS_AN_HOUR;
    return {
      capacity,
      definition,
      isCounted: countedRows.has(row),
      hours,
      pullHours: Number.isNaN(readyAt[row]!) ? hours : pullSeconds / SECONDS_AN_HOUR,
    };
  }).filter((task) => task !== null);
}

/** Writes what Fargate bills for a run. */
export function writeFargate(pen: BillPen, bill: BillRun): void {
  const tasks = fargateTasks(bill);
  for (const capacity of new Set(tasks.map((task) => task.capacity))) {
    const own = tasks.filter((task) => task.capacity === capacity);
    const row = findFargatePrice(capacity);
    writePart(pen, 'pull', own, row, ({ pullHours }) => pullHours);
    writePart(pen, 'capacity', own, row, ({ hours, pullHours }) => hours - pullHours);
    writeStorage(pen, own, capacity.region);
  }
}

function writePart(
  pen: BillPen,
  part: BillPart,
  tasks: readonly FargateTask[],
  row: FargatePrice | undefined,
  hoursOf: (task: FargateTask) => number,
): void {
  const offer = offerWords(tasks[0]!.capacity);
  const when = part === 'pull' ? 'from pull to ready' : 'once ready';
  const write = (
    what: string,
    usd: number | undefined,
    unit: string,
    amount: (task: FargateTask) => number,
  ) => {
    const sum = (those: readonly FargateTask[]): number =>
      those.reduce((total, task) => total + hoursOf(task) * amount(task), 0);
    const quantity = sum(tasks);
    const price: UnitPrice | undefined =
      row && usd !== undefined ? { usd, source: row.source, asOf: row.asOf } : undefined;
    const countedShare = quantity > 0 ? sum(tasks.filter(({ isCounted }) => isCounted)) / quantity : 0;
    pen.write({
      part,
      what: `Fargate ${what} ${when}, ${offer}`,
      quantity,
      unit,
      price,
      ...(part === 'pull' ? { countedShare } : {}),
    });
  };
  const vcpu = ({ definition }: FargateTask): number => definition.cpuUnits / UNITS_A_VCPU;
  write('vCPU', row?.usdPerVcpuHour, 'vCPU-h', vcpu);
  write('memory', row?.usdPerGBHour, 'GB-h', ({ definition }) => definition.memoryMiB / MIB_A_GB);
  if (tasks[0]!.capacity.operatingSystem === 'WINDOWS')
    write('Windows licence', row?.osUsdPerVcpuHour, 'vCPU-h', vcpu);
}

/** What is sold, and where: `us-east-1 X86_64 Spot`. */
function offerWords({ region, operatingSystem, architecture, spot }: FargateCapacitySpec): string {
  if (operatingSystem === 'WINDOWS') return `${region} Windows`;
  return `${region} ${architecture}${spot ? ' Spot (floats)' : ''}`;
}

function writeStorage(pen: BillPen, tasks: readonly FargateTask[], region: string): void {
  const { usdPerGBHour: usd, aboveGiB, source, asOf } = fargateStoragePrice;
  const quantity = tasks.reduce(
    (sum, { hours, definition }) =>
      sum + hours * Math.max(0, definition.ephemeralStorageBytes / BYTES_A_GIB - aboveGiB),
    0,
  );
  const price = region === fargateStoragePrice.region ? { usd, source, asOf } : undefined;
  const what = `Fargate storage above ${aboveGiB} GiB, ${region}`;
  pen.write({ part: 'capacity', what, quantity, unit: 'GB-h', price });
}

/** The task definition of a service, or of a RunTask entry. */
export function definitionOf(world: WorldSpec, service: string): TaskDefinitionSpec | undefined {
  for (const { id, action } of world.timeline) {
    const named =
      (action.kind === 'createService' && action.name === service) ||
      (action.kind === 'runTask' && id === service);
    if (named && 'taskDefinition' in action)
      return world.taskDefinitions.find(({ family }) => family === action.taskDefinition);
  }
  return undefined;
}
