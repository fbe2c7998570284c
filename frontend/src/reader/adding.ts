// Adding a claim by selecting words: first those that carry it, then those of each of its parts.

import { find, findAll, make } from "../lib/dom";
import { decide, read, write } from "./changing";
import type { Claims } from "./claims";
import type { MarkedText, Words } from "./text";

/** What the server says of names and sentences: offsets, name, kind. */
export interface Known {
  readonly document: string;
  readonly sentences: readonly (readonly [number, number])[];
  readonly namings: readonly (readonly [number, number, string, string])[];
}

const ORDER = ["evidence", "subject", "object", "source", "cue"];

/** The panel in which a claim is put together beside the text. */
export class Adding {
  private readonly panel = find<HTMLDialogElement>("dialog#add");
  private readonly offer = find<HTMLButtonElement>("#offer");
  private readonly form: HTMLFormElement;
  private waiting: string | null = null;
  /** The pointer was let go before the browser said what it selected. */
  private isDue = false;

  constructor(
    private readonly text: MarkedText,
    private readonly claims: Claims,
    private readonly known: Known,
  ) {
    this.form = find<HTMLFormElement>(
      "form[data-change=add]",
      this.panel ?? document,
    ) as HTMLFormElement;
    this.listen();
  }

  /** Open the panel on the selected words, else on the sentence of the claim that is looked at. */
  open(): void {
    if (!this.panel || this.panel.open) return;
    const selected = this.text.readSelection();
    const now = this.claims.now?.evidence;
    this.form.reset();
    for (const slot of findAll(".slot", this.form)) this.clear(slot);
    const refused = find(".refused", this.form);
    if (refused) refused.hidden = true;
    if (this.offer) this.offer.hidden = true;
    this.panel.show();
    const evidence = selected ?? (now ? this.text.read(now.start, now.end) : null);
    this.wait("evidence");
    if (evidence) {
      this.fill("evidence", evidence);
      // In a narrow window the panel lies over the lower half.
      const block = window.matchMedia("(max-width: 34rem)").matches ? "start" : "nearest";
      this.text.between(evidence.start, evidence.end)[0]?.scrollIntoView({ block });
    }
    find<HTMLElement>("[name=predicate]", this.form)?.focus({ preventScroll: true });
  }

  get isOpen(): boolean {
    return this.panel?.open ?? false;
  }

  close(): void {
    this.panel?.close();
  }

  private listen(): void {
    document.addEventListener("selectionchange", () => {
      this.showOffer();
      if (this.isDue) this.take();
    });
    this.listenToPointer();
    this.offer?.addEventListener("mousedown", (event) => event.preventDefault());
    this.offer?.addEventListener("click", () => this.open());
    find("#open-add")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.open();
    });
    this.selectOnLinks();
    this.form.addEventListener("focusin", (event) => {
      const slot = (event.target as Element).closest<HTMLElement>(".slot");
      if (slot) this.wait(slot.dataset.slot ?? null);
    });
    this.form.addEventListener("input", (event) => {
      const slot = (event.target as Element).closest<HTMLElement>(".slot");
      if (slot && !(event.target instanceof HTMLSelectElement)) this.clear(slot);
    });
    find("#whole", this.form)?.addEventListener("click", () => this.takeWhole());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.panel?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    this.panel?.addEventListener("close", () => this.wait(null));
  }

  /** Words are selected from a press in the text on, wherever the pointer is let go. */
  private listenToPointer(): void {
    let isHeld = false;
    this.text.root.addEventListener("pointerdown", () => {
      isHeld = true;
      this.isDue = false;
    });
    document.addEventListener("pointerup", () => {
      if (isHeld) window.setTimeout(() => this.take(), 0);
      isHeld = false;
    });
    document.addEventListener("pointercancel", () => {
      isHeld = false;
    });
  }

  /** Let words be selected that are a link: browsers drag links, and follow them afterwards. */
  private selectOnLinks(): void {
    let held: [Element, string] | null = null;
    const release = () => {
      held?.[0].setAttribute("href", held[1]);
      held = null;
    };
    this.text.root.addEventListener("pointerdown", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a.m") : null;
      const href = link?.getAttribute("href");
      if (!link || !href || event.button !== 0 || event.pointerType !== "mouse") return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      held = [link, href];
      link.removeAttribute("href");
    });
    document.addEventListener("pointerup", release);
    document.addEventListener("pointercancel", release);
    this.text.root.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a.m") : null;
      if (link && this.text.readSelection()) event.preventDefault();
    });
  }

  private showOffer(): void {
    if (!this.offer) return;
    const words = this.isOpen ? null : this.text.readSelection();
    this.offer.hidden = words === null;
    if (!words) return;
    const range = document.getSelection()?.getRangeAt(0);
    const boxes = [...(range?.getClientRects() ?? [])];
    const box = boxes.at(-1);
    if (!box) return;
    const most = document.documentElement.clientWidth - this.offer.offsetWidth - 8;
    this.offer.style.left = `${Math.max(Math.min(box.right - 40, most), 4) + window.scrollX}px`;
    this.offer.style.top = `${box.bottom + 8 + window.scrollY}px`;
  }

  /** The selected words go where words are waited for. */
  private take(): void {
    const words = this.isOpen ? this.text.readSelection() : null;
    this.isDue = this.isOpen && words === null;
    if (words && this.waiting) this.fill(this.waiting, words);
  }

  private fill(name: string, words: Words): void {
    const slot = find(`.slot[data-slot="${name}"]`, this.form);
    if (!slot) return;
    write(this.form, name, words.text);
    write(this.form, `${name}_start`, String(words.start));
    write(this.form, `${name}_end`, String(words.end));
    slot.classList.add("placed");
    if (name === "evidence") this.listNames(words);
    const at = ORDER.indexOf(name);
    const next = at < 0 ? undefined : ORDER.slice(at + 1).find((one) => !read(this.form, one));
    this.wait(next ?? null);
  }

  private clear(slot: HTMLElement): void {
    const name = slot.dataset.slot ?? "";
    write(this.form, `${name}_start`, "");
    write(this.form, `${name}_end`, "");
    slot.classList.remove("placed");
  }

  private wait(name: string | null): void {
    this.waiting = name;
    for (const slot of findAll(".slot", this.form)) {
      slot.classList.toggle("waiting", slot.dataset.slot === name);
    }
  }

  /** The names in the sentence, for who would rather choose than select. */
  private listNames(evidence: Words): void {
    const named = this.known.namings.filter(
      ([start, end]) => start >= evidence.start && end <= evidence.end,
    );
    const words = new Set(named.map(([start, end]) => this.text.read(start, end).text));
    find("#named")?.replaceChildren(...[...words].map((one) => make("option", { value: one })));
  }

  private takeWhole(): void {
    const start = Number(read(this.form, "evidence_start") || Number.NaN);
    const end = Number(read(this.form, "evidence_end") || Number.NaN);
    const inside = this.known.sentences.filter(([from, to]) => from < end && to > start);
    const [first] = inside;
    const last = inside.at(-1);
    if (first && last) this.fill("evidence", this.text.read(first[0], last[1]));
  }

  private send(): void {
    const words = (name: string): Record<string, unknown> => {
      const start = read(this.form, `${name}_start`);
      const end = read(this.form, `${name}_end`);
      const kind = read(this.form, `${name}_kind`);
      return {
        text: read(this.form, name),
        ...(start && end ? { start: Number(start), end: Number(end) } : {}),
        ...(kind ? { kind } : {}),
      };
    };
    const optional = (name: string) => (read(this.form, name) ? words(name) : null);
    const speaker = (name: string, cue: string, act: string) =>
      read(this.form, name) ? [{ ...words(name), act: read(this.form, act), cue: words(cue) }] : [];
    const when = read(this.form, "when");
    const claim = {
      evidence: words("evidence"),
      predicate: read(this.form, "predicate"),
      subject: optional("subject"),
      object: optional("object"),
      polarity: read(this.form, "polarity"),
      certainty: read(this.form, "certainty"),
      when: when ? { ...words("when_words"), edtf: when } : null,
      where: optional("where"),
      sources: [...speaker("outer", "outer_cue", "outer_act"), ...speaker("source", "cue", "act")],
    };
    const body = { claim, by: read(this.form, "by"), why: read(this.form, "why") };
    const path = `/api/documents/${encodeURIComponent(this.known.document)}/claims`;
    void decide(this.form, path, body, null);
  }
}
