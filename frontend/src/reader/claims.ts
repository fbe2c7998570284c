// Looking at claims: one at a time is lit in full, its parts marked; hovering shows what is there.

import { announce, find, findAll, make } from "../lib/dom";
import type { MarkedText } from "./text";

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Argument extends Span {
  readonly name: string;
  readonly text: string;
  readonly kind: string;
}

/** A claim as the API gives it. */
export interface Claim {
  readonly id: string;
  readonly predicate: string;
  readonly polarity: string;
  readonly certainty: string;
  readonly subject: Argument | null;
  readonly object: Argument | null;
  readonly where: readonly Argument[];
  readonly when: (Span & { readonly edtf: string }) | null;
  readonly sources: readonly (Argument & { readonly cue: Span })[];
  readonly evidence: Span;
}

const ROLES = ["as-subject", "as-object", "as-where", "as-source", "as-cue", "as-when"];
const SHOWN = 4;
const SOON_MS = 150;

/** The claims of the page: which one is looked at, and the card of those under the pointer. */
export class Claims {
  private readonly byId: ReadonlyMap<string, Claim>;
  private readonly card = find("#card");
  private lit: readonly HTMLElement[] = [];
  private waiting = 0;
  now: Claim | null = null;

  constructor(
    private readonly text: MarkedText,
    readonly all: readonly Claim[],
  ) {
    this.byId = new Map(all.map((claim) => [claim.id, claim]));
    this.listen();
  }

  get(id: string): Claim | undefined {
    return this.byId.get(id);
  }

  note(id: string): HTMLElement | null {
    return document.getElementById(`n=${id}`);
  }

  /** Look at a claim: its evidence in full, with its parts. */
  look(id: string, { scroll = true, focus = false } = {}): void {
    const claim = this.byId.get(id);
    const note = this.note(id);
    if (!claim || !note) return;
    this.now = claim;
    if (note.classList.contains("rejected")) this.showRejected();
    for (const other of findAll(".note.now, .tick.now")) other.classList.remove("now");
    note.classList.add("now");
    find(`.tick[data-claim="${CSS.escape(id)}"]`)?.classList.add("now");
    this.mark(claim);
    if (scroll) this.lit[0]?.scrollIntoView({ block: "center" });
    if (focus) find("summary", note)?.focus({ preventScroll: isWide() });
    announce(find(".worded", note)?.textContent ?? "");
  }

  /** The next claim, or the one before, as they stand in the text. */
  step(by: 1 | -1): void {
    const notes = findAll(".note").filter((note) => note.checkVisibility());
    const at = notes.findIndex((note) => note.dataset.claim === this.now?.id);
    const next = at < 0 && by < 0 ? notes.length - 1 : at + by;
    const id = notes[next]?.dataset.claim;
    if (!id) return;
    this.look(id, { focus: true });
    history.replaceState(null, "", `#c=${id}`);
  }

  /** Open the details of the claim that is looked at. */
  open(): void {
    const details =
      this.now && find<HTMLDetailsElement>("details", this.note(this.now.id) as Element);
    if (details) details.open = true;
  }

  /** Show the claim that the address names. */
  lookAtAddress(): void {
    const named = readHash();
    if (!named.startsWith("c=")) return;
    const id = named.slice(2);
    this.look(id);
    const gone = find("#gone");
    if (gone) gone.hidden = this.byId.has(id);
  }

  /** Put each note beside its sentence where there is room beside the text. */
  align(): void {
    const rows = findAll(".row", this.text.root);
    for (const note of findAll(".note", this.text.root)) note.style.marginTop = "";
    if (!isWide()) return;
    const placed: [HTMLElement, number][] = [];
    for (const row of rows) {
      const top = row.getBoundingClientRect().top;
      let used = 0;
      for (const note of findAll(".note", row)) {
        const claim = this.byId.get(note.dataset.claim ?? "");
        const [first] = claim ? this.text.between(claim.evidence.start, claim.evidence.end) : [];
        const height = note.getBoundingClientRect().height;
        if (!first || height === 0) continue;
        const wanted = (first.getClientRects()[0]?.top ?? top) - top;
        const gap = Math.max(wanted - used, 0);
        placed.push([note, gap]);
        used += gap + height + 6;
      }
    }
    for (const [note, gap] of placed) if (gap > 1) note.style.marginTop = `${gap}px`;
  }

  private mark(claim: Claim | null): void {
    for (const element of findAll(".lit", this.text.root)) element.classList.remove("lit");
    for (const role of ROLES) {
      for (const element of findAll(`.${role}`, this.text.root)) element.classList.remove(role);
    }
    if (!claim) return;
    this.lit = this.text.between(claim.evidence.start, claim.evidence.end);
    for (const element of this.lit) element.classList.add("lit");
    const parts: [string, Span | null][] = [
      ...claim.where.map((place): [string, Span] => ["as-where", place]),
      ["as-when", claim.when],
      ["as-subject", claim.subject],
      ["as-object", claim.object],
      ...claim.sources.flatMap((source): [string, Span][] => [
        ["as-source", source],
        ["as-cue", source.cue],
      ]),
    ];
    for (const [role, span] of parts) {
      if (!span) continue;
      for (const element of this.text.between(span.start, span.end)) element.classList.add(role);
    }
  }

  private listen(): void {
    const root = this.text.root;
    root.addEventListener("mouseover", (event) => {
      const over = event.target instanceof Element ? event.target : null;
      window.clearTimeout(this.waiting);
      if (event.buttons !== 0) return this.leave();
      const note = over?.closest<HTMLElement>(".note");
      if (note) return this.preview([note.dataset.claim ?? ""], null);
      const marked = over?.closest<HTMLElement>("[data-claims], .tick");
      if (!marked) return this.leave();
      const ids = marked.dataset.claim ? [marked.dataset.claim] : readIds(marked);
      this.waiting = window.setTimeout(() => this.preview(ids, marked), SOON_MS);
    });
    root.addEventListener("mouseleave", () => {
      window.clearTimeout(this.waiting);
      this.leave();
    });
    root.addEventListener("focusin", (event) => {
      const on = event.target instanceof Element ? event.target : null;
      const tick = on?.closest<HTMLElement>(".tick");
      const note = on?.closest<HTMLElement>(".note");
      if (tick) this.preview([tick.dataset.claim ?? ""], tick);
      else if (note) this.preview([note.dataset.claim ?? ""], null);
      else this.leave();
    });
  }

  private leave(): void {
    if (this.card) this.card.hidden = true;
    for (const element of findAll(".hovered")) element.classList.remove("hovered");
    this.mark(this.now);
  }

  /** Show what claims say before one is chosen: their notes, their words, and a card by the text. */
  private preview(ids: readonly string[], by: HTMLElement | null): void {
    this.leave();
    const shown = ids.filter((id) => this.note(id)?.checkVisibility());
    for (const id of shown) this.note(id)?.classList.add("hovered");
    const [only] = shown;
    const claim = shown.length === 1 && only ? this.byId.get(only) : undefined;
    if (claim) this.mark(claim);
    if (by && this.card && shown.length > 0) {
      const ones = shown.slice(0, SHOWN).map((id) => this.tell(id));
      const more = shown.length - ones.length;
      this.card.replaceChildren(...ones, ...(more > 0 ? [make("p", {}, `and ${more} more`)] : []));
      this.place(by);
    }
  }

  private tell(id: string): HTMLElement {
    const note = this.note(id);
    const parts = [".worded", ".from", "dl"].map(
      (part) => note && find(part, note)?.cloneNode(true),
    );
    const number = note?.getAttribute("value") ?? "";
    const kept = parts.filter((part): part is Node => part instanceof Node);
    return make("div", { class: "one" }, `${number} `, ...kept);
  }

  private place(by: HTMLElement): void {
    const card = this.card as HTMLElement;
    const box = by.getClientRects()[0] ?? by.getBoundingClientRect();
    card.hidden = false;
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 12);
    const isBelow = box.bottom + card.offsetHeight + 16 < window.innerHeight;
    const top = isBelow ? box.bottom + 10 : Math.max(box.top - card.offsetHeight - 10, 4);
    card.style.left = `${Math.max(left, 6) + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  private showRejected(): void {
    const box = find<HTMLInputElement>("#show-struck");
    if (box) box.checked = true;
  }
}

/** What the address names; one that nobody could have written names nothing. */
function readHash(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function readIds(element: HTMLElement): string[] {
  return (element.dataset.claims ?? "").split(" ").filter(Boolean);
}

function isWide(): boolean {
  return window.matchMedia("(min-width: 60.01rem)").matches;
}
