/**
 * How the agent removes an image of its books from the host: a Docker remove for each name that it knows, whatever that
 * means to Docker by now, or one by ID where no name is left. "No such image" is as good as a success; any other error
 * leaves the name in the books. Rules: amazon-ecs-agent `docker_image_manager.go`, `removeImage`, `deleteImage`.
 */
import { entity } from '../../kernel/random.js';
import type { Body } from '../../kernel/process.js';
import type { Removal } from '../host/image-store.js';
import type { ImageState } from '../policy/types.js';
import type { EcsAgent } from './ecs-agent.js';

/** True when the image is out of the books. An agent process that ends meanwhile writes no more into them. */
export function* removeImage(agent: EcsAgent, { imageId, names }: ImageState): Body<boolean> {
  const { instance, incarnation } = agent;
  let failed = false;
  if (names.length === 0)
    failed = (yield* remove(agent, imageId, () => instance.store.removeImage(imageId))) === 'conflict';
  for (const name of [...names]) {
    const removal = yield* remove(agent, name, () => removeName(agent, imageId, name));
    if (agent.incarnation !== incarnation) return false;
    if (removal === 'conflict') failed = true;
    else agent.images.forgetName(imageId, name);
  }
  if (failed || agent.incarnation !== incarnation) return false;
  agent.images.forget(imageId);
  agent.imagesRemoved++;
  return true;
}

/** Docker removes what the name means to it now: with bad luck another image's tag. */
function removeName(agent: EcsAgent, imageId: string, name: string): Removal {
  const { store } = agent.instance;
  const meansAnother = store.inspect(name)?.release.imageId !== imageId;
  if (meansAnother && !agent.environment.assumes('removal-by-name')) return 'no such image';
  return store.removeName(name);
}

/** A remove call of Docker takes its time; what it finds is what is there at its end. */
export function* remove(agent: EcsAgent, what: string, call: () => Removal): Body<Removal> {
  const { environment, instance, cleanupCycles } = agent;
  const who = entity(`${instance.name}/${what}`);
  const cost = environment.draw('image remove', environment.parameters.imageRemove, who, cleanupCycles);
  yield* environment.simulation.delay(cost);
  return call();
}
