/** Rows of starts on Fargate, several of one world, and the layers of images whose layers are not told. */
import { imageDefaults } from '../../../src/catalog/costs.js';
import type { Compression, LayerSpec } from '../../../src/model/spec.js';
import type { Row } from '../tiny-world.js';
import { startsOf, type FargateStart } from './fargate-task.js';
import type { MeasuredRow } from './measured-row.js';
import { layersOf, median } from './one-pull.js';

interface Case extends Partial<MeasuredRow> {
  readonly id: string;
  readonly what: string;
  readonly measured: number;
  readonly part: (row: Row) => number;
}

/** Medians of parts of a start, which is played once for all of them. */
export function startRows(
  play: FargateStart,
  common: Pick<MeasuredRow, 'source' | 'guesses'> & Partial<MeasuredRow>,
  cases: readonly Case[],
): MeasuredRow[] {
  let starts: readonly Row[] | null = null;
  return cases.map(({ part, ...row }) => ({
    unit: 's',
    ...common,
    predict: () => median((starts ??= startsOf(play)).map(part)),
    ...row,
  }));
}

/** Layers of so many bytes, unpacked as large as for other images unless told, and with as many files. */
export function ordinaryLayers(
  sizes: readonly number[],
  ratio: number = imageDefaults.uncompressedRatio,
  compression: Compression = 'gzip',
): LayerSpec[] {
  return layersOf(sizes, ratio, imageDefaults.filesPerMegabyte, compression);
}

/** Of images that tell only how large they are. */
export const LAYERS = 12;
export const LAYERS_GUESS = `layers not told: ${LAYERS} as 1 ÷ rank`;
