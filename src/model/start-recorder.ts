/**
 * Collects the rows of finished starts column by column, in growing typed arrays. A row is written
 * when its task is gone, or when the run ends. What a pull brings that goes on after that is added at the end.
 */
import type { Task, TaskContainer } from './launch/task.js';
import {
  BINDERS,
  LABEL_COLUMNS,
  NUMBER_COLUMNS,
  PHASES,
  type LabelColumn,
  type NumberColumn,
  type StartTable,
} from './record.js';

type Phase = (typeof PHASES)[number];
type OwnColumn = Exclude<NumberColumn, Phase>;

/** All columns but the phases, which the clock of the start keeps in a row of its own. */
const OWN_COLUMNS = NUMBER_COLUMNS.filter((column): column is OwnColumn => !isPhase(column));

function isPhase(column: NumberColumn): column is Phase {
  return (PHASES as readonly string[]).includes(column);
}

/** What may still grow when a row has been written. */
const TRAFFIC = [
  'bytes',
  'crossRegionBytes',
  'natBytes',
  'endpointBytes',
  'peerBytes',
  'lazyBytes',
  'requests',
  'throttled',
] as const satisfies readonly NumberColumn[];

export class StartRecorder {
  #capacity = 256;
  #rows = 0;
  /** Rows of tasks for which something was still on its way. */
  readonly #open: { readonly task: Task; readonly row: number }[] = [];
  readonly #labels = mapColumns(LABEL_COLUMNS, () => new Map<string, number>());
  #text = mapColumns(LABEL_COLUMNS, () => new Uint32Array(this.#capacity));
  #number = mapColumns(NUMBER_COLUMNS, () => new Float64Array(this.#capacity));
  #bound = new Float64Array(this.#capacity * BINDERS.length);

  add(task: Task): void {
    if (this.#rows === this.#capacity) this.#grow();
    const row = this.#rows++;
    task.accounts.bookSoFar();
    if (task.accounts.any) this.#open.push({ task, row });
    const numbers = numbersOf(task);
    for (const column of OWN_COLUMNS) this.#number[column][row] = numbers[column];
    for (const [index, phase] of PHASES.entries())
      this.#number[phase][row] = task.lastClock.phaseSeconds[index]!;
    const labels = labelsOf(task);
    for (const column of LABEL_COLUMNS) this.#text[column][row] = this.#label(column, labels[column]);
    this.#bound.set(task.lastClock.boundSeconds, row * BINDERS.length);
  }

  /** The run is over: pulls of tasks that are gone end with it. */
  cutOff(): void {
    for (const { task } of this.#open) task.accounts.cutOff();
  }

  /** The table, cut to its size. */
  finish(): StartTable {
    for (const { task, row } of this.#open) {
      task.accounts.bookSoFar();
      for (const column of TRAFFIC) this.#number[column][row] = task[column];
    }
    const rows = this.#rows;
    return {
      rows,
      labels: mapColumns(LABEL_COLUMNS, (column) => [...this.#labels[column].keys()]),
      text: mapColumns(LABEL_COLUMNS, (column) => this.#text[column].slice(0, rows)),
      number: mapColumns(NUMBER_COLUMNS, (column) => this.#number[column].slice(0, rows)),
      bound: this.#bound.slice(0, rows * BINDERS.length),
    };
  }

  #label(column: LabelColumn, text: string): number {
    const labels = this.#labels[column];
    let index = labels.get(text);
    if (index === undefined) {
      index = labels.size;
      labels.set(text, index);
    }
    return index;
  }

  #grow(): void {
    this.#capacity *= 2;
    const { text, number } = { text: this.#text, number: this.#number };
    this.#text = mapColumns(LABEL_COLUMNS, (column) => larger(text[column], new Uint32Array(this.#capacity)));
    this.#number = mapColumns(NUMBER_COLUMNS, (column) =>
      larger(number[column], new Float64Array(this.#capacity)),
    );
    this.#bound = larger(this.#bound, new Float64Array(this.#capacity * BINDERS.length));
  }
}

function numbersOf(task: Task): Record<OwnColumn, number> {
  const containers = task.containers;
  return {
    requestedAt: task.requestedAt,
    createdAt: task.createdAt,
    pullStartedAt: task.pullStartedAt,
    pullStoppedAt: task.pullStoppedAt,
    startedAt: task.startedAt,
    readyAt: task.readyAt,
    stoppedAt: task.stoppedAt,
    bytes: task.bytes,
    crossRegionBytes: task.crossRegionBytes,
    natBytes: task.natBytes,
    endpointBytes: task.endpointBytes,
    peerBytes: task.peerBytes,
    lazyBytes: task.lazyBytes,
    requests: task.requests,
    throttled: task.throttled,
    layersPulled: containers.reduce((sum, each) => sum + each.layersPulled, 0),
    layersReused: containers.reduce((sum, each) => sum + each.layersReused, 0),
    staleSeconds: task.staleSeconds,
    billedPullSeconds: task.billedPullSeconds,
    firstRequestSeconds: task.firstRequestSeconds,
    slowestRequestSeconds: task.slowestRequestSeconds,
  };
}

function labelsOf(task: Task): Record<LabelColumn, string> {
  const { last } = task;
  return {
    task: task.name,
    service: task.owner.service,
    capacity: task.owner.capacity,
    host: task.host,
    outcome: task.outcome,
    cause: task.cause.split(':')[0]!,
    stopCode: task.stopCode,
    cache: last === null || last.release === null ? '' : cacheState(last),
    image: !last?.release ? '' : `${last.release.image}@${last.release.digest}`,
    snapshotter: last?.snapshotter ?? '',
    fallback: fallbackOf(task),
  };
}

/** Of the image that was waited for last, or else of the first of its images that was pulled whole without need. */
function fallbackOf({ last, containers }: Task): string {
  if (last !== null && last.fallback !== '') return last.fallback;
  return containers.find(({ fallback }) => fallback !== '')?.fallback ?? '';
}

/** By the layers that were on disk: one that another start was fetching was not. */
function cacheState({ layersReused, release }: TaskContainer): string {
  if (layersReused === 0) return 'cold';
  return layersReused === release?.layers.length ? 'warm' : 'partial';
}

function mapColumns<Column extends string, Value>(
  columns: readonly Column[],
  make: (column: Column) => Value,
): Record<Column, Value> {
  return Object.fromEntries(columns.map((column) => [column, make(column)])) as Record<Column, Value>;
}

function larger<A extends Uint32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
