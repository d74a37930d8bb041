/** Whether the runtime of a capacity runs on its operating system: layers of Windows are nothing for overlayfs. */
import { windowsRuntimes } from '../../catalog/windows-runtimes.js';
import type { RuntimeSpec } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { RuntimeInput } from '../schema/runtime.js';
import type { Resolution } from './resolution.js';

/** An error where the runtime of the capacity at `path` is for another system. */
export function checkRuntimeSystem(
  path: Path,
  given: RuntimeInput | undefined,
  { name }: RuntimeSpec,
  operatingSystem: 'LINUX' | 'WINDOWS',
  { problems }: Resolution,
): void {
  const forWindows = windowsRuntimes.map(({ runtime }) => runtime.name);
  if (forWindows.includes(name) === (operatingSystem === 'WINDOWS')) return;
  const [is, hosts] = operatingSystem === 'WINDOWS' ? ['Linux', 'Windows'] : ['Windows', 'Linux'];
  problems.error({
    path: [...path, 'runtime', ...(typeof given === 'object' ? ['preset'] : [])],
    message: `${name} is for ${is}, and these hosts have ${hosts}`,
    remedy:
      operatingSystem === 'WINDOWS'
        ? `name a preset for Windows: ${forWindows.join(', ')}`
        : 'name a preset for Linux, or write "operatingSystemFamily: WINDOWS_SERVER_2022_CORE"',
  });
}
