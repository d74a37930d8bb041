/**
 * What containers read of their images until they are ready, by kind of application: share of the bytes on disk, and
 * how that lies in the image. Shares have a source each, and few are measured as bytes: most are worked out from
 * times of public benchmarks, as their notes say, so an application's own trace is worth more. How long the runs are,
 * and in how many parts they are read, no source tells: 2 MiB reproduces what the node image of the SOCI benchmark
 * fetches, a few spans of 4 MiB more than is read; large libraries and programs lie in longer runs.
 */
import { parseSize } from '../units/size.js';
import type { CostEntry, Evidence } from './cost.js';

/** Structurally the model's `ReadsSpec`, without the requests that come later. */
export interface ProfileReads {
  readonly profile: string;
  readonly share: number;
  readonly order: 'sequential' | 'scattered';
  readonly runBytes: number;
  readonly bursts: number;
  readonly streams: number;
  readonly requests: null;
}

export interface AccessProfile {
  readonly name: string;
  /** The kind of application. */
  readonly what: string;
  readonly reads: ProfileReads;
  /** Of the share. */
  readonly source: string;
  readonly asOf: string;
  readonly evidence: Evidence;
  readonly note: string;
}

const SLACKER = 'Slacker (Harter et al., FAST 2016)';
const SOCI = 'awslabs/soci-snapshotter, benchmark history of the gh-pages branch';
const STARGZ = 'containerd/stargz-snapshotter (ecdb227), chart in README.md';
const GUESS = 'estimate from the files of the official image';

/** The profile of containers that say nothing. */
export const DEFAULT_ACCESS_PROFILE = 'typical';

type Given = Omit<AccessProfile, 'name' | 'reads'> & Partial<ProfileReads> & { readonly share: number };

const profiles: Readonly<Record<string, Given>> = {
  typical: {
    what: 'The mean of many kinds',
    share: 0.064,
    source: `${SLACKER}: share of image data that is read until a container does useful work`,
    asOf: '2016-02',
    evidence: 'measured',
    note: 'mean of 57 official images of 2015, whose tasks are small; your own code and its libraries read more',
  },
  'command-line': {
    what: 'A program that runs and ends, in an image with a whole distribution',
    share: 0.005,
    runBytes: parseSize('4 MiB'),
    bursts: 2,
    source: `${SOCI}: ffmpeg runs in 0.34 s where it fetches its spans, 0.01 s where they are there`,
    asOf: '2023-12',
    evidence: 'inferred',
    note: '0.33 s at the 0.1 s a span of its node image are 3.4 spans of 346 (1.45 GB on disk), 1 %, which half of that in runs as long as a span fetches; a compiler reads more: gcc fetches 5 % ahead by the chart of stargz-snapshotter',
  },
  'static-binary': {
    what: 'One executable without libraries, such as Go or Rust, in an image with nothing else',
    share: 0.5,
    runBytes: parseSize('8 MiB'),
    bursts: 2,
    source: `${GUESS}: a small base and a program, whose pages are read as they are run`,
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'half of the program by the time it listens; layers below the minimum of an index are pulled whole anyway',
  },
  'web-server': {
    what: 'nginx, httpd, haproxy and the like',
    share: 0.05,
    bursts: 3,
    source: `${GUESS} of nginx: server, C and TLS libraries and configuration are 10 MB of 190 MB`,
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'without the files that it serves; those are first requests',
  },
  node: {
    what: 'Node.js with the modules of an application',
    share: 0.08,
    bursts: 20,
    source: `${SOCI}: node runs in 4.4 s where it fetches its spans, 0.45 s where they are there`,
    asOf: '2023-12',
    evidence: 'inferred',
    note: 'about 40 spans of 250 for the bare runtime, which a share of 0.056 fetches; some more for modules',
  },
  python: {
    what: 'Python with a web framework, module by module',
    share: 0.08,
    runBytes: parseSize('1 MiB'),
    bursts: 20,
    source: 'estimate: as node, in smaller files',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'scientific libraries are as machine-learning',
  },
  php: {
    what: 'PHP behind a web server, with an application that copies itself into a volume first',
    share: 0.35,
    runBytes: parseSize('1 MiB'),
    bursts: 10,
    source: 'github.com/dragonflyoss/nydus/issues/1250: WordPress without prefetch reads 73.6 MB of 211 MB',
    asOf: '2023-04-25',
    evidence: 'measured',
    note: 'compressed bytes in 127 requests, chunks of up to 1 MiB; without that copy it is nearer to a web server',
  },
  ruby: {
    what: 'Ruby with a web framework, module by module',
    share: 0.08,
    runBytes: parseSize('1 MiB'),
    bursts: 20,
    source: 'estimate: the same as python',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: '',
  },
  java: {
    what: 'A Java virtual machine with an application server or framework',
    share: 0.25,
    runBytes: parseSize('4 MiB'),
    bursts: 20,
    source: `${STARGZ}: what glassfish needs is fetched ahead in 7.9 s, all of it in 26.7 s`,
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'a ratio of times, 0.30, of which fixed times are part; archives of classes are read in long runs',
  },
  dotnet: {
    what: '.NET with its shared framework',
    share: 0.2,
    runBytes: parseSize('4 MiB'),
    bursts: 10,
    source: `${GUESS} of dotnet/aspnet: runtime, core library and part of the framework are 45 MB of 220 MB`,
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'compiled ahead of time it is as static-binary',
  },
  database: {
    what: 'A database that initialises itself: PostgreSQL, MySQL, RethinkDB',
    share: 0.25,
    bursts: 5,
    source: `${STARGZ}: what rethinkdb needs is fetched ahead in 2.4 s, all of it in 7.1 s`,
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'a ratio of times, 0.34, of which fixed times are part, for an image of 70 MB; Redis reads less of less',
  },
  'machine-learning': {
    what: 'TensorFlow or PyTorch: start-up imports much of the libraries',
    share: 0.45,
    runBytes: parseSize('16 MiB'),
    bursts: 20,
    source: `${SOCI}: tensorflow runs in 27.6 s where it fetches its spans, 2.3 s where they are there; its whole pull takes 22 s`,
    asOf: '2023-12',
    evidence: 'inferred',
    note: 'span by span at the pace of the node image of the same benchmark: some 250; weights in the image come on top',
  },
  whole: {
    what: 'Everything: an antivirus scan, a copy, a model that is most of the image',
    share: 1,
    order: 'sequential',
    runBytes: parseSize('64 MiB'),
    bursts: 1,
    source: 'definition: all bytes, in their order',
    asOf: '2026-11-21',
    evidence: 'documentation',
    note: 'the worst case for lazy loading',
  },
};

/** The profile of this name, or undefined. */
export function findAccessProfile(name: string): AccessProfile | undefined {
  const given = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (given === undefined) return undefined;
  const { what, source, asOf, evidence, note, ...own } = given;
  const usual = { order: 'scattered', runBytes: parseSize('2 MiB'), bursts: 10, streams: 1 } as const;
  return {
    name,
    what,
    reads: { profile: name, requests: null, ...usual, ...own },
    source,
    asOf,
    evidence,
    note,
  };
}

/** Names of all profiles, the mean first and the worst case last. */
export function accessProfileNames(): readonly string[] {
  return Object.keys(profiles);
}

/** The shares as rows of the list of costs, by the name of the profile. */
export const accessProfileCosts: Readonly<Record<string, CostEntry<number>>> = Object.fromEntries(
  Object.entries(profiles).map(([name, { what, share, source, asOf, evidence, note }]) => [
    name,
    { value: share, unit: 'share', source, asOf, evidence, note: note === '' ? what : `${what}: ${note}` },
  ]),
);
