/** Starts by what the host held of their image, in the report: the first fill apart from what follows. */
import { formatPercent } from '../../units/share.js';
import type { Assessment } from '../assess.js';
import { formatWithInterval } from '../figure-text.js';
import type { CACHE_STATES } from '../summary.js';
import { type VariantSummary } from '../summary.js';
import { html, type Html } from './template.js';

const MEANING: Readonly<Record<(typeof CACHE_STATES)[number], string>> = {
  cold: 'nothing of the image was there',
  partial: 'some layers were there',
  warm: 'all of it was there',
};

/** A row for each variant and state; nothing where all starts were in one state. */
export function cacheSection({ summary }: Assessment): Html | null {
  if (summary.variants.every(({ byCache }) => byCache.length < 2)) return null;
  return html`<section aria-labelledby="by-cache">
    <h2 id="by-cache">By what the host held</h2>
    <div class="scroll" role="region" aria-label="Starts by what the host held" tabindex="0">
      <table>
        <caption>
          <span
            >A pull policy moves warm starts; cold ones are moved by the image, the host and what is baked
            into it.</span
          >
        </caption>
        <thead>
          <tr>
            <th scope="col">variant</th>
            <th scope="col">on the host</th>
            <th scope="col" class="number">starts</th>
            <th scope="col" class="number">start p50</th>
            <th scope="col" class="number">p95</th>
          </tr>
        </thead>
        <tbody>
          ${summary.variants.flatMap(rowsOf)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function rowsOf({ name, byCache }: VariantSummary): Html[] {
  const all = byCache.reduce((sum, { starts }) => sum + starts, 0);
  return byCache.map(
    ({ state, starts, p50, p95 }, index) =>
      html`<tr>
        ${index === 0 ? html`<th scope="rowgroup" rowspan="${byCache.length}">${name}</th>` : null}
        <td>${state} <small class="same">${MEANING[state]}</small></td>
        <td class="number">${formatPercent(Math.round((1000 * starts) / all) / 1000)}</td>
        <td class="number">${formatWithInterval(p50)}</td>
        <td class="number">${formatWithInterval(p95)}</td>
      </tr> `,
  );
}
