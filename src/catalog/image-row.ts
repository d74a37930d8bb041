/** One image of the bundled listings, as the data files write it. Digests are sha256 in hex, without the prefix. */
export interface ImageRow {
  /** Repository and tag; Docker Hub where no registry is named. */
  readonly ref: string;
  readonly platform: string;
  /** Windows build, or for .NET the distribution. */
  readonly osVersion?: string;
  /** Absent: an ordinary Linux image. */
  readonly kind?: 'windows' | 'ml';
  /** Key of the file's `sources`. */
  readonly source: string;
  readonly asOf: string;
  /** Absent where the source gives no media type. */
  readonly compression?: 'gzip';
  /** Digest of the multi-platform index that the tag named. */
  readonly index?: string;
  readonly manifest?: string;
  readonly config?: string;
  /** Indexes of layers that came from another registry (Windows bases before 2023). */
  readonly foreignLayers?: readonly number[];
  /** Size on disk of all layers, known to 0.01 MB or 0.01 GB. */
  readonly uncompressedBytes?: number;
  /** Sum of the layers as the source states it. */
  readonly totalBytes: number;
  /** Base layer first. */
  readonly layers: readonly (readonly [digest: string, compressedBytes: number, bytesOnDisk?: number])[];
}

export interface ImageSource {
  readonly what: string;
  readonly url: string;
  readonly commit: string;
  readonly licence: string;
  readonly dated: string;
  readonly retrieved: string;
}
