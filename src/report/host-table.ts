/** What instances and their agents have at an instant, as tables of a terminal: `--dump-state`. */
import type { HostState, LocalImageState, TrackedImageState } from '../model/host-state.js';
import { formatSize } from '../units/size.js';
import { formatPercent } from '../units/share.js';
import { countOf, formatSeconds } from './figure-text.js';
import type { Paint } from './paint.js';

/** A section a host, with a line break at the end. */
export function hostTable(hosts: readonly HostState[], paint: Paint): string {
  if (hosts.length === 0) return 'no instance runs at that time (Fargate has none)\n';
  return `${hosts.map((host) => hostSection(host, paint)).join('\n\n')}\n`;
}

function hostSection(host: HostState, paint: Paint): string {
  const now = host.atSeconds;
  const tracked = host.states.map((state) => trackedRow(state, now));
  const local = host.images.map(localRow);
  return [
    paint.bold(`${host.host} at ${formatSeconds(now)}`),
    `  disk    ${formatSize(host.disk.usedBytes)} of ${formatSize(host.disk.sizeBytes)} (${formatPercent(host.disk.usedBytes / host.disk.sizeBytes)}), at most ${formatSize(host.disk.peakBytes)} so far`,
    `  agent   ${agentWords(host)}`,
    ...(tracked.length > 0 ? ['', ...lines(TRACKED, tracked, paint)] : []),
    ...(local.length > 0 ? ['', ...lines(LOCAL, local, paint)] : ['  no image on its disk']),
  ].join('\n');
}

function agentWords({ agentRuns, pullsInFlight, lock, tokens, atSeconds }: HostState): string {
  const waiting = [
    lock.waitingReaders > 0 ? `${countOf(lock.waitingReaders, 'pull')} waiting for the lock` : '',
    lock.waitingWriters > 0 ? 'cleanup waiting for the lock' : '',
  ];
  const valid = tokens.filter(({ expiresAtSeconds }) => expiresAtSeconds > atSeconds);
  return [
    agentRuns ? 'runs' : 'is down',
    pullsInFlight > 0 ? `${countOf(pullsInFlight, 'pull')} in flight` : 'no pull in flight',
    lock.writing ? 'cleanup has the pull lock' : '',
    ...waiting,
    valid.length > 0 ? `${countOf(valid.length, 'registry token')} cached` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const TRACKED = ['in the agent’s books', 'names', 'recorded', 'last used', 'pulled', 'used by', 'on disk'];
const LOCAL = ['on disk', 'image', 'local names', 'size', 'in the books', 'containers'];

function trackedRow(state: TrackedImageState, now: number): readonly string[] {
  return [
    short(state.imageId),
    list(state.names),
    ago(now - state.pulledAtSeconds),
    ago(now - state.lastUsedAtSeconds),
    state.pullSucceeded ? 'yes' : 'no',
    String(state.references.length),
    state.onDisk ? 'yes' : 'no',
  ];
}

function localRow(image: LocalImageState): readonly string[] {
  return [
    short(image.imageId),
    `${image.image} #${image.release}`,
    list(image.tags.length > 0 ? image.tags : image.repoDigests.map(shortReference)),
    formatSize(image.bytes),
    image.tracked ? 'yes' : 'no',
    String(image.containers.length),
  ];
}

function ago(seconds: number): string {
  return `${formatSeconds(seconds)} ago`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}

const DIGITS = 12;

function short(id: string): string {
  return id.slice(id.indexOf(':') + 1, id.indexOf(':') + 1 + DIGITS);
}

function shortReference(reference: string): string {
  const at = reference.indexOf('@');
  return at < 0 ? reference : `${reference.slice(0, at)}@${short(reference.slice(at + 1))}`;
}

function lines(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): readonly string[] {
  const widths = heads.map((head, column) =>
    rows.reduce((most, row) => Math.max(most, row[column]!.length), head.length),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd();
  return [paint.dim(line(heads)), ...rows.map(line)];
}
