/** A published measurement beside what the model says of it, as tests and docs/measurements.md read it. */
export interface MeasuredRow {
  /** Short, unique: rows of one case share the part before the space. */
  readonly id: string;
  readonly what: string;
  readonly unit: 's' | 'MB/s' | 'times';
  /** As published; the middle where it is a range. */
  readonly measured: number;
  readonly source: string;
  /** With the catalogue's defaults. */
  readonly predict: () => number;
  /** What the source leaves open and was filled in, with the reason. */
  readonly guesses: readonly string[];
  /** Other fillings-in that would have been as fair, where it matters which one is taken. */
  readonly otherwise?: readonly Otherwise[];
  /** A default of the catalogue was taken from this very row, so that agreement proves little. */
  readonly isInput?: true;
  /** The source gives a bound, not a value. */
  readonly isAtMost?: true;
  /** What was put in is known only in part (class B): half is allowed, and differences must have the right sign. */
  readonly isRough?: true;
  /** Why the model is further off than the tolerance. */
  readonly gap?: string;
}

export interface Otherwise {
  readonly guess: string;
  readonly predict: () => number;
}

/** How far a median may be off where exact input is known (class A), and where one or two inputs are guessed (class B). */
const TOLERANCE = { exact: 0.25, rough: 0.5 };

export function isWithinTolerance(row: MeasuredRow): boolean {
  return isWithin(row, row.isRough === true ? TOLERANCE.rough : TOLERANCE.exact);
}

/** As near as if all input were known. */
export function isWithinExactTolerance(row: MeasuredRow): boolean {
  return isWithin(row, TOLERANCE.exact);
}

function isWithin(row: MeasuredRow, tolerance: number): boolean {
  const ratio = row.predict() / row.measured;
  return ratio <= 1 + tolerance && (row.isAtMost === true || ratio >= 1 - tolerance);
}

/** The same row, which computes its prediction once. */
export function remembered(row: MeasuredRow): MeasuredRow {
  let value: number | null = null;
  return { ...row, predict: () => (value ??= row.predict()) };
}
