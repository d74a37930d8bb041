/**
 * Who builds a SOCI index for what is pushed: a function that a push starts, as AWS's CloudFormation SOCI Index Builder
 * does (awslabs/cfn-ecr-aws-soci-index-builder, 2025-06), or a pipeline that converts an image before it is pushed (no
 * delay). Version 1 is pushed beside the image; version 2 is the image pushed again, under the tag of the push, as long as
 * that names it still. An immutable tag cannot be pushed to again, so that a builder's version 2 comes to nothing (issue
 * 14 of CloudSnorkel/standalone-soci-indexer). An index without any layer in it is not made. Left out: builders that
 * fail or fall behind, and one that moves a tag back which has been pushed to meanwhile.
 */
import type { Body } from '../../kernel/process.js';
import { entity } from '../../kernel/random.js';
import type { Environment } from '../environment.js';
import type { Release } from '../image/release.js';
import type { Repository } from '../image/repository.js';
import { indexLayer } from '../lazy/ztoc.js';
import type { LazyIndexSpec, ModelParameters } from '../spec.js';

/** Who is told what a builder has pushed. */
export interface IndexListener {
  /** A release under a tag: the image with its index. */
  imagePushed(repository: Repository, release: Release, tag: string): void;
  /** An object that names a release. */
  indexPushed(repository: Repository, release: Release): void;
}

/** Bytes of the SOCI index of a release: the zTOCs of its layers; 0 where no layer has one. */
export function indexBytes({ layers }: Release, index: LazyIndexSpec, parameters: ModelParameters): number {
  return layers.reduce((sum, layer) => sum + (indexLayer(layer, index, parameters)?.indexBytes ?? 0), 0);
}

export class IndexBuilder {
  readonly #environment: Environment;
  readonly #listener: IndexListener;

  constructor(environment: Environment, listener: IndexListener) {
    this.#environment = environment;
    this.#listener = listener;
  }

  /** Begins what a push of new content under a tag leads to; what the tag names now. */
  pushed(repository: Repository, release: Release, tag: string): Release {
    const { lazyIndex } = repository.spec;
    if (lazyIndex?.format !== 'soci' || lazyIndex.buildSeconds === null) return release;
    const bytes = indexBytes(release, lazyIndex, this.#environment.parameters);
    if (bytes === 0) return release;
    const who = entity(`${release.image}/${release.number}`);
    const seconds = this.#environment.draw('index build', lazyIndex.buildSeconds, who);
    if (seconds > 0) {
      this.#environment.simulation.start(
        this.#pushLater(repository, release, tag, lazyIndex, bytes, seconds),
        'index',
      );
      return release;
    }
    const { now } = this.#environment;
    if (lazyIndex.version === 'v2')
      return repository.convert(release, tag, lazyIndex, bytes, now, true)?.release ?? release;
    repository.putIndex(release, lazyIndex, bytes, now);
    this.#listener.indexPushed(repository, release);
    return release;
  }

  *#pushLater(
    repository: Repository,
    release: Release,
    tag: string,
    index: LazyIndexSpec,
    bytes: number,
    seconds: number,
  ): Body<void> {
    yield* this.#environment.simulation.delay(seconds);
    if (repository.byDigest(release.digest) === undefined) return;
    const { now } = this.#environment;
    if (index.version === 'v1') {
      repository.putIndex(release, index, bytes, now);
      this.#listener.indexPushed(repository, release);
      return;
    }
    const converted = repository.convert(release, tag, index, bytes, now, false);
    for (const each of converted?.tags ?? [])
      this.#listener.imagePushed(repository, converted!.release, each);
  }
}
