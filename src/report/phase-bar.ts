/** One phase of a start in a line of text: its name, a bar as long as its share, its seconds. */
import type { Phase } from '../model/record.js';

/** Characters of bar that a whole start has. */
const WHOLE = 20;

/** `unpack ▇▇▇▇▇▇▇▇▇▇ 19.7`: a block for each twentieth of `totalSeconds`, a sliver below half of one. */
export function phaseBar(phase: Phase, seconds: number, totalSeconds: number): string {
  const blocks = totalSeconds > 0 ? Math.round((seconds / totalSeconds) * WHOLE) : 0;
  const amount = seconds >= 99.95 ? seconds.toFixed(0) : seconds.toFixed(seconds < 0.05 ? 2 : 1);
  return blocks === 0 ? `${phase} ▏${amount}` : `${phase} ${'▇'.repeat(blocks)} ${amount}`;
}
