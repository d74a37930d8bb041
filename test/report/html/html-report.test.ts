import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/report/assess.js';
import { htmlReport } from '../../../src/report/html/html-report.js';
import { STYLES } from '../../../src/report/html/styles.js';
import { experiment, run, taking } from '../fixture.js';
import { pullPolicies } from '../pull-policies.js';

const chart = {
  id: 'start-ecdf',
  title: 'How long starts take',
  text: 'Look at 95 %.',
  svg: '<svg aria-label="x"></svg>',
} as const;
const options = { charts: [chart], versions: { pullcast: '1.2.3' } };
const text = htmlReport(assess(pullPolicies({ runs: 2, starts: 60 })), options);
const { document } = new JSDOM(text).window;

describe('the report', () => {
  it('needs nothing but itself', () => {
    expect(text).not.toMatch(/<script|@import|url\(|src=|https?:\/\//);
    for (const link of document.querySelectorAll('link, a'))
      expect(link.getAttribute('href')).toMatch(/^(data:|#)/);
  });

  it('opens with the question and the answer', () => {
    expect(document.querySelector('h1')?.textContent).toMatch(/^A service is redeployed every hour/);
    expect(document.querySelector('.answer')?.textContent).toMatch(/^With default, half of the starts/);
    expect(document.title).toMatch(/^pull-policies: /);
  });

  it('has a language, landmarks, and headings in order', () => {
    expect(document.documentElement.lang).toBe('en');
    for (const landmark of ['header', 'main', 'footer'])
      expect(document.querySelectorAll(landmark)).toHaveLength(1);
    const levels = [...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => tagName);
    expect(levels[0]).toBe('H1');
    expect(levels.filter((level) => level === 'H1')).toHaveLength(1);
  });

  it('labels each section and gives each table a caption and heads', () => {
    for (const section of document.querySelectorAll('section'))
      expect(document.getElementById(section.getAttribute('aria-labelledby') ?? '')).not.toBeNull();
    for (const table of document.querySelectorAll('table')) {
      expect(table.caption).not.toBeNull();
      expect(table.querySelectorAll('thead th[scope="col"]').length).toBeGreaterThan(1);
    }
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows charts with captions', () => {
    const figure = document.querySelector('figure#start-ecdf');
    expect(figure?.querySelector('svg')).not.toBeNull();
    expect(figure?.querySelector('figcaption')?.textContent).toContain('How long starts take');
  });

  it('says so where there are more variants than a picture can tell apart', () => {
    const many = Array.from({ length: 10 }, (_, index) => ({ name: `v${index}`, runs: [run([taking(1)])] }));
    expect(htmlReport(assess(experiment(many)), options)).toContain('They show the first 8 of 10 variants.');
    expect(text).not.toContain('They show the first');
  });

  it('names seed and versions, and no time of day', () => {
    const foot = document.querySelector('footer')?.textContent.replaceAll(/\s+/g, ' ');
    expect(foot).toContain('seed 1');
    expect(foot).toContain('pullcast 1.2.3');
    expect(htmlReport(assess(pullPolicies({ runs: 2, starts: 60 })), options)).toBe(text);
  });

  it('escapes whatever a scenario is named', () => {
    const evil = '"><script>alert(1)</script>';
    const page = htmlReport(
      assess(experiment([{ name: evil, runs: [run([taking(1)])] }], { name: evil, question: evil })),
      options,
    );
    expect(page).not.toContain('<script');
  });

  it('stands an experiment in which nothing was played', () => {
    expect(htmlReport(assess(experiment([{ name: 'a', runs: [] }], { complete: false })), options)).toContain(
      'interrupted',
    );
  });
});

describe('its colours', () => {
  const channels = (hex: string): number[] =>
    [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  const luminance = (hex: string): number => {
    const [red = 0, green = 0, blue = 0] = channels(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: string, b: string): number => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const colorsOf = (css: string): ReadonlyMap<string, string> =>
    new Map(
      [...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', color = '']) => [name, color]),
    );
  const themes = STYLES.split('@media print')[0]!.split('prefers-color-scheme: dark').map(colorsOf);

  it.each([
    ['light', 0],
    ['dark', 1],
  ] as const)('in %s have a contrast of at least 4.5 to 1', (_, which) => {
    const theme = themes[which]!;
    const pairs = [
      ['text', 'page'],
      ['quiet', 'page'],
      ['quiet', 'card'],
      ['accent', 'page'],
      ['good', 'page'],
      ['bad', 'page'],
      ['good', 'good-back'],
      ['bad', 'bad-back'],
      ['text', 'note-back'],
    ] as const;
    for (const [front, back] of pairs)
      expect(contrast(theme.get(front)!, theme.get(back)!), `${front} on ${back}`).toBeGreaterThanOrEqual(
        4.5,
      );
  });
});
