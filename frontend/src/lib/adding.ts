// The form that adds reports, the page as a place to drop them, and the panels that show how far they are.

import { Refusal, tell } from "./api";
import { announce, find, findAll, make, readData } from "./dom";
import { listDropped } from "./dropped";
import { type Bounds, findFault, follow, type Named, send, type UploadState } from "./uploads";

const SILENT = "The server does not answer. What was read is kept.";
const ENDED =
  "The server was ended before all was read. What was read is kept: load the page again and add " +
  "the reports once more; those that are known are not read again.";

/** Make the page's form and panels work without leaving the page; `onOver` hears of what is done. */
export function startAdding(onOver: () => void): void {
  for (const panel of findAll("[data-upload]"))
    if (panel.dataset.over === "no") watch(panel, onOver);
  const form = find<HTMLFormElement>("#add");
  const bounds = readData<Bounds>("bounds");
  if (!form || !bounds) return;
  const adder = new Adder(form, bounds, onOver);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = find<HTMLInputElement>("#files", form)?.files ?? [];
    void adder.add([...files].map((file) => ({ file, name: file.name })));
  });
  acceptDrops(form, bounds, adder);
}

class Adder {
  private isSending = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly bounds: Bounds,
    private readonly onOver: () => void,
  ) {}

  async add(files: readonly Named[]): Promise<void> {
    if (this.isSending) return this.say("The files before these are still being sent.", true);
    const fault = findFault(files, this.bounds);
    if (fault) return this.say(fault, true);
    this.isSending = true;
    try {
      const state = await send(files, this.readFields(), (share) =>
        this.say(share < 1 ? `Sending: ${Math.floor(share * 100)} %` : "Sent."),
      );
      this.say("");
      this.form.reset();
      showPanel(state, this.onOver);
    } catch (error) {
      this.say(error instanceof Refusal ? error.message : "The files could not be sent.", true);
    } finally {
      this.isSending = false;
    }
  }

  say(text: string, isRefusal = false): void {
    const place = find(".sending", this.form);
    if (!place) return;
    place.textContent = text;
    place.classList.toggle("refused", isRefusal);
  }

  private readFields(): Record<string, string> {
    const fields = new FormData(this.form);
    return {
      publisher: String(fields.get("publisher") ?? ""),
      published_on: String(fields.get("published_on") ?? ""),
    };
  }
}

function acceptDrops(form: HTMLFormElement, bounds: Bounds, adder: Adder): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  find(".dropping", form)?.removeAttribute("hidden");
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    form.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) form.classList.remove("is-over");
  });
  document.addEventListener("drop", async (event) => {
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    form.classList.remove("is-over");
    try {
      await adder.add(await listDropped(event.dataTransfer, bounds.files));
    } catch {
      adder.say("What was dropped cannot be read: choose the files instead.", true);
    }
  });
}

function showPanel(state: UploadState, onOver: () => void): void {
  const blank = find<HTMLTemplateElement>("#panel");
  const panel = blank?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!panel) return;
  panel.dataset.upload = state.id;
  find<HTMLFormElement>(".cancel", panel)?.setAttribute("action", `/uploads/${state.id}/cancel`);
  for (const old of findAll('#uploads [data-over="yes"]')) old.remove();
  find("#uploads")?.append(panel);
  show(panel, state);
  find(".words", panel)?.focus();
  watch(panel, onOver);
}

function watch(panel: HTMLElement, onOver: () => void): void {
  const id = panel.dataset.upload ?? "";
  const cancel = find<HTMLFormElement>(".cancel", panel);
  cancel?.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      show(panel, await tell<UploadState>("DELETE", `/api/uploads/${encodeURIComponent(id)}`));
      find(".words", panel)?.focus();
    } catch (error) {
      announce(error instanceof Refusal ? error.message : "It could not be cancelled.");
    }
  });
  let phase = "";
  const onState = (state: UploadState): void => {
    show(panel, state);
    if (state.phase !== phase)
      announce(state.is_over ? `${state.words}. ${state.result}` : state.words);
    phase = state.phase;
    if (state.is_over) onOver();
  };
  follow(id, onState, (isGone) => {
    const words = isGone ? ENDED : SILENT;
    if (phase !== words) announce(words);
    phase = words;
    setText(panel, ".words", words);
    if (!isGone) return;
    panel.dataset.over = "yes";
    setText(panel, ".current", "");
    for (const part of findAll("progress, .cancel", panel)) part.hidden = true;
    onOver();
  });
}

function show(panel: HTMLElement, state: UploadState): void {
  panel.dataset.over = state.is_over ? "yes" : "no";
  setText(panel, ".words", state.words);
  setText(panel, ".current", state.current ?? "");
  setText(panel, ".result", state.result);
  const bar = find<HTMLProgressElement>("progress", panel);
  if (bar) {
    bar.max = state.files || 1;
    bar.value = state.files_done;
    bar.hidden = state.is_over;
  }
  const cancel = find(".cancel", panel);
  if (cancel) cancel.hidden = state.is_over || state.is_cancelled || state.phase === "weighing";
  const list = find(".problems", panel);
  if (!list) return;
  while (list.children.length > state.problems_from) list.lastElementChild?.remove();
  for (const { name, message, severity } of state.problems)
    list.append(make("li", { class: severity }, make("strong", {}, name), ` ${message}`));
  const unlisted = state.problem_count - list.children.length;
  setText(
    panel,
    ".unlisted",
    unlisted > 0 ? `${unlisted} more problems are kept in the case.` : "",
  );
}

function setText(panel: HTMLElement, selector: string, text: string): void {
  const place = find(selector, panel);
  if (place && place.textContent !== text) place.textContent = text;
}
