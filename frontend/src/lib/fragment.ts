// Pieces of pages that the server wrote, put into this one. Markup is parsed only here, in swap.ts
// and for the overview: it comes from our own server, which escapes every word of a report; scripts
// in it would not run.

import { address, Refusal } from "./api";

/** Fetch a piece of a page from our own server. Throws a Refusal with the server's sentence. */
export async function fetchFragment(path: string, signal?: AbortSignal): Promise<DocumentFragment> {
  if (!path.startsWith("/") || path.startsWith("//")) {
    throw new Error(`a path on this server was expected, not '${path}'`);
  }
  const answer = await fetch(path, { signal: signal ?? null });
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok) {
    const reason = parsed.querySelector("main p")?.textContent ?? answer.statusText;
    throw new Refusal(answer.status, reason);
  }
  const piece = document.createDocumentFragment();
  for (const child of [...parsed.body.childNodes]) piece.append(document.adoptNode(child));
  return piece;
}

/** Put the words behind a proposition (its id, or that of a claim) into an element. */
export async function showProposition(
  into: Element,
  id: string,
  signal?: AbortSignal,
): Promise<void> {
  const path = address(`/proposition/${encodeURIComponent(id)}`, { fragment: true });
  into.replaceChildren(await fetchFragment(path, signal));
}
