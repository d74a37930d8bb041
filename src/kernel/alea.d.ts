/** Types of the one generator of seedrandom that is used; @types/seedrandom covers only the package's root. */
declare module 'seedrandom/lib/alea.js' {
  interface Prng {
    (): number;
    /** A signed 32-bit integer. */
    int32(): number;
  }
  export default function alea(seed: string): Prng;
}
