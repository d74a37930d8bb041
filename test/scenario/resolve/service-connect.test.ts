import { describe, expect, it } from 'vitest';
import { linesOf, worldOf } from '../reading.js';
import { SMALL, small } from '../small-scenario.js';

const proxied = small('desiredCount: 4', 'desiredCount: 4, serviceConnect: true');

describe('Service Connect', () => {
  it('gives the tasks of a service its proxy', () => {
    expect(worldOf(SMALL).taskDefinitions[0]!.serviceConnect).toBe(false);
    expect(worldOf(proxied).taskDefinitions[0]!.serviceConnect).toBe(true);
    expect(linesOf(proxied).join('')).not.toContain('also runs without');
  });

  it('is with the task definition, of which a warning tells that runs without it, too', () => {
    expect(linesOf(`${proxied}  - { at: 1h, runTask: api }\n`)).toContainEqual(
      expect.stringMatching(/^23:\d+ timeline\[0\].serviceConnect: "api" also runs without Service Connect/),
    );
  });

  it('of a service whose task definition nobody can tell is not warned about', () => {
    const two = proxied
      .replace('timeline:', '  other:\n    containers: [{ name: app, image: "api:live" }]\ntimeline:')
      .replace('createService: api,', 'createService: web,');
    expect(linesOf(`${two}  - { at: 1h, createService: other }\n`, 'error')).not.toEqual([]);
    expect(linesOf(`${two}  - { at: 1h, createService: other }\n`, 'warning')).toEqual([]);
  });
});
