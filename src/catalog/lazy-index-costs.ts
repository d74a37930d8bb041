/**
 * What makes an image loadable in parts: how a SOCI index is built and how soon it is there, and the chunks of eStargz.
 * Left out: what the builder costs, and that it takes longer for larger images; a scenario gives `builtAfter` for those.
 */
import { parseDistribution } from '../units/parse-distribution.js';
import type { CostEntry } from './cost.js';

const SOCI = {
  source:
    'github.com/awslabs/soci-snapshotter, cmd/soci/commands/create.go and soci/soci_index.go (77fb4266)',
  asOf: '2026-08-11',
  evidence: 'source code',
} as const;

export const lazyIndexCosts = {
  builtAfterSeconds: {
    value: parseDistribution('lognormal(median 90s, p95 4m)'),
    unit: 's from a push until the index is beside the image',
    source:
      'estimate; github.com/awslabs/cfn-ecr-aws-soci-index-builder, docs/deployment_guide troubleshooting: a function that is told of the push, pulls the image and indexes it, and takes less than its 15 minutes for images up to 6 GB',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'for images of some hundred megabytes; 6 GB in 15 min is 6.7 MB/s at least, by which 600 MB are there after 90 s',
  },
  minLayerBytes: {
    ...SOCI,
    value: 10 * 2 ** 20,
    unit: 'B, compressed',
    note: 'smaller layers get no zTOC, and are fetched whole (--min-layer-size)',
  },
  spanBytes: {
    ...SOCI,
    value: 4 * 2 ** 20,
    unit: 'B, uncompressed',
    note: 'what is fetched together (--span-size)',
  },
  estargzChunkBytes: {
    value: 4 * 2 ** 20,
    unit: 'B, uncompressed',
    source: 'github.com/containerd/stargz-snapshotter, estargz/build.go (default chunk size)',
    asOf: '2026-08-21',
    evidence: 'source code',
    note: 'of a file; smaller files are one chunk each',
  },
} satisfies Record<string, CostEntry>;
