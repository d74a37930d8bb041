/**
 * HTML from templates, with all text escaped: whatever is put into a template is text, unless it came out
 * of one. Names of variants, questions and values are of the user's making and may hold anything.
 */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Html | string | number | null | readonly Content[];

/** A piece of HTML; what is put in is escaped, lists are joined, null is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(
    strings.map((part, index) => part + (index < values.length ? write(values[index]!) : '')).join(''),
  );
}

/** HTML that is known to be well-formed and harmless: drawings and styles of our own. */
export function trusted(text: string): Html {
  return new Html(text);
}

function write(value: Content): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  return value.map(write).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it is written in HTML, in an element or a quoted attribute. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

/** Prose in which no line ends between a number and its unit or sign. */
export function prose(text: string): string {
  return text
    .replace(/(\d) (?=(?:%|µs|ms|s|min|h|d|[kMGT]i?B|B)(?![\w]))/g, '$1\u00a0')
    .replace(/ ± /g, '\u00a0±\u00a0');
}
