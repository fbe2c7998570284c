// The review queue by keys: y n u answer, z undoes, j and k go on and back; the page stays.

import { announce, find } from "../lib/dom";
import { onKeys } from "../lib/keys";
import { follow, sendFields, sendForm } from "../lib/swap";

const PART = "review";

/** The answers of this sitting that can still be undone, and where in the queue they were given. */
const given: { judgement: string; at: string }[] = [];
let isBusy = false;

/** Do one thing at a time: a key pressed twice must not answer the next doubt unseen. */
async function once(action: () => Promise<void>): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  try {
    await action();
    const said = find(".told p")?.textContent ?? find(".counts")?.textContent ?? "";
    announce(said);
  } catch {
    announce("The server does not answer: nothing was stored.");
    showFailure();
  } finally {
    isBusy = false;
  }
}

function showFailure(): void {
  const place = find(".question");
  if (place) place.textContent = "The server does not answer: nothing was stored. Try again.";
}

async function answer(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const at = find<HTMLInputElement>("input[name=at]", form)?.value ?? "0";
  await sendForm(form, button, PART);
  const told = find(".told[data-judgement]");
  if (told?.dataset.judgement) given.push({ judgement: told.dataset.judgement, at });
}

async function undo(): Promise<void> {
  const last = given.pop();
  if (!last) {
    announce("No answer of this sitting is left to undo.");
    return;
  }
  const back = `/review?at=${last.at}`;
  await sendFields("/undo", new URLSearchParams({ judgement: last.judgement, back }), PART);
}

function press(verdict: string): void {
  const button = find<HTMLButtonElement>(`button[name=verdict][value=${verdict}]`);
  if (button?.form) void once(() => answer(button.form as HTMLFormElement, button));
}

function go(rel: string): void {
  const link = find<HTMLAnchorElement>(`#${PART} a[rel=${rel}]`);
  if (link) void once(() => follow(link.href, PART));
}

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.matches(".verdict")) {
    event.preventDefault();
    void once(() => answer(form, event.submitter));
  } else if (form.matches(".undo")) {
    event.preventDefault();
    const judgement = find<HTMLInputElement>("input[name=judgement]", form)?.value;
    const place = given.findIndex((one) => one.judgement === judgement);
    if (place >= 0) given.splice(place, 1);
    void once(() => sendForm(form, event.submitter, PART));
  }
});

onKeys({
  y: () => press("same"),
  n: () => press("different"),
  u: () => press("unsure"),
  z: () => void once(undo),
  j: () => go("next"),
  k: () => go("prev"),
  w: () => find<HTMLInputElement>("#why")?.focus(),
});
