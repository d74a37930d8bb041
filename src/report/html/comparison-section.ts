/** The comparison in the report: the figure of each variant, and below it how it differs from the baseline. */
import type { Assessment } from '../assess.js';
import { staleNote } from '../advice.js';
import { compareMetrics, type Difference } from '../compare.js';
import { formatDifference, formatMetric, formatRelative, formatWithInterval, NONE } from '../figure-text.js';
import type { MetricKey, Unit, VariantSummary } from '../summary.js';
import { type Content, html, type Html, prose } from './template.js';

interface Line {
  readonly key: MetricKey;
  readonly head: string;
  /** Shown even where it is zero everywhere. */
  readonly always?: boolean;
  /** Whether more or less is good is not for us to say. */
  readonly neutral?: boolean;
}

const MAIN: readonly Line[] = [
  { key: 'start.p50', head: 'start p50', always: true },
  { key: 'start.p95', head: 'p95', always: true },
  { key: 'start.p99', head: 'p99', always: true },
  { key: 'bytes', head: 'pulled', always: true },
  { key: 'natBytes', head: 'by NAT (of starts)' },
  { key: 'requests', head: 'requests', always: true },
  { key: 'throttled', head: 'throttled (of starts)' },
  { key: 'failed', head: 'failed', always: true },
  { key: 'unfinished', head: 'unfinished' },
  { key: 'pullCostPer1000', head: 'pull cost per 1\u202f000 starts' },
];

const MORE: readonly Line[] = [
  { key: 'start.mean', head: 'start, mean' },
  { key: 'start.p90', head: 'start p90' },
  { key: 'start.max', head: 'start, longest' },
  { key: 'launch.p50', head: 'launch p50 (created → started)' },
  { key: 'launch.p95', head: 'launch p95' },
  { key: 'pull.p50', head: 'pull p50 (of starts that pull)' },
  { key: 'pull.p95', head: 'pull p95' },
  { key: 'firstRequest.p50', head: 'first request after ready, p50' },
  { key: 'firstRequest.p95', head: 'first request, p95' },
  { key: 'slowestRequest.p50', head: 'slowest of the first requests, p50' },
  { key: 'slowestRequest.p95', head: 'slowest of the first requests, p95' },
  { key: 'ready.p50', head: 'started → ready p50' },
  { key: 'wait.p95', head: 'wait p95' },
  { key: 'fetch.p95', head: 'fetch p95' },
  { key: 'unpack.p95', head: 'unpack p95' },
  { key: 'warmShare', head: 'starts that find their image', neutral: true },
  { key: 'layerHitRate', head: 'layers found on the host', neutral: true },
  { key: 'lazyShare', head: 'starts that load their image lazily', neutral: true },
  { key: 'lazyBytes', head: 'fetched when it was read', neutral: true },
  { key: 'requestsPerStart', head: 'requests a start' },
  { key: 'throttledPerStart', head: 'throttled requests a start' },
  { key: 'crossRegionBytes', head: 'across Regions' },
  { key: 'endpointBytes', head: 'by interface endpoints' },
  { key: 'peerBytes', head: 'from other hosts', neutral: true },
  { key: 'upstreamPulls', head: 'pulls of caches from upstream' },
  { key: 'upstreamRefusals', head: 'pulls that upstream refused caches' },
  { key: 'storedBytes', head: 'stored by registries at the end', neutral: true },
  { key: 'stopped', head: 'stopped before ready', neutral: true },
  { key: 'diskPeakShare', head: 'fullest disk, peak' },
  { key: 'imagesRemoved', head: 'images removed by cleanup', neutral: true },
  { key: 'staleSeconds', head: 'time with an old image running' },
  { key: 'versionSkewSeconds', head: 'time with two versions running' },
];

/** The table of the main figures, variants as rows. */
export function comparisonTable({ summary, comparison }: Assessment): Html {
  const lines = shown(MAIN, summary.variants);
  const baseline = summary.variants[0];
  const notes = summary.variants.map(staleNote);
  const isAlone = summary.variants.length < 2;
  return html`<div class="scroll" role="region" aria-label="Comparison" tabindex="0">
    <table class="comparison">
      <caption>
        <span
          >Means over the
          runs${isAlone ? '' : html`; below them the difference from <b>${comparison.baseline}</b>`}, with 95
          % intervals.</span
        >
      </caption>
      <thead>
        <tr>
          <th scope="col">${summary.varies}</th>
          ${lines.map(({ head }) => html`<th scope="col" class="number">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${summary.variants.map(
          (variant, index) =>
            html`<tr>
              <th scope="row">
                ${variant.name}${index === 0 && !isAlone ? html` <small>baseline</small>` : null}
                ${notes[index] === '' ? null : html`<small class="note">${prose(notes[index]!)}</small>`}
              </th>
              ${lines.map((line) => cell(line, baseline, variant))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The table of all other figures, variants as columns. */
export function moreFigures({ summary }: Assessment): Html {
  const [baseline] = summary.variants;
  const times = summary.variants[0]?.timeToRunning ?? [];
  return html`<div class="scroll" role="region" aria-label="More figures" tabindex="0">
    <table class="figures">
      <caption>
        <span>Means over the runs with 95 % intervals.</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">figure</th>
          ${summary.variants.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${times.map(
          ({ count }, index) =>
            html`<tr>
              <th scope="row">until ${count} run at once</th>
              ${summary.variants.map(
                ({ timeToRunning }) =>
                  html`<td class="number">${formatWithInterval(timeToRunning[index]!.metric)}</td>`,
              )}
            </tr> `,
        )}
        ${shown(MORE, summary.variants).map(
          (line) =>
            html`<tr>
              <th scope="row">${line.head}</th>
              ${summary.variants.map((variant) => cell(line, baseline, variant))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function shown(lines: readonly Line[], variants: readonly VariantSummary[]): Line[] {
  return lines.filter(
    ({ key, always }) => always ?? variants.some(({ metrics }) => metrics[key].estimate.mean > 0),
  );
}

function cell({ key, neutral }: Line, baseline: VariantSummary | undefined, variant: VariantSummary): Html {
  const metric = variant.metrics[key];
  const atLeast = key === 'pullCostPer1000' && variant.unknownPrices.length > 0 ? '≥ ' : '';
  const value = atLeast + (key === 'failed' ? formatMetric(metric) : formatWithInterval(metric));
  const difference = !baseline || baseline === variant ? null : compareMetrics(baseline.metrics[key], metric);
  return html`<td class="number">
    ${value}${difference ? differenceLine(difference, metric.unit, neutral ?? false) : null}
  </td>`;
}

function differenceLine(difference: Difference, unit: Unit, neutral: boolean): Content {
  const { finding } = difference;
  if (finding === 'equal') return html`<small class="same">±0</small>`;
  const text = isRelative(unit) ? formatRelative(difference) : formatDifference(difference, unit);
  if (text === NONE) return null;
  const tone =
    finding === 'none' || finding === 'unknown'
      ? 'same'
      : neutral
        ? ''
        : finding === 'less'
          ? 'better'
          : 'worse';
  const none = finding === 'none' ? html`<br />no difference` : null;
  return html`<small class="${tone}">${text}${none}</small>`;
}

/** Of bytes and counts, the share says more than the amount. */
function isRelative(unit: Unit): boolean {
  return unit === 'bytes' || unit === 'count';
}
