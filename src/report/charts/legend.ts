/**
 * A legend inside the drawing, above the plot. Plot's own legends are HTML around the drawing, which an
 * image file cannot hold. Widths of words are estimated, as there may be no fonts to measure with.
 */
const SVG = 'http://www.w3.org/2000/svg';
/** Estimated width of a character of the charts. */
export const CHARACTER_PIXELS = 6.9;
const SWATCH_PIXELS = 12;
const GAP_PIXELS = 18;
const LINE_PIXELS = 19;

export interface LegendItem {
  readonly label: string;
  readonly color: string;
  /** A dashed line instead of a square. */
  readonly dashed?: boolean;
}

interface Placed extends LegendItem {
  readonly x: number;
  readonly line: number;
}

function place(items: readonly LegendItem[], width: number): Placed[] {
  let x = 0;
  let line = 0;
  return items.map((item) => {
    const size = SWATCH_PIXELS + 6 + item.label.length * CHARACTER_PIXELS + GAP_PIXELS;
    if (x > 0 && x + size - GAP_PIXELS > width) {
      x = 0;
      line += 1;
    }
    const placed = { ...item, x, line };
    x += size;
    return placed;
  });
}

/** Pixels that a legend takes above the plot, at this width, the name of the vertical axis included. */
export function legendHeight(items: readonly LegendItem[], width: number): number {
  const last = place(items, width).at(-1);
  return (last === undefined ? 0 : (last.line + 1) * LINE_PIXELS) + LINE_PIXELS + 8;
}

/**
 * Draws the legend into the top left of `chart`, in the margin that `legendHeight` asked for, and below it
 * what the vertical axis shows.
 */
export function addLegend(
  chart: SVGSVGElement | HTMLElement,
  items: readonly LegendItem[],
  width: number,
  axisLabel: string,
): void {
  const document = chart.ownerDocument;
  const group = document.createElementNS(SVG, 'g');
  group.setAttribute('class', 'legend');
  group.setAttribute('aria-hidden', 'true');
  for (const { label, color, dashed, x, line } of place(items, width)) {
    const y = line * LINE_PIXELS;
    group.append(dashed ? dash(document, x, y) : square(document, x, y, color));
    group.append(words(document, label, x + SWATCH_PIXELS + 6, y + 11));
  }
  const below = legendHeight(items, width) - 10;
  if (axisLabel !== '') group.append(words(document, `↑ ${axisLabel}`, 0, below));
  chart.append(group);
}

function words(document: Document, label: string, x: number, y: number): Element {
  const text = document.createElementNS(SVG, 'text');
  set(text, { x, y, fill: 'currentColor', 'text-anchor': 'start' });
  text.textContent = label;
  return text;
}

function square(document: Document, x: number, y: number, color: string): Element {
  const rect = document.createElementNS(SVG, 'rect');
  set(rect, { x, y: y + 1, width: SWATCH_PIXELS, height: SWATCH_PIXELS, rx: 2, fill: color });
  return rect;
}

function dash(document: Document, x: number, y: number): Element {
  const line = document.createElementNS(SVG, 'line');
  set(line, {
    x1: x,
    x2: x + SWATCH_PIXELS,
    y1: y + 7,
    y2: y + 7,
    stroke: 'currentColor',
    'stroke-width': 1.5,
    'stroke-dasharray': '3 2',
  });
  return line;
}

function set(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
