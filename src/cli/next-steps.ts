/** What to try next, after an answer: at most four lines, chosen by what the scenario holds. */
import type { Scenario } from '../scenario/scenario.js';

export interface Played {
  /** How the program is called. */
  readonly program: string;
  /** What the user typed. */
  readonly file: string;
  /** Path of the report, if one was written. */
  readonly report?: string | undefined;
}

/** Lines such as `pullcast show my.yaml`, the most useful first. */
export function nextSteps(scenario: Scenario, { program, file, report }: Played): readonly string[] {
  const world = scenario.variants[0]?.world;
  const [ec2] = (world?.capacities ?? []).flatMap((capacity) =>
    capacity.launchType === 'EC2' && capacity.managed === null ? [capacity] : [],
  );
  const steps: string[] = [];
  if (report !== undefined) steps.push(`open ${report} in a browser`);
  if (file === '-') return steps;
  steps.push(`${program} explain ${quoted(file)}`);
  if (ec2 && scenario.varies !== 'ECS_IMAGE_PULL_BEHAVIOR')
    steps.push(`${program} compare ${quoted(file)} --policies`);
  else if (ec2) {
    const counts = [ec2.count, ec2.count * 2].join(',');
    steps.push(`${program} compare ${quoted(file)} --vary capacity.${ec2.name}.count=${counts}`);
  }
  steps.push(`${program} show ${quoted(file)}`);
  return steps;
}

/** A file name as a shell takes it. */
function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
}
