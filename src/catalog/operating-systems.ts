/**
 * Operating system families as ECS names them, which launch types have them, and the base images of Windows that their
 * hosts run: a Windows container shares the kernel of its host, so that its base must be of the same release. Source: ECS
 * API reference, RuntimePlatform (read 2026-11-21); for Fargate the developer guide, platform-windows-fargate.md
 * (2023-06-15); for bases Microsoft, Windows container version compatibility (2026-08-07). Left out: Hyper-V isolation
 *,
 * and Windows Server 2016 and the semi-annual releases, which are out of support.
 */
export interface OperatingSystemFamily {
  readonly name: string;
  readonly operatingSystem: 'LINUX' | 'WINDOWS';
  readonly launchTypes: readonly ('EC2' | 'FARGATE')[];
  /** Releases of Windows whose containers it runs, its own first. */
  readonly bases: readonly string[];
}

/** A host of Server 2025 runs what was made for 2022, too: learn.microsoft.com, deploy-containers/portability (2026). */
const WITH_2025 = ['ltsc2025', 'ltsc2022'];
const BOTH = ['EC2', 'FARGATE'] as const;

const families: readonly OperatingSystemFamily[] = [
  { name: 'LINUX', operatingSystem: 'LINUX', launchTypes: BOTH, bases: [] },
  { name: 'WINDOWS_SERVER_2019_CORE', operatingSystem: 'WINDOWS', launchTypes: BOTH, bases: ['ltsc2019'] },
  { name: 'WINDOWS_SERVER_2019_FULL', operatingSystem: 'WINDOWS', launchTypes: BOTH, bases: ['ltsc2019'] },
  { name: 'WINDOWS_SERVER_2022_CORE', operatingSystem: 'WINDOWS', launchTypes: BOTH, bases: ['ltsc2022'] },
  { name: 'WINDOWS_SERVER_2022_FULL', operatingSystem: 'WINDOWS', launchTypes: BOTH, bases: ['ltsc2022'] },
  { name: 'WINDOWS_SERVER_2025_CORE', operatingSystem: 'WINDOWS', launchTypes: ['EC2'], bases: WITH_2025 },
  { name: 'WINDOWS_SERVER_2025_FULL', operatingSystem: 'WINDOWS', launchTypes: ['EC2'], bases: WITH_2025 },
];

/** The names that hosts of a launch type can have. */
export function operatingSystemFamilies(launchType: 'EC2' | 'FARGATE'): readonly [string, ...string[]] {
  const [first = '', ...rest] = families
    .filter(({ launchTypes }) => launchTypes.includes(launchType))
    .map(({ name }) => name);
  return [first, ...rest];
}

/** The family of this name, or undefined. */
export function findOperatingSystemFamily(name: string): OperatingSystemFamily | undefined {
  return families.find((family) => family.name === name);
}
