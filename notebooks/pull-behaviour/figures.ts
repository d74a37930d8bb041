/** Rows for the charts of the notebook, out of the answers of its questions. */
import type { MetricKey } from '../../src/report/summary.js';
import type { Answer } from '../live/messages.js';
import { DEPLOY_RATES } from './scenario.js';

export interface CurvePoint {
  readonly variant: string;
  readonly deploysPerDay: number;
  readonly quantile: 'p50' | 'p95';
  readonly seconds: number;
}

/** Start quantiles by deploy rate; `answers` are those of the rates, in their order, as far as they are there. */
export function curvePoints(answers: readonly Answer[]): readonly CurvePoint[] {
  return answers.flatMap(({ summary }, index) =>
    summary.variants.flatMap(({ name, metrics }) =>
      (['p50', 'p95'] as const).map((quantile) => ({
        variant: name,
        deploysPerDay: DEPLOY_RATES[index]!,
        quantile,
        seconds: metrics[`start.${quantile}`].estimate.mean,
      })),
    ),
  );
}

export interface DayFigure {
  readonly variant: string;
  readonly value: number;
}

/** A figure of each behaviour, a day. */
export function perDay(answer: Answer, key: MetricKey, days: number, divisor = 1): readonly DayFigure[] {
  return answer.summary.variants.map(({ name, metrics }) => ({
    variant: name,
    value: metrics[key].estimate.mean / days / divisor,
  }));
}
