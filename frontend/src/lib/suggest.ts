// Names of the case, suggested while somebody types.

import { ask } from "./api";
import { make } from "./dom";

interface Candidate {
  entity: { id: string; name: string; kind: string };
  documents: number;
}

const WAIT_MS = 150;
const LEAST = 2;
const MOST = 12;

/** Fill the list of a field with names that begin like its words; what stands in it stays, behind. */
export function suggestNames(field: HTMLInputElement): void {
  const list = field.list;
  if (!list) return;
  const known = [...list.children].map((one) => one.cloneNode(true) as HTMLOptionElement);
  let waiting = 0;
  let asked: AbortController | null = null;
  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    asked?.abort();
    waiting = window.setTimeout(() => {
      asked = new AbortController();
      void suggest(field.value.trim(), list, known, asked.signal);
    }, WAIT_MS);
  });
}

async function suggest(
  name: string,
  list: HTMLElement,
  known: readonly HTMLOptionElement[],
  signal: AbortSignal,
): Promise<void> {
  if (name.length < LEAST) return;
  try {
    const found = await ask<Candidate[]>("/api/entities", { name, limit: MOST }, signal);
    const names = new Set(found.map((one) => one.entity.name));
    const options = found.map((one) => {
      const label = `${one.entity.kind}, in ${one.documents} documents`;
      return make("option", { value: one.entity.name, label });
    });
    list.replaceChildren(...options, ...known.filter((one) => !names.has(one.value)));
  } catch {
    // the next letter asks again; the field works without suggestions
  }
}
