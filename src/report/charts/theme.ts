/**
 * What all charts share: sizes, colours, accessible names. Colours are those of Okabe and Ito ("Color
 * Universal Design", 2008), which people with any common colour blindness can tell apart; text and axes
 * are `currentColor`, so a chart takes on the light or dark page that it stands in.
 */
import type { PlotOptions } from '@observablehq/plot';
import type { Phase } from '../../model/record.js';

/** What a chart needs of its surroundings. */
export interface ChartOptions {
  /** The page's document, or one of jsdom. */
  readonly document: Document;
  /** Pixels; 720 by default. */
  readonly width?: number | undefined;
}

export const DEFAULT_WIDTH = 720;

/** One colour a variant, in the order of the scenario. */
export const VARIANT_COLORS = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#CC79A7',
  '#56B4E9',
  '#D55E00',
  '#8C6BB1',
  '#6B6B6B',
] as const;

/** More variants than colours cannot be told apart. */
export const MOST_VARIANTS = VARIANT_COLORS.length;

/** Grey is time in which the image plays no part, blue is the pull, vermilion is waiting for it. */
export const PHASE_COLORS: Readonly<Record<Phase, string>> = {
  capacity: '#6B6B6B',
  provision: '#A6A6A6',
  resolve: '#E69F00',
  wait: '#D55E00',
  fetch: '#56B4E9',
  unpack: '#0072B2',
  create: '#CC79A7',
  ready: '#009E73',
};

/** The variants of some rows, each once, as many as there are colours. */
export function variantsOf(rows: readonly { readonly variant: string }[]): string[] {
  return [...new Set(rows.map(({ variant }) => variant))].slice(0, MOST_VARIANTS);
}

/** The colour of a variant among `variants`. */
export function colorOf(variants: readonly string[], variant: string): string {
  return VARIANT_COLORS[Math.max(0, variants.indexOf(variant)) % MOST_VARIANTS]!;
}

/**
 * Line widths of variants: the first is drawn first and widest, so that curves that coincide show as one
 * inside the other instead of hiding each other.
 */
export function lineWidth(index: number, count: number): number {
  return 1.8 + Math.min(1.9, 6 / count) * (count - 1 - index);
}

/** Options that every chart begins with. */
export function baseOptions(options: ChartOptions, label: string, description: string): PlotOptions {
  return {
    document: options.document,
    width: options.width ?? DEFAULT_WIDTH,
    className: 'chart',
    style: { fontSize: '12px', fontFamily: 'system-ui, sans-serif', background: 'none', overflow: 'visible' },
    ariaLabel: label,
    ariaDescription: description,
  };
}
