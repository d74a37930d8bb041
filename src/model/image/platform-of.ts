/** What hosts ask an index for: `os/architecture`, in the words of Go. */
export function platformOf(operatingSystem: 'LINUX' | 'WINDOWS', architecture: 'X86_64' | 'ARM64'): string {
  return `${operatingSystem === 'WINDOWS' ? 'windows' : 'linux'}/${architecture === 'ARM64' ? 'arm64' : 'amd64'}`;
}
