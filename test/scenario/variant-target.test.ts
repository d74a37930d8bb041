import { describe, expect, it } from 'vitest';
import { findTarget } from '../../src/scenario/variant-target.js';

const DATA = {
  images: {
    api: { layers: [{ name: 'base', size: '1 MB' }, { size: '2 MB' }] },
    'python:3.12': {},
    lazy: { soci: true },
  },
  capacity: { web: { launchType: 'EC2', count: 2 } },
  timeline: [{ id: 'scale-out', at: '1h', scale: 'web', count: 4 }, { every: '1h' }],
  model: null,
};

describe('a path', () => {
  it.each([
    ['capacity.web.count', ['capacity', 'web', 'count']],
    ['timeline[scale-out].count', ['timeline', 0, 'count']],
    ['timeline[1].every', ['timeline', 1, 'every']],
    ['images.api.layers[base].size', ['images', 'api', 'layers', 0, 'size']],
    ['images."python:3.12".from', ['images', 'python:3.12', 'from']],
    ['capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR', ['capacity', 'web', 'agent', 'ECS_IMAGE_PULL_BEHAVIOR']],
    ['model.jitter', ['model', 'jitter']],
    ['duration', ['duration']],
    ['initial.capacity.web.images', ['initial', 'capacity', 'web', 'images']],
  ])('leads to what is there, or has a default: %s', (written, path) => {
    expect(findTarget(written, DATA)).toEqual({ path });
  });

  it.each([
    ['capacity.wep.count', 'there is no "wep" in capacity', 'did you mean "web"?'],
    ['initial.capacity.wep.images', 'there is no "wep" in initial.capacity', 'did you mean "web"?'],
    ['capacty.web.count', 'unknown key "capacty"', 'did you mean "capacity"?'],
    ['timeline[scale-in].count', 'has no item "scale-in"', 'did you mean "scale-out"?'],
    ['timeline[7].every', '"timeline" has 2 items', '[0] to [1]'],
    ['timeline.count', '"timeline" is a list', 'timeline[0]'],
    ['capacity[0].count', 'is a section, and not a list', ''],
    ['capacity.web.count.more', 'is a number, and has no "more"', ''],
    ['images.api.layers[zzz].size', 'has no item "zzz"', 'known: base'],
    ['registries.ecr.firstByteLatency', 'there is no "ecr" in registries', '"registries: { ecr: {} }"'],
    ['images.lazy.soci.spanSize', '"images.lazy.soci" is true or false', 'write "soci: {}" instead of true'],
    ['seed', 'is the same for all variants', ''],
    ['capacity..web', 'is not a path', ''],
  ])('that leads nowhere is told why: %s', (written, message, remedy) => {
    const target = findTarget(written, DATA);
    expect(target).toMatchObject({ message: expect.stringContaining(message) as string });
    expect('remedy' in target ? target.remedy : '').toContain(remedy);
  });
});
