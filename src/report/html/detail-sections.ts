/** The sections of a report that back it up: thresholds, failures, warnings, the resolved scenario, method and limits. */
import type { Provenance } from '../../scenario/scenario.js';
import { formatCount } from '../../units/format-number.js';
import { formatPercent } from '../../units/share.js';
import type { Assessment } from '../assess.js';
import { causeWords } from '../cause-words.js';
import { formatValue, formatWithInterval } from '../figure-text.js';
import type { Judgement } from '../verdict.js';
import { html, type Html } from './template.js';

/** Thresholds, variant by variant; nothing where there are none. */
export function thresholdSection({ verdicts }: Assessment): Html | null {
  if (verdicts.length === 0) return null;
  return html`<section aria-labelledby="thresholds">
    <h2 id="thresholds">Thresholds</h2>
    <div class="scroll" role="region" aria-label="Thresholds" tabindex="0">
      <table>
        <caption>
          <span
            >Judged on the mean over the runs; where its interval holds the limit, more runs would settle
            it.</span
          >
        </caption>
        <thead>
          <tr>
            <th scope="col">expected</th>
            <th scope="col">variant</th>
            <th scope="col" class="number">found</th>
            <th scope="col">verdict</th>
          </tr>
        </thead>
        <tbody>
          ${verdicts.map(({ text, judgements }) =>
            judgements.map(
              (judgement, index) =>
                html`<tr>
                  ${
                    index === 0
                      ? html`<th scope="rowgroup" rowspan="${judgements.length}"><code>${text}</code></th>`
                      : null
                  }
                  <td>${judgement.variant}</td>
                  <td class="number">${formatWithInterval({ ...judgement, perRun: [] })}</td>
                  <td>${verdictWords(judgement)}</td>
                </tr> `,
            ),
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function verdictWords({ pass, uncertain, limit, unit }: Judgement): Html {
  const doubt = uncertain ? html` <small class="same">the interval holds the limit</small>` : null;
  if (pass) return html`<span class="better">✓ holds</span>${doubt}`;
  return html`<span class="worse">✗ missed, limit ${formatValue(limit, unit)}</span>${doubt}`;
}

/** Failures by cause, and what was not finished or stopped; nothing where all starts were ready. */
export function failureSection({ summary }: Assessment): Html | null {
  const failing = summary.variants.filter(({ starts }) => starts.failed + starts.unfinished > 0);
  if (failing.length === 0) return null;
  return html`<section aria-labelledby="failures">
    <h2 id="failures">Starts that were never ready</h2>
    <div class="scroll" role="region" aria-label="Failures by cause" tabindex="0">
      <table>
        <caption>
          <span>Over all runs. They count as endless in every quantile.</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">variant</th>
            <th scope="col">cause</th>
            <th scope="col" class="number">starts</th>
            <th scope="col" class="number">share</th>
          </tr>
        </thead>
        <tbody>
          ${failing.flatMap(({ name, failures, starts }) => {
            const rows = [
              ...failures,
              ...(starts.unfinished > 0
                ? [{ cause: 'not finished when the run ended', starts: starts.unfinished }]
                : []),
            ];
            const counted = starts.counted - starts.stopped;
            return rows.map(
              (row) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td>${causeWords(row.cause)}</td>
                  <td class="number">${formatCount(row.starts)}</td>
                  <td class="number">${formatPercent(row.starts / counted)}</td>
                </tr> `,
            );
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Warnings of the scenario; nothing where there are none. */
export function warningSection({ scenario }: Assessment): Html | null {
  if (scenario.warnings.length === 0) return null;
  return html`<section aria-labelledby="warnings">
    <h2 id="warnings">Warnings about the scenario</h2>
    <ul>
      ${scenario.warnings.map(
        ({ path, line, message, remedy }) =>
          html`<li>
            <code>${path}</code>${line > 0 ? ` (line ${line})` : ''}:
            ${message}${remedy === '' ? '' : `; ${remedy}`}
          </li> `,
      )}
    </ul>
  </section>`;
}

const NOT_MODELLED: readonly string[] = [
  'Tiers, free parts and discounts of prices: each unit costs what the first one does (savings plans, Spot instances and the account’s other traffic are left out; Spot of Fargate floats, and costs what it did at one reading).',
  'The machines that mirrors and the origins of a swarm run on: they are in no bill.',
  'What others take of the account’s quotas and of its NAT gateways, and lost packets.',
  'What running tasks take of their host’s disk and network (of its processor: by cpuUse).',
  'Load balancer registration and deployment circuit breakers.',
  'Failures of hosts that the timeline does not bring about.',
];

/** What the answer leaves out. */
export function limitSection(): Html {
  return html`<section aria-labelledby="limits">
    <h2 id="limits">What is not modelled</h2>
    <ul>
      ${NOT_MODELLED.map((text) => html`<li>${text}</li> `)}
    </ul>
  </section>`;
}

/** How the figures came about. */
export function methodSection({ summary, scenario }: Assessment): Html {
  const { measure } = scenario;
  const counted = [
    measure.fromSeconds > 0 ? `requested from ${formatValue(measure.fromSeconds, 'seconds')} on` : '',
    measure.service === null ? '' : `of service ${measure.service}`,
    measure.cache === 'any' ? '' : `with a ${measure.cache} cache`,
  ].filter((text) => text !== '');
  return html`<section aria-labelledby="method">
    <h2 id="method">Method</h2>
    <ul>
      <li>
        A start runs from the request for a task until its application is ready.
        ${counted.length > 0 ? `Only starts ${counted.join(', ')} count.` : 'All starts count.'}
      </li>
      <li>
        Quantiles are of type 7, taken within each run. Starts that failed or were not finished count as
        endless, so “&gt; x” says that a quantile lies beyond the longest start that got ready.
      </li>
      <li>
        Figures are means over ${summary.runs} ${summary.runs === 1 ? 'run' : 'runs'}, with 95 % intervals by
        Student’s t.
      </li>
      <li>
        Run n has the same random draws in every variant (common random numbers), and differences are paired
        by run. “No difference” means that the interval of the difference holds zero. Each interval stands by
        itself.
      </li>
      <li>Where a p95 start spends its time is the mean of the starts between p94 and p96 of each run.</li>
      <li>
        Pull cost holds transfer between Regions and zones, NAT, endpoints and public addresses of networks,
        what ECR stores, and what Fargate bills from the start of a pull until the task is ready. Capacity
        cost holds instances with their licences and fees, their volumes, and Fargate from then on. Bytes are
        those of the whole run; of them, what 1 000 starts and a month cost counts by the part of the starts
        that count.
      </li>
    </ul>
  </section>`;
}

/** The resolved scenario, folded away; nothing where no rows are given. */
export function scenarioSection(rows: readonly Provenance[]): Html | null {
  if (rows.length === 0) return null;
  const fromFile = rows.filter(({ origin }) => origin === 'file').length;
  return html`<section aria-labelledby="scenario">
    <h2 id="scenario">The scenario</h2>
    <details>
      <summary>
        ${formatCount(rows.length)} values in use, ${formatCount(fromFile)} of them from the file
      </summary>
      <div class="scroll" role="region" aria-label="Values of the scenario" tabindex="0">
        <table class="scenario">
          <caption>
            <span>Every value of the baseline and where it comes from.</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">path</th>
              <th scope="col">value</th>
              <th scope="col">from</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ path, value, origin, source }) =>
                html`<tr>
                  <th scope="row"><code>${path}</code></th>
                  <td>${value}</td>
                  <td>${origin}${source === '' ? '' : `: ${source}`}</td>
                </tr> `,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}
