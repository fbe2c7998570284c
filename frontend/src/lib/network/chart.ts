// The drawing of a network: what is there, where it stands, what is chosen.

import cytoscape, { type Core, type ElementDefinition } from "cytoscape";
import { make } from "../dom";
import { keepNames } from "./labels";
import { type Body, layOut, type Positions } from "./layout";
import { MANY_EDGES, makeStyle } from "./style";
import { labelOf, type NetEdge, type NetNode, type Network } from "./types";

export interface ChartEvents {
  onEdge(id: string): void;
  onNode(id: string): void;
  onExpand(id: string): void;
  onNothing(): void;
  /** Nodes were moved, by a person or by a new layout. */
  onMoved(positions: Positions, isPersons: boolean): void;
}

/** Cytoscape puts a <style> into the page unless an element has this id; the policy forbids that. */
const STYLED = "__________cytoscape_stylesheet";
const MANY_NODES = 700;
const LABELLED = 120;
/** Until the zoom is known. */
const UNSCALED = { font: 13, most: 170, halo: 3 };

export class Chart {
  private readonly canvas = make("div", { class: "network-canvas", "aria-hidden": "true" });
  private cy: Core | null = null;
  private network: Network | null = null;
  private drawn = 0;

  constructor(
    private readonly room: HTMLElement,
    private readonly events: ChartEvents,
  ) {
    if (!document.getElementById(STYLED)) document.head.append(make("meta", { id: STYLED }));
    room.append(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle());
  }

  /** Draw a network; nodes that stay keep their places. */
  async show(network: Network): Promise<void> {
    const turn = ++this.drawn;
    this.network = network;
    const kept = this.positions();
    const isFirst = kept.size === 0;
    const fixed = (node: NetNode): readonly [number, number] | null =>
      kept.get(node.id) ?? node.position;
    const places = await this.place(network, fixed, turn);
    if (places === null) return;
    await this.draw(network, places, isFirst);
    const fresh = network.nodes.filter((node) => fixed(node) === null);
    if (fresh.length) {
      this.events.onMoved(new Map(fresh.map((n) => [n.id, places.get(n.id) ?? [0, 0]])), false);
    }
    if (turn === this.drawn) this.room.dataset.drawn = String(turn);
  }

  /** Forget where nodes are, and lay them out anew. */
  async layOutAnew(): Promise<void> {
    if (!this.network || !this.cy) return;
    const turn = ++this.drawn;
    const places = await this.place(this.network, () => null, turn);
    if (places === null) return;
    this.cy.nodes().positions((node) => spot(places, node.id()));
    this.fit();
    this.events.onMoved(places, true);
    this.room.dataset.drawn = String(turn);
  }

  fit(): void {
    this.cy?.fit(undefined, 40);
    // A network of three is not blown up to the size of the room.
    if (this.cy && this.cy.zoom() > 1.6) {
      this.cy.zoom(1.6);
      this.cy.center();
    }
  }

  zoom(by: number): void {
    const { width, height } = this.canvas.getBoundingClientRect();
    this.cy?.zoom({
      level: this.cy.zoom() * by,
      renderedPosition: { x: width / 2, y: height / 2 },
    });
  }

  /** Mark an edge or a node, and what it touches; bring it into sight where it is not. */
  choose(id: string | null): void {
    const cy = this.cy;
    if (!cy) return;
    cy.batch(() => {
      cy.elements().unselect().removeClass("faint");
      const one = id === null ? null : cy.getElementById(id);
      if (!one?.length) return;
      one.select();
      const near = one.closedNeighborhood().union(one.connectedNodes());
      cy.elements().difference(near).addClass("faint");
    });
    const one = id === null ? null : cy.getElementById(id);
    if (!one?.length) return;
    const box = one.renderedBoundingBox();
    const { width, height } = this.canvas.getBoundingClientRect();
    if (box.x1 < 0 || box.y1 < 0 || box.x2 > width || box.y2 > height) {
      if (cy.zoom() < 0.5) cy.zoom(0.9);
      cy.center(one);
    }
  }

  resize(): void {
    this.cy?.resize();
  }

  private positions(): Positions {
    const places: Positions = new Map();
    this.cy?.nodes().forEach((node) => {
      const { x, y } = node.position();
      places.set(node.id(), [x, y]);
    });
    return places;
  }

  private place(
    network: Network,
    fixed: (node: NetNode) => readonly [number, number] | null,
    turn: number,
  ): Promise<Positions | null> {
    const bodies: Body[] = network.nodes.map((node) => ({ id: node.id, fixed: fixed(node) }));
    const springs = network.edges.map((edge) => ({ a: edge.subject, b: edge.object }));
    return layOut(bodies, springs, () => turn !== this.drawn);
  }

  private draw(network: Network, places: Positions, isFirst: boolean): Promise<void> {
    const isMany = network.edges.length > MANY_EDGES;
    const elements = [
      ...network.nodes.map((node) => nodeElement(node, spot(places, node.id))),
      ...network.edges.map((edge) => edgeElement(edge, network.edges.length <= LABELLED)),
    ];
    const view = isFirst ? null : { zoom: this.cy?.zoom() ?? 1, pan: { ...this.cy?.pan() } };
    this.cy?.destroy();
    this.cy = cytoscape({
      container: this.canvas,
      elements,
      style: makeStyle(isMany),
      layout: { name: "preset", fit: false },
      minZoom: 0.05,
      maxZoom: 4,
      boxSelectionEnabled: false,
      textureOnViewport: network.nodes.length > MANY_NODES,
      hideEdgesOnViewport: isMany,
      pixelRatio: network.nodes.length > MANY_NODES ? 1 : "auto",
    });
    if (view) this.cy.viewport(view as { zoom: number; pan: { x: number; y: number } });
    else this.fit();
    keepNames(this.cy);
    this.listen(this.cy);
    this.room.dataset.nodes = String(network.nodes.length);
    this.room.dataset.edges = String(network.edges.length);
    const cy = this.cy;
    // One that is overtaken is destroyed before it is seen.
    return new Promise((resolve) => cy.one("render destroy", () => resolve()));
  }

  private listen(cy: Core): void {
    cy.on("tap", "edge", (event) => this.events.onEdge(event.target.id()));
    cy.on("onetap", "node", (event) => this.events.onNode(event.target.id()));
    cy.on("dbltap", "node", (event) => this.events.onExpand(event.target.id()));
    cy.on("tap", (event) => {
      if (event.target === cy) this.events.onNothing();
    });
    cy.on("dragfree", "node", (event) => {
      const { x, y } = event.target.position();
      this.events.onMoved(new Map([[event.target.id(), [x, y]]]), true);
    });
  }

  private restyle(): void {
    if (!this.cy || !this.network) return;
    this.cy.style(makeStyle(this.network.edges.length > MANY_EDGES));
  }
}

function spot(places: Positions, id: string): { x: number; y: number } {
  const [x, y] = places.get(id) ?? [0, 0];
  return { x, y };
}

function nodeElement(node: NetNode, position: { x: number; y: number }): ElementDefinition {
  const size = 16 + 5 * Math.log2(1 + Math.min(node.edges, 500));
  const data = { id: node.id, label: node.name, kind: node.kind, size, ...UNSCALED };
  return { group: "nodes", data, position };
}

function edgeElement(edge: NetEdge, isLabelled: boolean): ElementDefinition {
  return {
    group: "edges",
    classes: isLabelled ? "labelled" : "",
    data: {
      id: edge.id,
      source: edge.subject,
      target: edge.object,
      label: labelOf(edge),
      family: edge.family,
      strength: edge.strength,
      directed: !edge.is_symmetric,
      ...UNSCALED,
      width: 1.2 + 1.6 * Math.log2(1 + Math.min(edge.origins ?? 1, 60)),
    },
  };
}
