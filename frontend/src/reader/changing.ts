// Rejecting, correcting and undoing without leaving the text; what is refused is said in the form.

import { Refusal, tell } from "../lib/api";
import { find, findAll } from "../lib/dom";
import type { Claim, Claims } from "./claims";

const KEPT = "reader-scroll";
const FIELDS = [
  "predicate",
  "polarity",
  "certainty",
  "subject",
  "object",
  "when",
  "where",
] as const;

/** What the server decided. */
export interface Decision {
  readonly text: string;
  readonly judgement: { readonly id: string } | null;
  readonly claim: string | null;
}

/** The value of a field of a form. */
export function read(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** Set a field of a form. */
export function write(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (
    field instanceof HTMLInputElement ||
    field instanceof HTMLSelectElement ||
    field instanceof HTMLTextAreaElement
  ) {
    field.value = value;
  }
}

/** Tell the server, and show the document as it is then; say in the form what it refuses. */
export async function decide(
  form: HTMLFormElement,
  path: string,
  body: unknown,
  claim: string | null,
): Promise<void> {
  const refused = find(".refused", form);
  const buttons = findAll<HTMLButtonElement>("button", form);
  for (const button of buttons) button.disabled = true;
  try {
    const decision = await tell<Decision>("POST", path, body);
    if (decision.judgement) {
      show(decision.judgement.id, decision.claim ?? claim);
      return;
    }
    refuse(refused, decision.text);
  } catch (error) {
    if (!(error instanceof Refusal)) refuse(refused, "the server does not answer: try again");
    else refuse(refused, error.message);
  }
  for (const button of buttons) button.disabled = false;
}

function refuse(place: HTMLElement | null, reason: string): void {
  if (!place) return;
  place.hidden = false;
  place.textContent = reason;
  place.scrollIntoView({ block: "nearest" });
}

/** The document anew, at a claim or where it was scrolled to. */
function show(done: string, claim: string | null): void {
  if (!claim) sessionStorage.setItem(KEPT, String(window.scrollY));
  const at = claim ? `#c=${encodeURIComponent(claim)}` : "";
  location.assign(`${location.pathname}?done=${encodeURIComponent(done)}${at}`);
}

/** Scroll to where the page was before a change. */
export function scrollBack(): void {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept !== null && !location.hash) window.scrollTo(0, Number(kept));
}

/** Reject and correct in dialogs, undo in place. */
export class Changes {
  private claim: Claim | null = null;

  constructor(private readonly claims: Claims) {
    document.addEventListener("click", (event) => {
      const link =
        event.target instanceof Element ? event.target.closest<HTMLElement>("[data-open]") : null;
      const id = link?.closest<HTMLElement>(".note")?.dataset.claim;
      if (!link || !id || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.open(link.dataset.open === "correct" ? "correct" : "reject", id);
    });
    document.addEventListener("submit", (event) => {
      const form = event.target as HTMLFormElement;
      if (form.matches(".undo")) {
        event.preventDefault();
        const id = String(new FormData(form).get("judgement") ?? "");
        const at = form.closest<HTMLElement>(".note")?.dataset.claim ?? null;
        void decide(form, "/api/judgements/undo", { id }, at);
      } else if (form.dataset.change === "reject" || form.dataset.change === "correct") {
        event.preventDefault();
        this.send(form);
      }
    });
    for (const dialog of findAll<HTMLDialogElement>("dialog")) {
      for (const button of findAll("[data-close]", dialog)) {
        button.addEventListener("click", () => dialog.close());
      }
    }
  }

  /** Open the form for a claim. */
  open(verb: "reject" | "correct", id: string): void {
    const dialog = find<HTMLDialogElement>(`dialog#${verb}`);
    const form = dialog && find<HTMLFormElement>("form", dialog);
    const claim = this.claims.get(id);
    if (!dialog || !form || !claim) return;
    form.reset();
    const refused = find(".refused", form);
    if (refused) refused.hidden = true;
    const note = this.claims.note(id);
    const told = find(".told", dialog);
    if (told) told.textContent = (note && find(".worded", note)?.textContent) ?? "";
    if (verb === "correct") {
      for (const [name, value] of Object.entries(listFields(claim))) write(form, name, value);
    }
    this.claim = claim;
    this.claims.look(id, { scroll: false });
    dialog.showModal();
  }

  private send(form: HTMLFormElement): void {
    const claim = this.claim;
    if (!claim) return;
    const signed = { by: read(form, "by"), why: read(form, "why") };
    const path = `/api/claims/${encodeURIComponent(claim.id)}/${form.dataset.change}`;
    if (form.dataset.change === "reject") {
      void decide(form, path, signed, null);
      return;
    }
    const before = listFields(claim);
    const fields: Record<string, string> = {};
    for (const name of FIELDS) {
      const value = read(form, name);
      if (value !== before[name]) fields[name] = value;
    }
    void decide(form, path, { ...signed, fields, words: read(form, "words") }, claim.id);
  }
}

function listFields(claim: Claim): Record<(typeof FIELDS)[number], string> {
  return {
    predicate: claim.predicate,
    polarity: claim.polarity,
    certainty: claim.certainty,
    subject: claim.subject?.name ?? "",
    object: claim.object?.name ?? "",
    when: claim.when?.edtf ?? "",
    where: claim.where[0]?.name ?? "",
  };
}
