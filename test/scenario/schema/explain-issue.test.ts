import { describe, expect, it } from 'vitest';
import { explainIssue } from '../../../src/scenario/schema/explain-issue.js';
import { scenarioFile } from '../../../src/scenario/schema/scenario-file.js';

const GOOD = {
  images: { api: { layers: [{ size: '1 MB' }] } },
  capacity: { web: { launchType: 'EC2' } },
  taskDefinitions: { api: { containers: [{ name: 'app', image: 'api' }] } },
  timeline: [{ createService: 'api' }],
};

const ec2 = (runtime: object) => ({ capacity: { web: { launchType: 'EC2', runtime: { preset: 'containerd-2.2', ...runtime } } } });

function explain(over: object): readonly string[] {
  const data = { ...GOOD, ...over };
  return (scenarioFile.safeParse(data).error?.issues ?? [])
    .flatMap((issue) => explainIssue(issue, data))
    .map(({ path, message, remedy, at }) => `${path.join('.')}${at === 'key' ? ' (key)' : ''} | ${message} | ${remedy}`);
}

describe('an issue in words', () => {
  it.each([
    [{ runz: 3 }, 'runz (key) | unknown key "runz" | did you mean "runs"?'],
    [{ zzzz: 3 }, 'zzzz (key) | unknown key "zzzz" | known keys: name, question'],
    [{ capacity: { web: { launchType: 'FARGATE', agent: {} } } }, 'capacity.web.agent (key) | unknown key "agent" | it is for EC2'],
    [{ images: { api: { layers: [{}] } } }, 'images.api.layers.0 (key) | "size" is missing | add "size:" with a size to images.api.layers[0]'],
    [{ capacity: { web: {} } }, 'capacity.web (key) | "launchType" is missing | add "launchType:" with "EC2" or "FARGATE" or "MANAGED_INSTANCES" to capacity.web'],
    [{ capacity: [] }, 'capacity | is a list, and a section (names with values)'],
    [{ capacity: { web: 5 } }, 'capacity.web | is a number, and a section'],
    [{ runs: '5' }, 'runs | is text, and a number is needed | write a number'],
    [{ name: 5 }, 'name | is a number, and text is needed | put it in quotes: "5"'],
    [{ images: { api: { layers: [{ size: '1 MB' }], scale: NaN } } }, 'images.api.scale | is NaN, and a number is needed | write a number'],
    [{ images: { api: { layers: [{ size: '1 MB' }], soci: { follows: 'everything' } } } }, 'a list is needed | write a list of replication, pull-through-cache, retag'],
    [{ images: { api: { layers: [{ size: '1 MB' }], soci: { follows: 'retag' } } } }, 'a list is needed | write a list: [retag]'],
    [{ runs: null }, 'runs | is empty, and a number is needed | give it a value, or delete the key'],
    [{ runs: 2.5 }, 'runs | 2.5 is not whole, and a whole number is needed'],
    [{ runs: 0 }, 'runs | 0 is too small | write at least 1'],
    [{ name: '' }, 'name | is empty'],
    [{ seed: true }, 'seed | is true or false, and text or a number is needed | write text or a number'],
    [{ images: { 'a b': GOOD.images.api } }, 'images.a b (key) | "a b" is not a name | a name has letters'],
    [{ images: { api: { layers: Array(501).fill({ size: '1 MB' }) } } }, 'images.api.layers | the list has 501 items | write at most 500'],
    [{ images: { api: { layers: [{ size: '1 MB', ratio: 0 }] } } }, 'images.api.layers.0.ratio | 0 is too small | write more than 0'],
    [{ images: { api: { layers: [{ size: '1 MB', digest: 'abc' }] } } }, 'is not a digest such as'],
    [{ registries: { ecr: { type: 'ecr', quotas: '100/s' } } }, '"100/s" is not "none" | write "none", or a section (keys with values)'],
    [{ model: { jitter: 'nine' } }, 'model.jitter | "nine" is not one of "none", "full" | did you mean "none"?'],
    [{ model: { without: 'lock-convoy' } }, 'model.without | is text, and a list is needed | write a list: [lock-convoy]'],
    [ec2({ gzip: 'foo' }), '"foo" is not one of "unpigz", "igzip", "go", "klauspost" | write "unpigz" or "igzip" or "go" or "klauspost", or a transfer rate'],
    [ec2({ gzip: 'unpigs' }), '| did you mean "unpigz"?'],
    [ec2({ gzip: '0 MB/s' }), '"0 MB/s" is nothing, and the model needs something | write a rate, such as'],
    [ec2({ chunkSize: 'unlimited' }), '"unlimited" is not "layer" | write "layer", or '],
    [ec2({ chunkSize: '0 B' }), '"0 B" is nothing, and the model needs something | write a size'],
    [{ timeline: ['now'] }, 'timeline.0 | is text, and a section is needed'],
    [{ timeline: [{ at: '1h', scale: 'web', cuont: 3 }] }, 'timeline.0.cuont (key) | unknown key "cuont" | did you mean "count"?'],
    [{ timeline: [{ at: '1h', outage: { for: '1m' } }] }, '"state" is missing | add "state:" with "unreachable" or "throttled"'],
  ])('says what is wrong and what to do: %#', (over, words) => {
    const found = explain(over);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });
});
