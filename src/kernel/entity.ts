/**
 * The name of what a random number is drawn for, as 64 bits. Entities are named by role (service/deployment/
 * slot/attempt), never by order of creation, so that another policy or one more host does not shift the draws
 * of the rest: that is what makes common random numbers hold.
 * Hash: HalfSipHash-2-4 with 64 bits of output (Aumasson and Bernstein, SipHash, 2012; 32-bit variant of 2016)
 * over the name's UTF-16 units, two bytes each, low byte first.
 */

/** 64 bits as two signed 32-bit integers. */
export interface Entity {
  readonly high: number;
  readonly low: number;
}

/** The key of the published test vectors, so that they can be checked. Any key would do. */
const KEY0 = 0x03020100;
const KEY1 = 0x07060504;

/** The entity of a name. About 0.1 µs for 30 characters: make it once and keep it. */
export function entity(name: string): Entity {
  // Whole words of two characters, and a last one that holds an odd character and the length.
  const words = (name.length >> 1) + 1;
  const absorbed = 2 * words;
  let v0 = KEY0;
  let v1 = KEY1 ^ 0xee;
  let v2 = 0x6c796765 ^ KEY0;
  let v3 = 0x74656462 ^ KEY1;
  let word = 0;
  let low = 0;
  // Two rounds a word, then four for each half of the output.
  for (let round = 0; round < absorbed + 8; round++) {
    const absorbing = round < absorbed;
    if (absorbing && (round & 1) === 0) {
      word = wordOf(name, round >> 1);
      v3 ^= word;
    } else if (round === absorbed) {
      v2 ^= 0xee;
    } else if (round === absorbed + 4) {
      low = v1 ^ v3;
      v1 ^= 0xdd;
    }
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    if (absorbing && (round & 1) === 1) v0 ^= word;
  }
  return { high: v1 ^ v3, low };
}

function wordOf(name: string, index: number): number {
  const start = 2 * index;
  if (start + 1 < name.length) return name.charCodeAt(start) | (name.charCodeAt(start + 1) << 16);
  const last = start < name.length ? name.charCodeAt(start) : 0;
  return last | ((2 * name.length) << 24);
}
