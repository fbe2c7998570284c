// Network and map side by side; one brush narrows both, and both open words in the same panel.

import { address, ask } from "../lib/api";
import { announce, complain, find, make, readData } from "../lib/dom";
import { fetchFragment } from "../lib/fragment";
import { explain, Latest } from "../lib/latest";
import { type MapPlace, type MapPlaces, mountMap, type PlaceMap } from "../lib/map";
import { type MountedNetwork, prepareNetwork } from "../lib/network/mount";
import type { Network } from "../lib/network/types";
import { mountPeriod, type Period, readPeriod } from "../lib/period";

const MOST = { nodes: 150, edges: 600 };
const panel = find("#network-panel");
const room = find("#explore");
const said = find("#network-said");
const narrowed = new Latest();
const opened = new Latest();

async function start(): Promise<void> {
  const [drawing, box] = [find("#network"), find("#map")];
  if (!drawing || !box || !panel || !room) return;
  const only = (id: string): void =>
    location.assign(address("/explore", { ...readPeriod(), about: id }));
  const network = prepareNetwork(drawing, {
    panel,
    room,
    onExpand: only,
    onOnly: only,
    onShown: () => opened.stop(),
  });
  const map = await mountMap(box, {
    about: readPeriod().about,
    found: readData<MapPlaces>("found"),
    onChoose: open,
  });
  await draw(network, readPeriod());
  await mountPeriod((period) => narrow(network, map, period));
}

async function draw(network: MountedNetwork, period: Period, signal?: AbortSignal): Promise<void> {
  const found = await ask<Network>("/api/network", { ...period, ...MOST }, signal);
  if (signal?.aborted) return;
  await network.show(found);
  const path = address("/network", { ...period });
  said?.replaceChildren(
    `The ${found.edges.length} best borne out ties among ${found.nodes.length} names. `,
    make("a", { href: path }, "More, with filters and a table"),
  );
}

function narrow(network: MountedNetwork, map: PlaceMap, period: Period): void {
  void narrowed.run(async (signal) => {
    const [found] = await Promise.all([
      map.narrow(period.since, period.until, signal),
      draw(network, period, signal),
    ]);
    if (!signal.aborted) announce(`${found.total} places`);
  });
}

/** The claims of a place, in the panel in which the network opens its words. */
function open(place: MapPlace): void {
  if (!panel || !room) return;
  const path = address("/place-claims", {
    ...readPeriod(),
    place: [...place.entities],
    fragment: true,
  });
  void opened.run(async (signal) => {
    const claims = await fetchFragment(path, signal);
    if (signal.aborted) return;
    const close = make("button", { type: "button", class: "close" }, "Close");
    close.addEventListener("click", () => {
      panel.hidden = true;
      room.classList.remove("open");
    });
    panel.replaceChildren(close, claims);
    panel.hidden = false;
    room.classList.add("open");
    panel.focus({ preventScroll: window.innerWidth > 900 });
  });
}

start().catch((error: unknown) => complain(explain(error)));
