// The network: filters that the server applies, the drawing, and the table that mirrors it.

import { address, ask } from "../lib/api";
import { mountBrush, type Periods } from "../lib/brush";
import { announce, complain, find, findAll, make, readData } from "../lib/dom";
import { fetchFragment } from "../lib/fragment";
import { explain, Latest } from "../lib/latest";
import { prepareNetwork } from "../lib/network/mount";
import type { Network } from "../lib/network/types";
import { suggestNames } from "../lib/suggest";

const form = find<HTMLFormElement>("#network-filter");
const element = find("#network");
const panel = find("#network-panel");
const room = find("#network-room");
const found = find("#network-found");

if (form && element && panel && room && found) start(form, element, panel, room, found);

function start(
  form: HTMLFormElement,
  element: HTMLElement,
  panel: HTMLElement,
  room: HTMLElement,
  found: HTMLElement,
): void {
  const refreshed = new Latest();
  let drawn = 0;
  const network = prepareNetwork(element, {
    panel,
    room,
    keepsPlaces: true,
    onExpand: (id) => add("beside", id),
    onShown: keepEdge,
    onOnly: (id) => {
      for (const one of findAll<HTMLInputElement>('[type="hidden"]', form)) one.remove();
      add("about", id);
    },
  });

  const add = (name: "about" | "beside", id: string): void => {
    const isThere = new FormData(form).getAll(name).includes(id);
    if (!isThere) form.prepend(make("input", { type: "hidden", name, value: id }));
    void refresh(true);
  };

  const draw = async (): Promise<void> => {
    const data = readData<Network>("network-data");
    if (!data) return;
    const turn = ++drawn;
    await network.show(data);
    if (turn !== drawn) return;
    announce(`${data.nodes.length} nodes and ${data.edges.length} edges are shown.`);
    if (data.uncounted > 0) await refresh(false);
  };

  const refresh = async (isNew: boolean): Promise<void> => {
    const query = readForm(form);
    if (isNew) {
      history.pushState(null, "", address("/network", query) + location.hash);
      shown = location.search;
    }
    await refreshed.run(async (signal) => {
      const path = address("/network", { ...query, fragment: true });
      const piece = await fetchFragment(path, signal);
      if (signal.aborted) return;
      found.replaceChildren(piece);
      const words = find("[data-asked]", found)?.textContent;
      const summary = find("#network-asked");
      if (words && summary) summary.textContent = words;
      await draw();
    });
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    network.close();
    void refresh(true);
  });
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) form.requestSubmit();
  });
  let shown = location.search;
  addEventListener("popstate", () => {
    // A link within the page, such as that to its content, comes here as well.
    if (location.search !== shown) location.reload();
  });
  found.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element))
      return;
    const link = event.target.closest<HTMLAnchorElement>("a.open");
    const id = link?.closest<HTMLElement>("tr")?.dataset.edge;
    if (!link || !id) return;
    event.preventDefault();
    void network.openEdge(id, link);
  });
  const source = find<HTMLInputElement>('[name="source"]', form);
  if (source) suggestNames(source);
  void brush(form);
  void draw().then(() => {
    const edge = readEdge();
    if (edge) return network.openEdge(edge, null);
  });
}

const EDGE = "#edge=";

/** The edge whose words are open stands in the address, so that one comes back to it. */
function keepEdge(id: string | null): void {
  if (id === readEdge()) return;
  const hash = id ? EDGE + encodeURIComponent(id) : "";
  history.replaceState(null, "", location.pathname + location.search + hash);
}

function readEdge(): string | null {
  if (!location.hash.startsWith(EDGE)) return null;
  try {
    return decodeURIComponent(location.hash.slice(EDGE.length));
  } catch {
    return null;
  }
}

/** What the form asks for; what is as it would be anyway is left out. */
function readForm(form: HTMLFormElement): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const given = new FormData(form);
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name).map(String);
    query[name] = name === "about" || name === "beside" ? values : (values[0] ?? "");
  }
  if (query.min_origins === "1") delete query.min_origins;
  if (query.nodes === "500") delete query.nodes;
  return query;
}

/** Claims over time, with handles that move the fields of the form. */
async function brush(form: HTMLFormElement): Promise<void> {
  const place = find("#network-time");
  const since = find<HTMLInputElement>('[name="since"]', form);
  const until = find<HTMLInputElement>('[name="until"]', form);
  if (!place || !since || !until) return;
  try {
    const bins = await ask<Periods>("/api/periods");
    if (bins.dated === 0) return;
    const mounted = mountBrush(place, {
      bins,
      since: since.value,
      until: until.value,
      label: "Claims over time: which the network is drawn from",
      onChange: (first, last) => {
        [since.value, until.value] = [first, last];
        form.requestSubmit();
      },
    });
    form.addEventListener("submit", () => mounted.set(since.value, until.value));
  } catch (error) {
    complain(explain(error));
  }
}
