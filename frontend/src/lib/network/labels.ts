// Which names stand beside their nodes: the most tied first, as many as find room without overlap.

import type { Core, NodeSingular } from "cytoscape";

const FONT_PX = 13;
const MOST_PX = 170;
const LINE_PX = 17;
/** So many of the best tied in sight are tried: more would cover the drawing. */
const TRIED = 250;
const NAMED_ANYWAY = 12;
/** From so near on what edges say can be read, where they are few. */
const WORDED_FROM = 1.2;

interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Keep names readable at every zoom: the same size on the screen, none over another. */
export function keepNames(cy: Core): void {
  const measure = makeMeasure();
  let waiting = 0;
  let scaled = 0;
  const place = (): void => {
    waiting = 0;
    if (cy.destroyed()) return;
    cy.batch(() => {
      placeNames(cy, measure);
      // Every element has its style worked out anew: not where the drawing is only moved.
      if (cy.zoom() !== scaled) scaleWords(cy);
      scaled = cy.zoom();
    });
  };
  const later = (): void => {
    if (!waiting) waiting = requestAnimationFrame(place);
  };
  cy.on("viewport resize", later);
  cy.on("dragfree", "node", later);
  cy.on("mouseover", "node, edge", (event) => {
    event.target.addClass("pointed");
  });
  cy.on("mouseout", "node, edge", (event) => {
    event.target.removeClass("pointed");
  });
  place();
}

function placeNames(cy: Core, measure: (words: string) => number): void {
  const zoom = cy.zoom();
  const taken: Box[] = [];
  const named = new Map<string, boolean>();
  const nodes = cy.nodes().toArray() as NodeSingular[];
  const seen = nodes.filter((node) => isInSight(cy, node)).sort(byTies);
  const shapes = seen.slice(0, TRIED).map((node) => shapeOf(node, zoom));
  for (const [rank, node] of seen.slice(0, TRIED).entries()) {
    const width = Math.min(measure(node.data("label")), MOST_PX);
    const boxes = [nameBox(node, zoom, width, false), nameBox(node, zoom, width, true)];
    const free = boxes.filter((box) => !taken.some((other) => overlap(box, other)));
    const clear = free.find((box) => !shapes.some((s, n) => n !== rank && overlap(box, s)));
    // The first few are named even where a smaller node is covered by it.
    const box = clear ?? (rank < NAMED_ANYWAY ? free[0] : undefined);
    if (!box) continue;
    taken.push(box);
    named.set(node.id(), box === boxes[1]);
  }
  for (const node of nodes) {
    node.toggleClass("named", named.has(node.id()));
    node.toggleClass("above", named.get(node.id()) === true);
  }
}

/** Words keep their size on the screen; those of edges are shown from near. */
function scaleWords(cy: Core): void {
  const zoom = cy.zoom();
  cy.edges(".labelled").toggleClass("worded", zoom >= WORDED_FROM);
  cy.elements().data({ font: FONT_PX / zoom, most: MOST_PX / zoom, halo: 3 / zoom });
}

function byTies(a: NodeSingular, b: NodeSingular): number {
  return b.data("size") - a.data("size");
}

function isInSight(cy: Core, node: NodeSingular): boolean {
  const { x, y } = node.renderedPosition();
  return x > -20 && y > -20 && x < cy.width() + 20 && y < cy.height() + 20;
}

function shapeOf(node: NodeSingular, zoom: number): Box {
  const { x, y } = node.renderedPosition();
  const half = (node.data("size") * zoom) / 2;
  return { x1: x - half, y1: y - half, x2: x + half, y2: y + half };
}

function nameBox(node: NodeSingular, zoom: number, width: number, isAbove: boolean): Box {
  const { x, y } = node.renderedPosition();
  const half = (node.data("size") * zoom) / 2 + 1;
  const top = isAbove ? y - half - LINE_PX : y + half;
  return { x1: x - width / 2 - 3, y1: top, x2: x + width / 2 + 3, y2: top + LINE_PX };
}

function overlap(a: Box, b: Box): boolean {
  return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
}

function makeMeasure(): (words: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = `${FONT_PX}px sans-serif`;
  const known = new Map<string, number>();
  return (words) => {
    const width = known.get(words) ?? context?.measureText(words).width ?? words.length * 7;
    known.set(words, width);
    return width;
  };
}
