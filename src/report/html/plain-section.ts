/** Small tables in the report: money with its bills, bytes by way, registries. */
import type { Assessment } from '../assess.js';
import { billTable, costTable, priceSources } from '../cost-tables.js';
import type { PlainTable } from '../plain-table.js';
import { mountTable } from '../mount-table.js';
import { pathTable, registryTable } from '../traffic-tables.js';
import { html, type Html, prose } from './template.js';

/** What each variant costs, with its bill below; nothing where nothing is charged. */
export function costSection({ summary }: Assessment): Html | null {
  const table = costTable(summary);
  if (!table) return null;
  const bills = summary.variants.map(billTable).filter((bill) => bill !== null);
  return html`<section aria-labelledby="${table.id}">
    <h2 id="${table.id}">${table.title}</h2>
    ${tableOf(table)}
    ${bills.map(
      (bill) =>
        html`<details>
          <summary>${bill.title}</summary>
          ${tableOf(bill)}
        </details> `,
    )}
    <p><small class="same">Prices: ${priceSources(summary).join('; ')}.</small></p>
  </section>`;
}

/** How images came to be there, bytes by way and what registries did; nothing where there is nothing to tell. */
export function trafficSections(assessment: Assessment): readonly Html[] {
  const { summary } = assessment;
  return [mountTable(assessment), pathTable(summary), registryTable(summary)]
    .filter((table) => table !== null)
    .map(
      (table) =>
        html`<section aria-labelledby="${table.id}">
          <h2 id="${table.id}">${table.title}</h2>
          ${tableOf(table)}
        </section>`,
    );
}

/** A table that scrolls by itself where it is wider than the page. */
export function tableOf({ title, caption, heads, words, rows }: PlainTable): Html {
  const isNumber = (column: number): string => (column < words ? '' : 'number');
  return html`<div class="scroll" role="region" aria-label="${title}" tabindex="0">
    <table>
      <caption>
        <span>${prose(caption)}</span>
      </caption>
      <thead>
        <tr>
          ${heads.map((head, column) => html`<th scope="col" class="${isNumber(column)}">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells], index) =>
            html`<tr>
              <th scope="row">${rows[index - 1]?.[0] === name ? '' : name!}</th>
              ${cells.map((cell, at) => html`<td class="${isNumber(at + 1)}">${prose(cell)}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}
