/** Plays scenarios with the bundled core in other surroundings than those of the tests. */
import { createContext, runInContext } from 'node:vm';
import { type Written, playAndWrite } from './answer.js';

/** Globals of V8 that ECMAScript does not have. */
const NOT_ECMASCRIPT = ['console', 'WebAssembly'];

/** Members of Math whose results IEEE 754 fixes, so that no engine may give others. */
const EXACT = 'abs ceil clz32 floor fround imul max min random round sign sqrt trunc'.split(' ');

/** Flips the last bit of every other function of Math, as another engine or version might. */
const PERTURB_MATH = `(() => {
  const real = new Float64Array(1);
  const bits = new BigUint64Array(real.buffer);
  const perturb = (value) => {
    if (!Number.isFinite(value) || value === 0) return value;
    real[0] = value;
    bits[0] ^= 1n;
    return real[0];
  };
  const exact = new Set(${JSON.stringify(EXACT)});
  for (const name of Object.getOwnPropertyNames(Math)) {
    const original = Math[name];
    if (typeof original === 'function' && !exact.has(name)) Math[name] = (...values) => perturb(original(...values));
  }
})();`;

export interface BareContext {
  /** Runs a script and returns the value of its last expression. */
  run(script: string): unknown;
  play(text: string): Promise<Written>;
}

/** A context of `vm` with what ECMAScript has and nothing else, and in it the core as one script. */
export function bareContext(core: string, { perturbed = false } = {}): BareContext {
  const context = createContext(Object.create(null) as object);
  const run = (script: string): unknown => runInContext(script, context);
  for (const name of NOT_ECMASCRIPT) run(`delete globalThis.${name}`);
  if (perturbed) run(PERTURB_MATH);
  run(core);
  return {
    run,
    play: (text) =>
      run(`(${playAndWrite.toString()})(pullcast, ${JSON.stringify(text)})`) as Promise<Written>,
  };
}
