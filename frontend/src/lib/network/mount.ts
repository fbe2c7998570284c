// A network in an element: the drawing with its tools, and a panel beside it.

import { ask, tell } from "../api";
import { announce, find, make } from "../dom";
import { Chart } from "./chart";
import type { Positions } from "./layout";
import { Panel } from "./panel";
import type { NetNode, Network } from "./types";

export interface NetworkOptions {
  /** The panel; without one the words open below the drawing. */
  readonly panel?: HTMLElement;
  /** What holds drawing and panel; it has the class `open` while the panel is open. */
  readonly room?: HTMLElement;
  /** Whether all places are kept in the case, not only those that a person gave. */
  readonly keepsPlaces?: boolean;
  readonly onExpand?: (id: string) => void;
  readonly onOnly?: (id: string) => void;
  /** Hears which edge the panel shows; of none, when it is closed or shows a node. */
  readonly onShown?: (edge: string | null) => void;
}

export interface MountedNetwork {
  show(network: Network): Promise<void>;
  openEdge(id: string, opener: HTMLElement | null): Promise<void>;
  close(): void;
}

const SAVE_MS = 500;
const AROUND = 40;

/** Draw the neighbourhood of one entity, a name or an id, in an element. */
export async function mountNetwork(
  element: HTMLElement,
  options: { readonly about: string },
): Promise<MountedNetwork> {
  const open = (id: string): void => location.assign(`/network?about=${encodeURIComponent(id)}`);
  const mounted = prepareNetwork(element, { onExpand: open, onOnly: open });
  await mounted.show(
    await ask<Network>("/api/network", { about: options.about, nodes: AROUND, edges: 400 }),
  );
  return mounted;
}

/** Make room for a network in an element; `show` draws one. */
export function prepareNetwork(element: HTMLElement, options: NetworkOptions): MountedNetwork {
  let network: Network | null = null;
  const room = options.room ?? element.parentElement ?? element;
  const place = options.panel ?? make("aside", { class: "network-panel", "aria-label": "Words" });
  if (!options.panel) {
    place.hidden = true;
    element.after(place);
  }
  const keep = makeKeeper();
  const openEdge = (id: string, opener: HTMLElement | null): Promise<void> => {
    mark(id);
    options.onShown?.(id);
    const shown = panel.showEdge(id, opener);
    // The panel takes room from the drawing: what is chosen is brought into what is left.
    chart.resize();
    chart.choose(id);
    return shown;
  };
  const openNode = (id: string, opener: HTMLElement | null): void => {
    const node = network?.nodes.find((one) => one.id === id);
    if (!node || !network) return;
    mark(null);
    options.onShown?.(null);
    panel.showNode(node, network, opener);
    chart.resize();
    chart.choose(id);
  };
  const inPanel = (): HTMLElement => place;
  const panel = new Panel(room, place, {
    onEdge: (id) => void openEdge(id, inPanel()),
    onNode: (id) => openNode(id, inPanel()),
    onExpand: (id) => options.onExpand?.(id),
    onOnly: (id) => options.onOnly?.(id),
    onClose: () => {
      chart.choose(null);
      mark(null);
      options.onShown?.(null);
      chart.resize();
    },
  });
  const chart = new Chart(element, {
    onEdge: (id) => void openEdge(id, null),
    onNode: (id) => openNode(id, null),
    onExpand: (id) => options.onExpand?.(id),
    onNothing: () => panel.close(),
    onMoved: (positions, isPersons) => {
      if (isPersons || options.keepsPlaces) keep(positions);
    },
  });
  element.hidden = false;
  const search = makeTools(element, chart, () => network?.nodes ?? [], openNode);
  return {
    show: async (found) => {
      network = found;
      search.show(found.nodes);
      await chart.show(found);
    },
    openEdge,
    close: () => panel.close(),
  };
}

/** The row of an edge in the table stands out while the panel shows it. */
function mark(id: string | null): void {
  for (const row of document.querySelectorAll("tr.chosen")) row.classList.remove("chosen");
  if (id) find(`tr[data-edge="${CSS.escape(id)}"]`)?.classList.add("chosen");
}

/** Places are sent together, a moment after the last was given. */
function makeKeeper(): (positions: Positions) => void {
  const waiting: Positions = new Map();
  let timer = 0;
  const send = async (): Promise<void> => {
    const positions = Object.fromEntries(
      [...waiting].map(([id, [x, y]]) => [id, [round(x), round(y)]]),
    );
    waiting.clear();
    try {
      await tell("PUT", "/api/network/layout", { positions });
    } catch (error) {
      announce(
        `Where the nodes are was not kept: ${error instanceof Error ? error.message : error}`,
      );
    }
  };
  return (positions) => {
    for (const [id, spot] of positions) waiting.set(id, spot);
    clearTimeout(timer);
    timer = setTimeout(() => void send(), SAVE_MS);
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function makeTools(
  element: HTMLElement,
  chart: Chart,
  nodes: () => readonly NetNode[],
  open: (id: string, opener: HTMLElement | null) => void,
): { show(nodes: readonly NetNode[]): void } {
  const list = make("datalist", { id: `${element.id || "network"}-names` });
  const box = make("input", {
    type: "search",
    list: list.id,
    placeholder: "Find in the network",
    "aria-label": "Find in the network",
  });
  const go = (): void => {
    const words = box.value.trim().toLowerCase();
    const found =
      nodes().find((node) => node.name.toLowerCase() === words) ??
      nodes().find((node) => words && node.name.toLowerCase().includes(words));
    if (found) open(found.id, box);
    else announce(`Nobody called ${box.value} is in this view.`);
  };
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    go();
  });
  box.addEventListener("input", () => {
    // A name that was taken from the list opens at once.
    if (nodes().some((node) => node.name === box.value)) go();
  });
  const button = (words: string, name: string, act: () => void): HTMLButtonElement =>
    make("button", { type: "button", "aria-label": name, title: name, click: act }, words);
  element.append(
    make(
      "div",
      { class: "network-tools", role: "group", "aria-label": "The drawing" },
      box,
      list,
      button("Fit", "Fit the whole network in", () => chart.fit()),
      button("+", "Closer", () => chart.zoom(1.4)),
      button("−", "Farther", () => chart.zoom(1 / 1.4)),
      button("Lay out anew", "Lay out anew", () => void chart.layOutAnew()),
    ),
  );
  return {
    show: (shown) =>
      list.replaceChildren(...shown.map((node) => make("option", { value: node.name }))),
  };
}
