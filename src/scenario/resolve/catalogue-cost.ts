/** A cost of the catalogue as a fallback: its value, with source, date and quality of evidence in words. */
import { findCost } from '../../catalog/costs.js';
import type { Fallback } from './resolution.js';

/** `value` with the provenance of the cost of this dotted name. */
export function catalogueCost<T>(name: string, value: T): Fallback<T> {
  const cost = findCost(name);
  return {
    value,
    origin: 'catalogue',
    source: cost ? `${cost.source} (${cost.asOf}), ${cost.evidence}` : name,
  };
}
