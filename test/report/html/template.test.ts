import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, Html, html, prose, trusted } from '../../../src/report/html/template.js';

describe('a piece of HTML', () => {
  it('escapes what is put in, unless it is HTML itself', () => {
    expect(html`<p title="${'"'}">${'<b>'}${html`<i>${1}</i>`}${trusted('<u></u>')}</p>`.text).toBe(
      '<p title="&quot;">&lt;b&gt;<i>1</i><u></u></p>',
    );
  });

  it('joins lists and leaves out what is null', () => {
    expect(html`${[html`<b>1</b>`, [null, '&']]}${null}`).toEqual(new Html('<b>1</b>&amp;'));
  });

  it('never lets text end or begin a tag or an attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeText(text)).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
  });
});

describe('prose', () => {
  it.each([
    ['95 % take 37.5 s or less', '95\u00a0% take 37.5\u00a0s or less'],
    ['−3.9 ± 0.8 s', '−3.9\u00a0±\u00a00.8\u00a0s'],
    ['11 h 20 min', '11\u00a0h 20\u00a0min'],
    ['20 starts', '20 starts'],
  ])('keeps "%s" together', (text, kept) => {
    expect(prose(text)).toBe(kept);
  });
});
