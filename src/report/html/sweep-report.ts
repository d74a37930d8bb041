/** The report of a sweep: one HTML file that needs nothing else, made of the same parts as that of a run. */
import { isComplete, type SweepAnswer } from '../sweep/sweep-answer.js';
import { sweepView } from '../sweep/sweep-tables.js';
import { figure, foot, type Picture, pageOf } from './page-parts.js';
import { tableOf } from './plain-section.js';
import { html, type Html, prose } from './template.js';

export interface SweepReportOptions {
  readonly pictures: readonly Picture[];
  /** Names and versions of the programs that made it: `{ pullcast: '0.1.0' }`. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The text of `report.html` of a sweep. */
export function sweepReport(answer: SweepAnswer, { pictures, versions }: SweepReportOptions): string {
  const { sentence, main, points, flips, size } = sweepView(answer);
  const body = html`
    <header>
      <p class="kicker"><b>${answer.name}</b> · a sweep by pullcast</p>
      <h1>${answer.question === '' ? answer.name : answer.question}</h1>
      <p class="answer">${prose(sentence)}</p>
      <ul class="facts" aria-label="At a glance">
        ${isComplete(answer) ? null : html`<li class="miss">interrupted</li>`}
        ${size.map((fact) => html`<li>${fact}</li> `)}
        <li>${answer.metric.text}</li>
        <li>seed ${answer.seed}</li>
      </ul>
    </header>
    <main>
      ${pictures.map(figure)}
      ${
        flips.length === 0
          ? null
          : html`<section aria-labelledby="flips">
              <h2 id="flips">Where it flips</h2>
              <ul>
                ${flips.map(
                  ({ where, words }) =>
                    html`<li>${where === '' ? null : html`<b>${where}</b>: `}${prose(words)}</li> `,
                )}
              </ul>
            </section>`
      }
      ${[main, ...(points === main ? [] : [points])].map(
        (table) =>
          html`<section aria-labelledby="${table.id}">
            <h2 id="${table.id}">${table.title}</h2>
            ${tableOf(table)}
          </section> `,
      )}
      ${methodSection(answer)}
    </main>
    ${foot(answer.name, answer.seed, versions)}
  `;
  return pageOf(`${answer.name}: ${sentence}`, body);
}

function methodSection(answer: SweepAnswer): Html {
  return html`<section aria-labelledby="method">
    <h2 id="method">Method</h2>
    <ul>
      <li>
        Run n has the same random draws at every point and in every variant (common random numbers), and
        variants are compared run by run.
      </li>
      <li>
        ${
          answer.runs === 1
            ? 'One run was played, and it has no interval: a variant is ahead where its value is better, by however little. More runs (--runs 20) tell a difference from chance.'
            : 'A variant wins where the 95 % interval of the paired difference (Student’s t) to each other one leaves zero out; everywhere else there is no clear difference.'
        }
      </li>
      ${
        answer.kind === 'grid'
          ? html`<li>Between two points of the grid nothing was played.</li>`
          : html`<li>
              The search plays a few points first and then halves every stretch in which
              ${answer.runs === 1 ? 'who is ahead' : 'the winner'} changes. Two changes that cancel out
              between two of the first points stay unseen.
            </li>`
      }
      ${isComplete(answer) ? null : html`<li>It was interrupted: what was finished is shown.</li>`}
    </ul>
  </section>`;
}
