/** A page without a browser, for tests of drawings. */
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('');

export const page: Document = window.document;

/** The drawing as the text of an image file. */
export function fileOf(element: Element): string {
  return new window.XMLSerializer().serializeToString(element);
}

/** The words of a drawing. */
export function wordsOf(element: Element): string[] {
  return [...element.querySelectorAll('text')].map(({ textContent }) => textContent);
}

/** How many marks of a colour there are, the legend left out. */
export function marksOf(element: Element, color: string, attribute: 'fill' | 'stroke' = 'fill'): number {
  return [...element.querySelectorAll(`[${attribute}="${color}"]`)].filter((mark) => !mark.closest('.legend'))
    .length;
}
