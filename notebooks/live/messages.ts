/** What the page and its worker say to each other. Types only, so that the page loads nothing of the simulation. */
import type { EcdfRow, PhaseRow } from '../../src/report/charts/index.js';
import type { Column, ComparisonRow } from '../../src/report/comparison-rows.js';
import type { Summary } from '../../src/report/summary.js';

/** What is played: scenarios in YAML, one after the other, the most urgent first. */
export interface Questions {
  readonly texts: readonly string[];
}

/** What one scenario answers: plain rows, ready for charts and tables. */
export interface Answer {
  readonly summary: Summary;
  /** The answer in a sentence. */
  readonly sentence: string;
  readonly columns: readonly Column[];
  readonly rows: readonly ComparisonRow[];
  readonly ecdf: readonly EcdfRow[];
  readonly phases: readonly PhaseRow[];
  /** The images of the baseline. */
  readonly images: readonly ImageFigures[];
}

export interface ImageFigures {
  readonly name: string;
  readonly layers: number;
  readonly compressedBytes: number;
  readonly uncompressedBytes: number;
}

export interface Progress {
  /** Runs that were played, of all variants of all questions. */
  readonly finished: number;
  /** 0 until it is known. */
  readonly total: number;
  /** What went wrong, for people; '' as long as nothing did. */
  readonly problem: string;
}

export type Message =
  | { readonly kind: 'progress'; readonly finished: number; readonly total: number }
  | { readonly kind: 'answer'; readonly question: number; readonly answer: Answer }
  | { readonly kind: 'problem'; readonly problem: string };
