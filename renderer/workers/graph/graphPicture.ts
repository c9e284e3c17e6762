import type { GraphEdge, GraphEdgeKind, GraphNode, GraphRegion } from '../../../shared/workflow/graph.ts';

/** A place on the drawing, in pixels at a zoom of 1; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle on the drawing: its upper left corner and its size. */
export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** A node with its place. */
export interface PlacedNode extends Rectangle {
  /** As in the graph; an end of its own that a way was given has a longer one. */
  readonly id: string;
  /** `rest` stands for the tasks of a list that is too long to be drawn. */
  readonly kind: GraphNode['kind'] | 'rest';
  readonly label: string;
  readonly detail: string;
  readonly condition: string | null;
  /** Whether it holds tasks, and whether they are shown. */
  readonly container: 'none' | 'open' | 'folded';
  /** How many containers are around it: what is deeper is drawn above. */
  readonly depth: number;
}

/** A list inside a container, or one of the outermost lists beside the main one. */
export interface PlacedRegion extends Rectangle {
  readonly id: string;
  readonly region: GraphRegion | 'scope';
  readonly title: string;
  readonly depth: number;
}

/** An edge with its way over the drawing. */
export interface PlacedEdge {
  readonly id: string;
  readonly kind: GraphEdgeKind;
  /** Ids of placed nodes or regions. */
  readonly from: string;
  readonly to: string;
  readonly label: string | null;
  readonly points: readonly Point[];
  /** Middle of the label; null where it has none of its own. */
  readonly labelAt: Point | null;
  readonly depth: number;
}

/** A graph laid out. Boxes that are drawn of one container never overlap. */
export interface GraphPicture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly regions: readonly PlacedRegion[];
  readonly edges: readonly PlacedEdge[];
  /** Containers that are folded because the drawing would be too large; each can be unfolded. */
  readonly foldedByBound: number;
  /** Tasks of lists that are too long to be drawn whole. */
  readonly leftOut: number;
}

/** What a person folded (true) or unfolded (false), by reference of the container. */
export type Folds = Readonly<Record<string, boolean>>;

/** A box of one list that is to be placed. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** The box that it belongs to: a column puts it on the right of that one. */
  readonly beside?: string;
}

/** Where boxes and ways of one list are, from the list's own upper left corner. */
export interface ListLayout {
  readonly width: number;
  readonly height: number;
  readonly at: ReadonlyMap<string, Point>;
  readonly ways: readonly {
    readonly edge: GraphEdge;
    readonly points: readonly Point[];
    readonly labelAt: Point | null;
  }[];
}

/** Sizes of what is drawn, in pixels. */
export const sizes = {
  node: { width: 208, height: 48 },
  place: { width: 64, height: 24 },
  header: 44,
  title: 26,
  padding: 14,
  /** Between boxes of a list, and between the regions of a container. */
  gap: 40,
  /** Beside a region for the way back to its own beginning. */
  loop: 26,
  maxLabel: 190,
  labelHeight: 20,
} as const;

/** How wide a label is drawn, at most. */
export function labelWidth(label: string): number {
  return Math.min(sizes.maxLabel, Math.ceil(label.length * 6.6) + 14);
}
