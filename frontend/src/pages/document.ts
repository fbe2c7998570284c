// The reader: claims one at a time, what is under the pointer, and changes to claims.

import { find, findAll, readData } from "../lib/dom";
import { onKeys } from "../lib/keys";
import { Adding, type Known } from "../reader/adding";
import { Changes, scrollBack } from "../reader/changing";
import { type Claim, Claims } from "../reader/claims";
import { MarkedText } from "../reader/text";

const root = find("#text");
const known = readData<Known & { claims: Claim[] }>("reader-data");

if (root && known) {
  const text = new MarkedText(root);
  const claims = new Claims(text, known.claims);
  const changes = new Changes(claims);
  const adding = new Adding(text, claims, known);
  const keys = find<HTMLDialogElement>("dialog#keys");
  const isBusy = () => find("dialog[open]:modal") !== null;

  for (const element of findAll(".scripted")) element.hidden = false;
  new ResizeObserver(() => claims.align()).observe(root);
  root.addEventListener("toggle", () => claims.align(), true);
  find(".key")?.addEventListener("change", () => claims.align());
  find("#open-keys")?.addEventListener("click", () => keys?.showModal());
  window.addEventListener("hashchange", () => claims.lookAtAddress());
  claims.align();
  scrollBack();
  claims.lookAtAddress();

  const change = (verb: "reject" | "correct") => () => {
    if (claims.now && !isBusy()) changes.open(verb, claims.now.id);
  };
  onKeys({
    j: () => !isBusy() && claims.step(1),
    k: () => !isBusy() && claims.step(-1),
    a: () => !isBusy() && adding.open(),
    r: change("reject"),
    c: change("correct"),
    "?": () => !isBusy() && keys?.showModal(),
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === document.body) claims.open();
    if (event.key === "Escape" && adding.isOpen) adding.close();
  });
}
