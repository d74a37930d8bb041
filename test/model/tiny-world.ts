/** The builders of `pullcast/testing`, and rows of a run as objects. */
import { expect } from 'vitest';
import {
  BINDERS,
  type Binder,
  type LabelColumn,
  type NumberColumn,
  type RunResult,
} from '../../src/model/record.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import type { WorldSpec } from '../../src/model/spec.js';
import { world } from '../../src/model/tiny-world.js';

export * from '../../src/model/tiny-world.js';

export type Row = Record<LabelColumn, string> &
  Record<NumberColumn, number> & { bound: Record<Binder, number> };

/** The rows of a run as objects, in the order in which they were asked for. */
export function rows(result: RunResult): Row[] {
  const { starts } = result;
  return Array.from({ length: starts.rows }, (_, index) => {
    const labels = Object.entries(starts.text).map(([column, values]) => [
      column,
      starts.labels[column as LabelColumn][values[index]!]!,
    ]);
    const numbers = Object.entries(starts.number).map(([column, values]) => [column, values[index]!]);
    const bound = Object.fromEntries(
      BINDERS.map((binder, position) => [binder, starts.bound[index * BINDERS.length + position]!]),
    );
    return { ...Object.fromEntries([...labels, ...numbers]), bound } as Row;
  }).sort((a, b) => a.requestedAt - b.requestedAt || (a.task < b.task ? -1 : 1));
}

/** Plays one run; its rows. */
export function play(spec: WorldSpec = world()): Row[] {
  return rows(simulateRun(spec, 'seed', 0));
}

export function sum<Key extends string>(record: Readonly<Record<Key, number>>, keys: readonly Key[]): number {
  return keys.reduce((total, key) => total + record[key], 0);
}

/** Matches a number to so many digits, within `toEqual` and `toMatchObject`. */
export function near(value: number, digits = 9): unknown {
  return expect.closeTo(value, digits);
}
