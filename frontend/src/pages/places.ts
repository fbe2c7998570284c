// The map of a case: the brush narrows map and list, a place opens the claims that are set there.

import { address } from "../lib/api";
import { announce, complain, find, readData } from "../lib/dom";
import { fetchFragment } from "../lib/fragment";
import { explain, Latest } from "../lib/latest";
import { type MapPlace, type MapPlaces, mountMap, type PlaceMap } from "../lib/map";
import { mountPeriod, type Period, readPeriod } from "../lib/period";

const panel = find("#panel");
const list = find("#places");
const narrowed = new Latest();
const opened = new Latest();
let chosen: readonly string[] = [];

async function start(): Promise<void> {
  const box = find("#map");
  if (!box) return;
  const map = await mountMap(box, {
    about: readPeriod().about,
    found: readData<MapPlaces>("found"),
    onChoose: (place) => void open(place.entities, true),
  });
  listen(map);
  await mountPeriod((period) => narrow(map, period));
}

/** Links to the claims of a place open in the panel, from the list and from the panel itself. */
function listen(map: PlaceMap): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="/place-claims"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !panel) return;
    const isNext = link.classList.contains("next");
    if (panel.contains(link) && !isNext) return;
    event.preventDefault();
    const query = new URL(link.href).searchParams;
    chosen = query.getAll("place");
    map.choose(chosen[0] ?? "");
    void load(`${new URL(link.href).pathname}?${query}`, true);
  });
}

async function open(place: MapPlace["entities"], focus: boolean): Promise<void> {
  chosen = place;
  await load(address("/place-claims", { place: [...place], ...readPeriod() }), focus);
}

async function load(path: string, focus: boolean): Promise<void> {
  if (!panel) return;
  panel.setAttribute("aria-busy", "true");
  const isLast = await opened.run(async (signal) => {
    const claims = await fetchFragment(`${path}&fragment=true`, signal);
    if (signal.aborted) return;
    panel.replaceChildren(claims);
    panel.scrollTop = 0;
    if (focus) panel.focus({ preventScroll: window.innerWidth > 900 });
  });
  if (isLast) panel.removeAttribute("aria-busy");
}

/** The brush moved: map, list and panel show the claims of that time. */
function narrow(map: PlaceMap, period: Period): void {
  void narrowed.run(async (signal) => {
    const path = address("/places", { ...period, fragment: true });
    const [found, rows] = await Promise.all([
      map.narrow(period.since, period.until, signal),
      fetchFragment(path, signal),
    ]);
    if (signal.aborted) return;
    list?.replaceChildren(rows);
    announce(`${found.total} places`);
    if (chosen.length) await open(chosen, false);
  });
}

start().catch((error: unknown) => complain(explain(error)));
