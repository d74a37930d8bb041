/** What the pages of runs and of sweeps have in common: a page around its content, pictures with their words, the foot. */
import { STYLES } from './styles.js';
import { html, type Html, prose, trusted } from './template.js';

/** A picture with its words. */
export interface Picture {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** The drawing as SVG. */
  readonly svg: string;
}

/** The text of a page that needs nothing else, without its indents. */
export function pageOf(title: string, body: Html): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${trusted(STYLES)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `;
  return page.text.replace(/^[ \t]+/gm, '').replace(/\n{2,}/g, '\n');
}

export function figure({ id, title, text, svg }: Picture): Html {
  return html`<figure id="${id}">
    <figcaption>
      <h3>${title}</h3>
      <p>${prose(text)}</p>
    </figcaption>
    <div class="drawing">${trusted(svg)}</div>
  </figure> `;
}

/** What made the page: scenario, seed, names and versions of programs. */
export function foot(name: string, seed: string, versions: Readonly<Record<string, string>>): Html {
  return html`<footer>
    <dl>
      <dt>scenario</dt>
      <dd>${name}</dd>
      <dt>seed</dt>
      <dd>${seed}</dd>
      ${Object.entries(versions).map(
        ([program, version]) =>
          html`<dt>${program}</dt>
            <dd>${version}</dd> `,
      )}
    </dl>
  </footer>`;
}
