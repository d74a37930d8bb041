/**
 * `reads:` of a container: an access profile of the catalogue, or one with settings of its own, and the first requests.
 * It counts where the image is loaded lazily; elsewhere all files are there.
 */
import {
  type AccessProfile,
  DEFAULT_ACCESS_PROFILE,
  accessProfileNames,
  findAccessProfile,
} from '../../catalog/access-profiles.js';
import type { FirstRequestsSpec, ReadsSpec } from '../../model/spec.js';
import { constant } from '../../units/distribution.js';
import { writeDuration } from '../../units/duration.js';
import { formatDistribution } from '../../units/parse-distribution.js';
import { formatPercent } from '../../units/share.js';
import type { Path } from '../path.js';
import type { ReadsInput, ReadsSettings } from '../schema/reads.js';
import type { Fallback, Resolution } from './resolution.js';
import { writeSize } from './write-values.js';

/** First requests of which a scenario says nothing more. */
const REQUESTS: FirstRequestsSpec = {
  count: 20,
  everySeconds: 1,
  handlingSeconds: constant(0.05),
  share: 0.02,
};

/** What the container at `path` reads of its image. */
export function resolveReads(path: Path, given: ReadsInput | undefined, resolution: Resolution): ReadsSpec {
  const at: Path = [...path, 'reads'];
  const settings: ReadsSettings = typeof given === 'object' ? given : {};
  const isSection = typeof given === 'object';
  const usual = findAccessProfile(DEFAULT_ACCESS_PROFILE);
  if (usual === undefined) throw new Error(`there is no access profile ${DEFAULT_ACCESS_PROFILE}`);
  if (given === undefined) {
    const words = `${usual.name}: ${formatPercent(usual.reads.share)} of its image`;
    resolution.note(at, words, 'catalogue', sourceOf(usual));
    return { ...usual.reads, requests: null };
  }
  const name = resolution.pick(isSection ? [...at, 'profile'] : at, isSection ? given.profile : given, {
    value: usual.name,
    source: 'nothing is known of the application',
  });
  const profile = findAccessProfile(name);
  if (profile === undefined) {
    resolution.unknown(isSection ? [...at, 'profile'] : at, 'access profile', name, accessProfileNames());
    return { ...usual.reads, requests: null };
  }
  const { reads } = profile;
  const ofProfile = <T>(value: T): Fallback<T> => ({ value, origin: 'catalogue', source: sourceOf(profile) });
  return {
    profile: name,
    share: resolution.pick([...at, 'share'], settings.share, ofProfile(reads.share), formatPercent),
    order: resolution.pick([...at, 'order'], settings.order, ofProfile(reads.order)),
    runBytes: resolution.pick([...at, 'run'], settings.run, ofProfile(reads.runBytes), writeSize),
    bursts: resolution.pick([...at, 'bursts'], settings.bursts, ofProfile(reads.bursts)),
    streams: resolution.pick([...at, 'streams'], settings.streams, ofProfile(reads.streams)),
    requests: requestsOf([...at, 'requests'], settings.requests, resolution),
  };
}

function sourceOf({ source, asOf, evidence }: AccessProfile): string {
  return `${source} (${asOf}), ${evidence}`;
}

function requestsOf(
  at: Path,
  given: ReadsSettings['requests'],
  resolution: Resolution,
): FirstRequestsSpec | null {
  if (given === undefined || given === 'none') {
    resolution.pick(at, given, { value: 'none', source: 'nobody asks how long requests take' });
    return null;
  }
  const usual = <T>(value: T): Fallback<T> => ({
    value,
    source: 'an example, as nothing is known of the application',
  });
  return {
    count: resolution.pick([...at, 'count'], given.count, usual(REQUESTS.count)),
    everySeconds: resolution.pick([...at, 'every'], given.every, usual(REQUESTS.everySeconds), writeDuration),
    handlingSeconds: resolution.pick(
      [...at, 'handling'],
      given.handling,
      usual(REQUESTS.handlingSeconds),
      formatDistribution,
    ),
    share: resolution.pick([...at, 'share'], given.share, usual(REQUESTS.share), formatPercent),
  };
}
