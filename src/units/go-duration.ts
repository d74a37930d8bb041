/**
 * Durations as Go reads them (`time.ParseDuration`), for settings of programs written in Go, such as the ECS agent:
 * a sign, then numbers with ns, us, µs, ms, s, m or h, without spaces and in any order. A day is not a unit there,
 * and a bare number is refused, but for 0.
 */
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;
const WORTH: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** Seconds, negative ones too, or null where Go would report an error. */
export function parseGoDuration(text: string): number | null {
  const sign = text.startsWith('-') ? -1 : 1;
  const rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0;
  let seconds = 0;
  PART.lastIndex = 0;
  for (let match = PART.exec(rest); match !== null; match = PART.exec(rest)) {
    seconds += Number(match[1]) * (WORTH[match[2] ?? ''] ?? 0);
    if (PART.lastIndex === rest.length) return sign * seconds;
  }
  return null;
}
