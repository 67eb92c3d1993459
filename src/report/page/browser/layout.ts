import type { Graph, GraphEdge, GraphNode } from "./graph";

export interface Placed {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** By column and then from above, which is also the order of arrow keys. */
  readonly placed: readonly Placed[];
}

export const size = { width: 210, height: 40, columnGap: 70, rowGap: 10, margin: 8 } as const;

const sweeps = 6;

/** Puts nodes into columns so that every edge goes to the right, and near to what they lead to; the same graph, the same picture. */
export function layoutOf({ nodes, edges }: Pick<Graph, "nodes" | "edges">): Layout {
  const columns = columnsOf(nodes, edges);
  for (let sweep = 0; sweep < sweeps; sweep += 1) untangle(columns, edges, sweep % 2 === 0);
  const most = Math.max(1, ...columns.map((column) => column.length));
  const rowHeight = size.height + size.rowGap;
  const height = most * rowHeight - size.rowGap + 2 * size.margin;
  const placed = columns.flatMap((column, index) => {
    // Spread over the whole height, so that lines are short.
    const step = (height - 2 * size.margin + size.rowGap) / column.length;
    return column.map((node, row) => ({
      node,
      x: size.margin + index * (size.width + size.columnGap),
      y: Math.round(size.margin + (row + 0.5) * step - rowHeight / 2),
    }));
  });
  const width = columns.length * (size.width + size.columnGap) - size.columnGap + 2 * size.margin;
  return { width: Math.max(0, width), height, placed };
}

/** The longest way to each node; roles and targets keep a column of their own. */
function columnsOf(nodes: ReadonlyMap<string, GraphNode>, edges: readonly GraphEdge[]): GraphNode[][] {
  const into = new Map<string, GraphEdge[]>();
  for (const edge of edges) into.set(edge.to, [...(into.get(edge.to) ?? []), edge]);
  const rank = new Map<string, number>();
  const rankOf = (key: string, path: ReadonlySet<string>): number => {
    const known = rank.get(key);
    if (known !== undefined) return known;
    if (path.has(key)) return 0;
    const further = new Set([...path, key]);
    const found = Math.max(-1, ...(into.get(key) ?? []).map(({ from }) => rankOf(from, further))) + 1;
    rank.set(key, found);
    return found;
  };
  for (const key of nodes.keys()) rankOf(key, new Set());
  const ofRoles = Math.max(
    0,
    ...[...nodes.values()].filter(({ kind }) => kind === "role").map(({ key }) => rank.get(key) ?? 0),
  );
  const columns: GraphNode[][] = [];
  for (const node of nodes.values()) {
    const column = node.kind === "role" ? ofRoles : beyond(node) ? ofRoles + 1 : (rank.get(node.key) ?? 0);
    columns[column] = [...(columns[column] ?? []), node];
  }
  return Array.from(columns, (column) => column ?? []).filter((column) => column.length > 0);
}

function beyond({ kind }: GraphNode): boolean {
  return kind === "target" || kind === "further";
}

/** Moves every node to the middle of its neighbours in one direction. */
function untangle(columns: GraphNode[][], edges: readonly GraphEdge[], forwards: boolean): void {
  const place = new Map<string, number>();
  for (const column of columns) {
    for (const [row, { key }] of column.entries()) place.set(key, (row + 0.5) / column.length);
  }
  const beside = new Map<string, number[]>();
  for (const { from, to } of edges) {
    const [moved, fixed] = forwards ? [to, from] : [from, to];
    beside.set(moved, [...(beside.get(moved) ?? []), place.get(fixed) ?? 0]);
  }
  const middle = ({ key }: GraphNode): number => {
    const all = beside.get(key) ?? [];
    return all.length === 0 ? (place.get(key) ?? 0) : all.reduce((sum, one) => sum + one, 0) / all.length;
  };
  for (const column of columns) column.sort((a, b) => middle(a) - middle(b));
}
