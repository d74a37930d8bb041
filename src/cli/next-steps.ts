/** What to try next, after an answer: at most three lines, chosen by what the scenario holds. */
import type { Scenario } from '../scenario/scenario.js';

/** Lines such as `pullcast show my.yaml`, the most useful first. `file` is what the user typed. */
export function nextSteps(scenario: Scenario, file: string, report: string | undefined): readonly string[] {
  const world = scenario.variants[0]?.world;
  const ec2 = world?.capacities.find((capacity) => capacity.launchType === 'EC2');
  const steps: string[] = [];
  if (report !== undefined) steps.push(`open ${report}`);
  if (ec2 && scenario.varies !== 'ECS_IMAGE_PULL_BEHAVIOR')
    steps.push(`pullcast compare ${quoted(file)} --policies`);
  else if (ec2) {
    const counts = [ec2.count, ec2.count * 2].join(',');
    steps.push(`pullcast compare ${quoted(file)} --vary capacity.${ec2.name}.count=${counts}`);
  }
  steps.push(`pullcast show ${quoted(file)}`);
  return steps;
}

/** A file name as a shell takes it. */
function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
}
