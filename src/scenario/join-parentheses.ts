/**
 * In YAML's flow style a comma ends a plain value, so `{ ready: lognormal(median 4s, p95 9s) }` reads as two keys. It
 * is plain what is meant: a value with an open parenthesis is joined with the pieces behind it, up to the closing one.
 */
import { type Document, type Node, type Pair, Scalar, isMap, isPair, isScalar, isSeq, visit } from 'yaml';

/** Joins what commas have torn apart, in all flow mappings and lists of the document. `text` is its source. */
export function joinParentheses(parsed: Document, text: string): void {
  visit(parsed, {
    Map(_, map) {
      if (map.flow) map.items = joinPairs(map.items as Pair<Node, Node | null>[], text);
    },
    Seq(_, list) {
      if (list.flow) list.items = joinItems(list.items as Node[], text);
    },
  });
}

type FlowPair = Pair<Node, Node | null>;

function joinPairs(items: readonly FlowPair[], text: string): FlowPair[] {
  const joined: FlowPair[] = [];
  for (let index = 0; index < items.length; index++) {
    const pair = items[index]!;
    const last = closing(pair.value, items.slice(index + 1), pieceOfPair);
    if (last !== null) {
      pair.value = joinedScalar(pair.value!, last.node, text);
      index += last.count;
    }
    joined.push(pair);
  }
  return joined;
}

function joinItems(items: readonly Node[], text: string): Node[] {
  const joined: Node[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const last = closing(item, items.slice(index + 1), (node) => node);
    joined.push(last === null ? item : joinedScalar(item, last.node, text));
    index += last?.count ?? 0;
  }
  return joined;
}

/** `p95 9s)` between commas of a mapping is a key without a value. */
function pieceOfPair({ key, value }: FlowPair): Node | null {
  return value === null || (isScalar(value) && value.value === null) ? key : null;
}

function closing<Item>(
  first: Node | null,
  following: readonly Item[],
  pieceOf: (item: Item) => Node | null,
): { readonly node: Node; readonly count: number } | null {
  if (isMap(first) || isSeq(first) || isPair(first)) return null;
  let open = depth(first);
  if (open <= 0) return null;
  for (const [index, item] of following.entries()) {
    const node = pieceOf(item);
    if (!isPlain(node)) return null;
    open += depth(node);
    if (open === 0) return { node, count: index + 1 };
  }
  return null;
}

function isPlain(node: Node | null): node is Scalar {
  return isScalar(node) && node.type === Scalar.PLAIN;
}

/** Opening less closing parentheses of a plain value. */
function depth(node: Node | null): number {
  if (!isPlain(node)) return 0;
  const source = node.source ?? '';
  return source.split('(').length - source.split(')').length;
}

function joinedScalar(first: Node, last: Node, text: string): Scalar {
  const start = first.range?.[0] ?? 0;
  const end = last.range?.[1] ?? start;
  const scalar = new Scalar(text.slice(start, end).replace(/\s+/g, ' '));
  scalar.range = [start, end, end];
  return scalar;
}
