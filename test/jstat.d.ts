/** The part of jstat that tests use as an oracle; the package has no types of its own. */
declare module 'jstat' {
  interface Continuous {
    cdf(x: number, ...parameters: number[]): number;
    inv(p: number, ...parameters: number[]): number;
  }
  const jStat: {
    lognormal: Continuous;
    studentt: Continuous;
    mean(values: number[]): number;
    stdev(values: number[], sample: boolean): number;
    quantiles(values: number[], ps: number[], alphap: number, betap: number): number[];
    tci(mean: number, alpha: number, sd: number, n: number): [number, number];
  };
  export default jStat;
}
