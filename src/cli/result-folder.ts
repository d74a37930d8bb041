/**
 * Where results go that have no folder of their own named by `--out`. A scenario can come from anybody, so its name is
 * one name of a folder and no path, whatever it holds.
 */

/** The folder below `parent` for the results of a scenario of this name; what no system allows in a name becomes a dash. */
export function resultFolder(parent: string, name: string): string {
  const plain = name.replace(/[\p{Cc}/\\:*?"<>|]+/gu, '-').replace(/^\.+/, '-');
  return `${parent}/${plain}`;
}
