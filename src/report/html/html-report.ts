/**
 * The report: one HTML file that needs nothing else, no network, no script. It opens with the question
 * and the answer, then shows the comparison and the pictures, and ends with what backs them up. It holds
 * no time of day and no path, so the same scenario and seed give the same file.
 */
import { formatCount } from '../../units/format-number.js';
import type { Assessment } from '../assess.js';
import type { Caption, ChartId } from '../captions.js';
import { MOST_VARIANTS } from '../charts/theme.js';
import { cacheSection } from './cache-section.js';
import { comparisonTable, moreFigures } from './comparison-section.js';
import {
  failureSection,
  limitSection,
  methodSection,
  scenarioSection,
  thresholdSection,
  warningSection,
} from './detail-sections.js';
import { figure, foot, pageOf } from './page-parts.js';
import { costSection, trafficSections } from './plain-section.js';
import { html, type Html, prose } from './template.js';

export interface ReportChart extends Caption {
  readonly id: ChartId | 'slow-start';
  /** The drawing as SVG. */
  readonly svg: string;
}

export interface ReportOptions {
  readonly charts: readonly ReportChart[];
  /** Names and versions of the programs that made it: `{ pullcast: '0.1.0' }`. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The text of `report.html`. */
export function htmlReport(assessment: Assessment, { charts, versions }: ReportOptions): string {
  const { summary, scenario } = assessment;
  const body = html`
    ${headSection(assessment)}
    <main>
      <section aria-labelledby="comparison">
        <h2 id="comparison">${summary.variants.length > 1 ? 'Comparison' : 'Figures'}</h2>
        ${comparisonTable(assessment)}
      </section>
      ${
        charts.length > 0
          ? html`<section aria-labelledby="pictures">
              <h2 id="pictures">Pictures</h2>
              ${
                summary.variants.length > MOST_VARIANTS
                  ? html`<p>They show the first ${MOST_VARIANTS} of ${summary.variants.length} variants.</p>`
                  : null
              }
              ${charts.map(figure)}
            </section>`
          : null
      }
      ${cacheSection(assessment)} ${costSection(assessment)} ${trafficSections(assessment)}
      ${thresholdSection(assessment)} ${failureSection(assessment)} ${warningSection(assessment)}
      <section aria-labelledby="figures">
        <h2 id="figures">More figures</h2>
        ${moreFigures(assessment)}
      </section>
      ${methodSection(assessment)} ${limitSection()} ${scenarioSection(scenario.provenance)}
    </main>
    ${foot(summary.name, summary.seed, versions)}
  `;
  return pageOf(`${summary.name}: ${assessment.answer}`, body);
}

function headSection({ summary, answer, advice, verdicts, pass }: Assessment): Html {
  const { variants, runs } = summary;
  const first = variants[0];
  const starts = first && first.runs > 0 ? Math.round(first.starts.counted / first.runs) : 0;
  const held = verdicts.filter((verdict) => verdict.pass).length;
  const of = `${held} of ${verdicts.length} ${verdicts.length === 1 ? 'threshold holds' : 'thresholds hold'}`;
  return html`<header>
    <p class="kicker"><b>${summary.name}</b> · a forecast by pullcast</p>
    <h1>${summary.question === '' ? summary.name : summary.question}</h1>
    <p class="answer">${prose(answer)}</p>
    <ul class="facts" aria-label="At a glance">
      ${verdicts.length > 0 ? html`<li class="${pass ? 'pass' : 'miss'}">${pass ? '✓' : '✗'} ${of}</li>` : null}
      ${summary.complete ? null : html`<li class="miss">interrupted</li>`}
      ${variants.length > 1 ? html`<li>${variants.length} variants</li>` : null}
      <li>${runs} ${runs === 1 ? 'run' : 'runs'}</li>
      <li>${formatCount(starts)} starts a run</li>
      <li>seed ${summary.seed}</li>
    </ul>
    ${
      advice.length > 0
        ? html`<ul class="advice" aria-label="What to know">
            ${advice.map((line) => html`<li>${prose(line)}</li> `)}
          </ul>`
        : null
    }
  </header>`;
}
