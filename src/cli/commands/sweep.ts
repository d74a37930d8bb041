/** `pullcast sweep FILE`: a grid of paths, or a search along one, and where the answer flips. */
import { type Command, InvalidArgumentError } from 'commander';
import { parseShare } from '../../units/share.js';
import { UnitError } from '../../units/unit-error.js';
import { readCount } from '../options.js';
import { UsageError } from '../report-failure.js';
import { resultFolder } from '../result-folder.js';
import type { Finish, Session } from '../session.js';
import type { SweepOptions } from '../read-sweep.js';

const EXAMPLES = `
Examples:
  pullcast sweep my.yaml --vary images.api.scale=0.5,1,2,4              a grid of one path: curves
  pullcast sweep my.yaml --vary images.api.scale=0.5,1,2,4 --vary capacity.web.count=5,10,20
                                                                        of two: a heat map of who wins
  pullcast sweep my.yaml --crossover images.api.scale=0.1..20           the value at which the winner changes
  pullcast sweep my.yaml --crossover 'images.api.layers[0].size=50 MiB..4 GiB' --vary capacity.web.instanceType=m6i.large,m6i.xlarge
                                                                        … for each of several settings
  pullcast sweep my.yaml --crossover 'timeline[jobs].arrivals=poisson(2/h..200/h)' --metric 'total cost per month'
                                                                        the break-even arrival rate

Every point plays the variants of the file (its compare or vary), under the same random numbers. A search compares
the first two, or those of --between: a few points first, then it halves each stretch in which the winner changes,
down to --tolerance, or tells the stretch in which the runs show no difference. Whole numbers stay whole.
Metrics are the results that expect knows: 'start p95', 'first request p95', 'cost per 1000 starts', 'hit rate' …
`;

const DEFAULT_METRIC = 'start p50';

export function addSweep(program: Command, session: Session, finish: Finish): void {
  program
    .command('sweep')
    .description('play a grid of settings, or search along one, and say where the answer flips')
    .argument('<file>', 'scenario file; - is standard input')
    .option('--vary <path=a,b,…>', 'a path of the scenario and its values (may be repeated)', append, [])
    .option('--crossover <path=lo..hi>', 'find the value between lo and hi at which the winner changes')
    .option('--between <a,b>', 'the variants to compare (default: all of a grid, the first two of a search)')
    .option('--metric <result>', 'what is compared', DEFAULT_METRIC)
    .option('--tolerance <share>', 'how closely a crossover is found (default: 2 %)', readTolerance)
    .option('--points <n>', 'points at which a search begins (default: 7)', readCount(2))
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, _: object, command: Command) => {
      const options: SweepOptions = command.optsWithGlobals();
      if (options.vary.length === 0 && options.crossover === undefined)
        throw new UsageError('sweep needs --vary PATH=A,B,… or --crossover PATH=LO..HI, or both');
      if (options.crossover === undefined && (options.tolerance ?? options.points) !== undefined)
        throw new UsageError('--tolerance and --points are for --crossover  leave them out');
      const { sweepFile } = await import('../sweep-file.js');
      const folder = (name: string): string => options.out ?? resultFolder('results', `${name}-sweep`);
      finish(await sweepFile({ file, options, session, folder }));
    });
}

function append(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** A share above zero; far below a thousandth the values of a scenario would need more digits than anybody reads. */
function readTolerance(text: string): number {
  try {
    const share = parseShare(text);
    if (share >= 1e-4 && share <= 0.5) return share;
  } catch (error) {
    if (error instanceof UnitError) throw new InvalidArgumentError(`${error.message}: ${error.remedy}.`);
    throw error;
  }
  throw new InvalidArgumentError('Write a share from "0.01 %" to "50 %".');
}
