import { describe, expect, it } from 'vitest';
import { figure, foot, pageOf } from '../../../src/report/html/page-parts.js';
import { html } from '../../../src/report/html/template.js';

describe('the parts of a page', () => {
  it('are a page that asks for nothing else, and escapes its title', () => {
    const page = pageOf('a < b', html`<main>here</main>`);
    expect(page).toContain('<title>a &lt; b</title>');
    expect(page).toContain('<main>here</main>');
    expect(page).not.toMatch(/(src|href)="http|<script/);
  });

  it('are pictures with a title and words, and the drawing as it is', () => {
    const { text } = figure({ id: 'curve', title: 'A & B', text: 'Less is better.', svg: '<svg></svg>' });
    expect(text).toContain('<figure id="curve">');
    expect(text).toContain('<h3>A &amp; B</h3>');
    expect(text).toContain('<svg></svg>');
  });

  it('are a foot that names scenario, seed and programs', () => {
    const { text } = foot('my-scenario', '7', { pullcast: '0.1.0' });
    const words = text
      .replace(/<[^>]*>/g, ' ')
      .split(/\s+/)
      .filter((word) => word !== '');
    expect(words).toEqual(['scenario', 'my-scenario', 'seed', '7', 'pullcast', '0.1.0']);
  });
});
