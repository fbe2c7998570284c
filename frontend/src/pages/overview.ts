// The overview: adding reports; once they are read, what the case holds is shown anew.

import { startAdding } from "../lib/adding";
import { find } from "../lib/dom";

const SHOWN_ANEW = ["#figures", "#contents"];

startAdding(() => void showAnew());

/** Take the parts that changed out of the page as the server writes it now. */
async function showAnew(): Promise<void> {
  const answer = await fetch("/");
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const selector of SHOWN_ANEW) {
    const fresh = find(selector, page);
    if (fresh) find(selector)?.replaceWith(document.adoptNode(fresh));
  }
}
