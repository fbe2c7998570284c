// Names of the case are suggested while somebody types an end of a way.

import { ask } from "../lib/api";
import { findAll, make } from "../lib/dom";

interface Candidate {
  entity: { id: string; name: string; kind: string };
  documents: number;
}

const WAIT_MS = 150;
const LEAST = 2;

for (const field of findAll<HTMLInputElement>("input[list]")) {
  let waiting = 0;
  let asked: AbortController | null = null;
  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      asked?.abort();
      asked = new AbortController();
      void suggest(field, asked.signal);
    }, WAIT_MS);
  });
}

async function suggest(field: HTMLInputElement, signal: AbortSignal): Promise<void> {
  const name = field.value.trim();
  if (name.length < LEAST || !field.list) return;
  try {
    const found = await ask<Candidate[]>("/api/entities", { name, limit: 10 }, signal);
    const options = found.map((one) => {
      const label = `${one.entity.kind}, in ${one.documents} documents`;
      return make("option", { value: one.entity.name, label });
    });
    field.list.replaceChildren(...options);
  } catch {
    // the next letter asks again; the field works without suggestions
  }
}
