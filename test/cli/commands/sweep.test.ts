import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import { pullcast, type Outcome } from '../recording-session.js';
import { SMALL, scenarioFolder } from '../scenario-files.js';

/** Fixed readiness against a larger disk: which of them wins depends on the size of the image. */
const RIVALS = SMALL.replace(
  /compare:[^]*/,
  `compare:
  - { name: slow disk, set: { capacity.web.volume.throughput: 125 MiB/s } }
  - { name: slow application, set: { "taskDefinitions.api.containers[app].ready": lognormal(median 5s, p95 7s), capacity.web.volume.throughput: 500 MiB/s } }
`,
);
const inFolder = scenarioFolder({
  'rivals.yaml': RIVALS,
  'alone.yaml': SMALL.replace(/compare:[^]*/, ''),
});

const SIZE = 'images.api.layers[0].uncompressed';

function sweep(file: string, ...words: readonly string[]): Promise<Outcome> {
  const common = ['--runs', '4', '--quiet'];
  const threads = words.includes('--threads') ? [] : ['--threads', '0'];
  const out = words.includes('--out') ? [] : ['--out', inFolder('out')];
  return pullcast(['sweep', inFolder(file), ...common, ...threads, ...out, ...words]);
}

describe('pullcast sweep', () => {
  it('plays a grid with every variant of the file, and writes its folder', async () => {
    const { code, output, errors } = await sweep(
      'rivals.yaml',
      '--vary',
      `${SIZE}=20 MiB,16 GiB`,
      '--metric',
      'start mean',
    );
    expect(errors).toBe('');
    expect(code).toBe(EXIT.fine);
    expect(output).toContain('2 points × 2 variants × 4 runs   start mean');
    expect(output).toMatch(/^20 MiB .* slow disk by /m);
    for (const file of ['report.html', 'sweep.json', 'sweep.csv', 'charts/curves.svg', 'manifest.json'])
      expect(existsSync(inFolder(`out/${file}`))).toBe(true);
  });

  it('plays the grid alone where the file compares nothing', async () => {
    const words = ['--vary', 'timeline[0].desiredCount=1,2', '--vary', `${SIZE}=20 MiB,2 GiB`, '--json'];
    const { output } = await sweep('alone.yaml', ...words);
    expect(JSON.parse(output)).toMatchObject({
      kind: 'grid',
      variants: ['baseline'],
      axes: [{ values: ['1', '2'] }, { values: ['20 MiB', '2 GiB'] }],
      complete: true,
    });
  });

  it('finds a crossover, the same on any number of threads', async () => {
    const answers: string[] = [];
    for (const threads of ['0', '1', '2']) {
      const out = inFolder(`crossover-${threads}`);
      const words = [
        '--crossover',
        `${SIZE}=20 MiB..16 GiB`,
        '--metric',
        'start mean',
        '--tolerance',
        '20 %',
        '--points',
        '3',
      ];
      const { code } = await sweep('rivals.yaml', ...words, '--threads', threads, '--out', out);
      expect(code).toBe(EXIT.fine);
      answers.push(readFileSync(`${out}/sweep.json`, 'utf8'));
    }
    const [one] = answers;
    expect(new Set(answers)).toEqual(new Set([one]));
    expect(JSON.parse(one!)).toMatchObject({
      searches: [{ ended: 'found', crossovers: [{ below: 'slow disk', above: 'slow application' }] }],
    });
  }, 60_000);

  it('searches in whole numbers where the key takes no others, and in fractions where it does', async () => {
    const whole = await sweep(
      'rivals.yaml',
      '--crossover',
      'timeline[0].desiredCount=1..4',
      '--points',
      '3',
      '--json',
    );
    const values = [...whole.output.matchAll(/"value": "([^"]+)"/g)].map(([, value]) => value);
    expect(values).toEqual(expect.arrayContaining(['1', '4']));
    expect(values.every((value) => /^\d+$/.test(value ?? ''))).toBe(true);
  });

  it('searches once for each value of --vary', async () => {
    const words = [
      '--crossover',
      `${SIZE}=20 MiB..100 MiB`,
      '--points',
      '2',
      '--vary',
      'timeline[0].desiredCount=1,2',
    ];
    const { output } = await sweep('rivals.yaml', ...words);
    expect(output.replace(/\s+/g, ' ')).toContain('the winner changes for 0 of 2 values of desiredCount');
    expect(output).toMatch(/^desiredCount=2 {2}no crossover: slow disk wins from 20 MiB to 100 MiB/m);
  });

  it('compares the variants that it is told to', async () => {
    const words = [
      '--crossover',
      `${SIZE}=20 MiB..100 MiB`,
      '--points',
      '2',
      '--between',
      'slow application,slow disk',
      '--json',
    ];
    expect(JSON.parse((await sweep('rivals.yaml', ...words)).output)).toMatchObject({
      variants: ['slow application', 'slow disk'],
    });
  });

  it('prints tables as Markdown', async () => {
    const { output } = await sweep('rivals.yaml', '--vary', `${SIZE}=20 MiB`, '--markdown');
    expect(output).toContain('| uncompressed | slow disk | slow application | wins |');
  });

  it('keeps what is finished when it is interrupted, and says so', async () => {
    const controller = new AbortController();
    let readings = 0;
    const now = (): number => {
      readings += 1;
      if (readings === 12) controller.abort();
      return readings * 1000;
    };
    const words = [
      '--vary',
      `${SIZE}=20 MiB,30 MiB,40 MiB,50 MiB`,
      '--runs',
      '300',
      '--threads',
      '0',
      '--out',
      inFolder('partial'),
    ];
    const { code, errors, output } = await pullcast(['sweep', inFolder('rivals.yaml'), ...words], {
      canRewrite: true,
      signal: controller.signal,
      now,
    });
    expect(code).toBe(EXIT.interrupted);
    expect(errors).toContain('interrupted: what is finished is kept');
    expect(output).toContain('20 MiB');
    expect(existsSync(inFolder('partial/sweep.json'))).toBe(true);
  });

  it('writes nothing when it is interrupted before anything is finished', async () => {
    const words = ['--vary', `${SIZE}=20 MiB`, '--threads', '0', '--out', inFolder('nothing')];
    const { code, output } = await pullcast(['sweep', inFolder('rivals.yaml'), ...words], {
      signal: AbortSignal.abort(),
    });
    expect(code).toBe(EXIT.interrupted);
    expect(output).toBe('');
    expect(existsSync(inFolder('nothing'))).toBe(false);
  });

  it.each<[string, readonly string[], string]>([
    ['rivals.yaml', [], 'sweep needs --vary PATH=A,B,… or --crossover PATH=LO..HI'],
    [
      'rivals.yaml',
      ['--vary', `${SIZE}=1 MiB`, '--points', '3'],
      '--tolerance and --points are for --crossover',
    ],
    ['rivals.yaml', ['--vary', SIZE], `--vary ${SIZE}: has no values  write PATH=a,b,c`],
    [
      'rivals.yaml',
      ['--vary', 'images.apx.scale=1,2'],
      '--vary images.apx.scale: the path "images.apx.scale" does not exist: there is no "apx" in images  did you mean "api"?',
    ],
    ['rivals.yaml', ['--vary', `${SIZE}=1 MiB,2 s`], `--vary ${SIZE}=2 s: "2 s" is a duration, not a size`],
    [
      'rivals.yaml',
      ['--vary', 'capacity.web.volume.throughput=125 MiB/s'],
      'is what the variants of the file set, such as "slow disk"',
    ],
    [
      'rivals.yaml',
      ['--crossover', `${SIZE}=4 GiB..50 MiB`],
      'the range ends at "50 MiB", which is not above "4 GiB"  write the smaller end first',
    ],
    ['rivals.yaml', ['--crossover', `${SIZE}=50 MiB..10s`], '"50 MiB" is a size, and "10s" is a duration'],
    ['rivals.yaml', ['--crossover', `${SIZE}=50 MiB`], '"50 MiB" is not a range'],
    ['rivals.yaml', ['--crossover', SIZE], 'is not a range  write PATH=LO..HI'],
    [
      'rivals.yaml',
      ['--crossover', 'duration=1 MiB..2 MiB'],
      '--crossover duration=1 MiB: "1 MiB" is a size, not a duration',
    ],
    ['rivals.yaml', ['--crossover', 'images.api.nothing=1..2'], 'unknown key "nothing"'],
    [
      'rivals.yaml',
      ['--crossover', `${SIZE}=1 MiB..2 MiB`, '--vary', `${SIZE}=1 MiB,2 MiB`],
      `--crossover ${SIZE}: is varied twice`,
    ],
    [
      'alone.yaml',
      ['--crossover', `${SIZE}=1 MiB..2 MiB`],
      '--crossover is between two variants, and the file has one',
    ],
    [
      'rivals.yaml',
      ['--crossover', `${SIZE}=1 MiB..2 MiB`, '--between', 'slow disk'],
      '--between slow disk: a search is between two variants',
    ],
    [
      'rivals.yaml',
      ['--vary', `${SIZE}=1 MiB`, '--between', 'slow disc'],
      'there is no variant "slow disc"  did you mean "slow disk"?',
    ],
    [
      'rivals.yaml',
      ['--vary', `${SIZE}=1 MiB`, '--metric', 'strat p50'],
      '--metric strat p50: "strat" is not a result  did you mean "start"?',
    ],
    [
      'rivals.yaml',
      ['--crossover', `${SIZE}=1 MiB..2 MiB`, '--metric', 'first request p95'],
      '--metric first request p95: no container is asked for first requests  add "reads:',
    ],
    [
      'rivals.yaml',
      ['--crossover', `${SIZE}=1 MiB..2 MiB`, '--tolerance', '0'],
      'Write a share from "0.01 %" to "50 %"',
    ],
  ])('refuses %s %j', async (file, words, message) => {
    const { code, errors, output } = await sweep(file, ...words);
    expect(errors.replace(/\s+/g, ' ')).toContain(message.replace(/\s+/g, ' '));
    expect(errors).not.toContain('internal error');
    expect(output).toBe('');
    expect(code).toBe(EXIT.invalidInput);
  });

  it('has help with examples', async () => {
    const { code, output } = await pullcast(['sweep', '--help']);
    expect(code).toBe(EXIT.fine);
    expect(output).toContain('pullcast sweep my.yaml --crossover images.api.scale=0.1..20');
  });
});
