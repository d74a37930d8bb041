/** Tables of keys out of the JSON Schema: what a key is called, how its value is written, what it means, its default. */

/** The part of JSON Schema that the schema of scenarios uses. */
export interface Node {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly examples?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** The mapping inside a node: itself, that of its names, or that of its list. */
export function inside(node: Node): Node {
  if (node.items !== undefined) return inside(node.items);
  if (typeof node.additionalProperties === 'object') return inside(node.additionalProperties);
  return node;
}

export interface TableOptions {
  /** Defaults by key, for those that the schema says nothing about. */
  readonly known?: Readonly<Record<string, string>>;
  /** Keys to leave out, with all below them. */
  readonly without?: readonly string[];
  /** Whether to go into sections of the section; yes, unless said otherwise. */
  readonly nested?: boolean;
}

/** A Markdown table of the keys of a section; those of a section in it are written `volume.size`, or `layers[].size`. */
export function keyTable(
  section: Node,
  { known = {}, without = [], nested = true }: TableOptions = {},
): string {
  const rows = [...keysOf(section, '')]
    .filter(({ key }) => nested || Object.hasOwn(section.properties ?? {}, key))
    .filter(({ key }) => !without.some((each) => key === each || key.startsWith(`${each}.`)))
    .map(({ key, node, required }) => {
      const { meaning, byDefault } = wordsOf(node);
      const standard = required ? '**required**' : byDefault || (known[key] ?? '');
      return `| \`${key}\` | ${writtenAs(node)} | ${meaning} | ${standard} |`;
    });
  return ['| key | is written | means | default |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

interface Key {
  readonly key: string;
  readonly node: Node;
  readonly required: boolean;
}

function* keysOf({ properties = {}, required = [] }: Node, lead: string): Generator<Key> {
  for (const [name, node] of Object.entries(properties)) {
    const key = lead + name;
    yield { key, node, required: required.includes(name) };
    if (node.properties) yield* keysOf(node, `${key}.`);
    else if (node.items?.properties) yield* keysOf(node.items, `${key}[].`);
  }
}

/** The description without its examples, which have a column, and its default apart. */
function wordsOf({ description = '', examples = [] }: Node): { meaning: string; byDefault: string } {
  const tail = examples.length === 0 ? '' : ` (${examples.map((each) => `"${each}"`).join(' or ')})`;
  const text = description.endsWith(tail)
    ? description.slice(0, description.length - tail.length)
    : description;
  const at = text.indexOf('Default: ');
  if (at < 0) return { meaning: text, byDefault: '' };
  return {
    meaning: text.slice(0, at).trim().replace(/\.$/, ''),
    byDefault: text.slice(at + 'Default: '.length),
  };
}

function writtenAs(node: Node): string {
  if (node.examples) return node.examples.map((each) => `\`${each}\``).join(', ');
  if (node.enum) return node.enum.map((each) => `\`${each}\``).join(', ');
  if (node.const !== undefined) return `\`${node.const}\``;
  if (node.items) return node.items.type === 'string' ? 'list of text' : 'list of sections';
  if (node.anyOf) return node.anyOf.map(writtenAs).join(', or ');
  if (node.properties || node.additionalProperties) return 'section';
  if (node.type === 'boolean') return '`true`, `false`';
  if (node.type === 'integer' || node.type === 'number') return rangeOf(node);
  return Array.isArray(node.type) ? 'number or text' : 'text';
}

function rangeOf({ type, minimum, exclusiveMinimum, maximum }: Node): string {
  const kind = type === 'integer' ? 'whole number' : 'number';
  const from = exclusiveMinimum === undefined ? `${minimum ?? 0}` : `above ${exclusiveMinimum}`;
  return maximum === undefined ? `${kind}, ${from} or more` : `${kind}, ${from} to ${maximum}`;
}
