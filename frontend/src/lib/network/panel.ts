// The panel beside a network: the words behind an edge, or who a node is and what is said of it.

import { make } from "../dom";
import { showProposition } from "../fragment";
import { labelOf, type NetEdge, type NetNode, type Network } from "./types";

export interface PanelEvents {
  onEdge(id: string): void;
  onNode(id: string): void;
  onExpand(id: string): void;
  onOnly(id: string): void;
  onClose(): void;
}

export class Panel {
  private asked: AbortController | null = null;
  private opener: HTMLElement | null = null;

  constructor(
    private readonly room: HTMLElement,
    private readonly place: HTMLElement,
    private readonly events: PanelEvents,
  ) {
    place.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  get isOpen(): boolean {
    return !this.place.hidden;
  }

  /** Show the words behind an edge; with `opener` the focus goes there, and back to it. */
  async showEdge(id: string, opener: HTMLElement | null): Promise<void> {
    const body = this.open(opener, make("p", { role: "status" }, "Fetching the words …"));
    this.asked = new AbortController();
    try {
      await showProposition(body, id, this.asked.signal);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      const reason = error instanceof Error ? error.message : String(error);
      body.replaceChildren(make("p", { role: "alert" }, reason));
    }
    this.place.dataset.shows = id;
    if (opener) this.focus();
  }

  /** Show a node: who it is, what is said of it here, and ways on. */
  showNode(node: NetNode, network: Network, opener: HTMLElement | null): void {
    const names = new Map(network.nodes.map((one) => [one.id, one.name]));
    const edges = network.edges.filter((e) => e.subject === node.id || e.object === node.id);
    const profile = `/entity/${encodeURIComponent(node.id)}`;
    this.open(
      opener,
      make("h2", { tabindex: -1, class: "between" }, make("a", { href: profile }, node.name)),
      make(
        "p",
        { class: "counts" },
        `${node.kind} · named by ${count(node.documents, "document")}`,
      ),
      make(
        "p",
        { class: "actions" },
        this.button("Add its neighbours", () => this.events.onExpand(node.id)),
        this.button("Only it and its neighbours", () => this.events.onOnly(node.id)),
      ),
      make("h3", {}, `${count(edges.length, "edge")} shown here`),
      make("ul", { class: "ties" }, ...edges.map((edge) => this.tie(edge, names))),
    );
    this.place.dataset.shows = node.id;
    if (opener) this.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.asked?.abort();
    this.place.hidden = true;
    this.room.classList.remove("open");
    delete this.place.dataset.shows;
    this.events.onClose();
    if (this.opener?.isConnected) this.opener.focus();
    this.opener = null;
  }

  private open(opener: HTMLElement | null, ...content: Node[]): HTMLElement {
    this.asked?.abort();
    // What opened the panel first is what the focus goes back to, unless it stood in the panel.
    if (opener && !this.place.contains(opener)) this.opener = opener;
    const close = this.button("Close", () => this.close());
    close.className = "close";
    close.setAttribute("aria-keyshortcuts", "Escape");
    const body = make("div", {}, ...content);
    this.place.replaceChildren(close, body);
    delete this.place.dataset.shows;
    this.place.hidden = false;
    this.room.classList.add("open");
    this.place.scrollTop = 0;
    return body;
  }

  private focus(): void {
    this.place.querySelector<HTMLElement>("h2")?.focus();
  }

  private tie(edge: NetEdge, names: ReadonlyMap<string, string>): HTMLLIElement {
    const arrow = edge.is_symmetric ? "↔" : "→";
    const words = `${names.get(edge.subject)} ${arrow} ${labelOf(edge)} ${arrow} ${names.get(edge.object)}`;
    return make(
      "li",
      {},
      this.button(words, () => this.events.onEdge(edge.id)),
    );
  }

  private button(words: string, act: () => void): HTMLButtonElement {
    return make("button", { type: "button", click: act }, words);
  }
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
