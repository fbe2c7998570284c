// A part of the page exchanged for what the server writes of it, without loading the page anew.

import { token } from "./api";

/** Send a form, its button's value with it, and put the part `id` of the answer into the page. */
export async function sendForm(
  form: HTMLFormElement,
  button: HTMLElement | null,
  id: string,
): Promise<void> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) fields.set(name, String(value));
  await sendFields(form.action, fields, id);
}

/** Send fields as a form of this page would, and put the part `id` of the answer into the page. */
export async function sendFields(
  address: string,
  fields: URLSearchParams,
  id: string,
): Promise<void> {
  if (!fields.has("_csrf_token")) fields.set("_csrf_token", token());
  await put(await fetch(address, { method: "POST", body: fields }), id);
}

/** Put the part `id` of another page of ours into this one. */
export async function follow(address: string, id: string): Promise<void> {
  await put(await fetch(address), id);
}

async function put(answer: Response, id: string): Promise<void> {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // What cannot be put in place is a page of its own: an error with its sentence.
  const part = page.getElementById(answer.ok ? id : "main");
  if (part) document.getElementById(answer.ok ? id : "main")?.replaceWith(document.adoptNode(part));
  if (answer.ok) history.replaceState(null, "", answer.url);
}
