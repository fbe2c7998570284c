// A map of the places of claims over outlines of countries; no tiles, no images, no other host.
//
// A town is a dot, as large as it has claims. A district, a province or a region is a circle about
// as large as such a unit is, a country its own outline: the position is only the middle of it, so
// it is never a dot. A place that documents put at several positions, none of which is taken, is
// drawn as open rings that are joined by a line.

import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import { address, ask } from "./api";
import { make } from "./dom";

export type Precision = "city" | "district" | "province" | "country" | "region";

export interface MapPosition {
  readonly lat: number;
  readonly lon: number;
  readonly precision: Precision;
  readonly reach_km: number;
  readonly lies_in: string;
  readonly documents: number;
  readonly country: string | null;
}

export interface MapPlace {
  readonly name: string;
  readonly entities: readonly string[];
  readonly is_named: boolean;
  readonly claims: number;
  readonly documents: number;
  readonly position: MapPosition | null;
  readonly others: readonly MapPosition[];
}

/** What /api/places answers. */
export interface MapPlaces {
  readonly places: readonly MapPlace[];
  readonly total: number;
  readonly claims: number;
}

export interface MapOptions {
  /** Of claims about this entity (a name or an id); all without. */
  readonly about?: string;
  readonly since?: string;
  readonly until?: string;
  /** What is there already, so that it need not be asked for. */
  readonly found?: MapPlaces | null;
  /** Where the outlines are. */
  readonly basemap?: string;
  /** A place was chosen. Without it, a click goes to the claims of the place. */
  readonly onChoose?: (place: MapPlace) => void;
}

export interface PlaceMap {
  /** Show the places of the claims of a time; nothing is shown once the signal is given. */
  narrow(since: string, until: string, signal?: AbortSignal): Promise<MapPlaces>;
  /** Show these places. */
  show(found: MapPlaces): void;
  /** Mark one place and have it seen. */
  choose(entity: string): void;
}

interface Country {
  readonly type: "Feature";
  readonly properties: { readonly name: string };
  readonly geometry: { readonly type: "MultiPolygon"; readonly coordinates: number[][][][] };
}

interface Countries {
  readonly type: "FeatureCollection";
  readonly features: Country[];
}

const WORLD: L.LatLngBoundsExpression = [
  [-58, -170],
  [78, 180],
];
const CLOSEST = 9;
const ROUND: readonly Precision[] = ["region", "country", "province", "district", "city"];

/** Put a map into an element, in place of what is there. Throws a Refusal where asking fails. */
export async function mountMap(element: HTMLElement, options: MapOptions = {}): Promise<PlaceMap> {
  const query = { about: options.about, since: options.since, until: options.until };
  const basemap = options.basemap ?? element.dataset.basemap ?? "/api/basemap";
  const [countries, found] = await Promise.all([
    ask<Countries>(basemap),
    options.found ?? ask<MapPlaces>("/api/places", query),
  ]);
  const drawn = new Atlas(element, options, countries);
  drawn.show(found);
  return drawn;
}

class Atlas implements PlaceMap {
  private readonly map: L.Map;
  private readonly marks = L.layerGroup();
  private readonly note = make("p", { class: "map-note" });
  private readonly byEntity = new Map<string, L.Path[]>();
  private readonly outlines = new Map<string, Country>();
  private isSeen = false;

  constructor(
    element: HTMLElement,
    private readonly options: MapOptions,
    countries: Countries,
  ) {
    for (const one of countries.features) this.outlines.set(one.properties.name, one);
    const box = make("div", { class: "map-box", role: "region", "aria-label": "Map of places" });
    element.classList.add("map-drawn");
    element.replaceChildren(box, makeLegend(), this.note);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(box, {
      attributionControl: false,
      maxZoom: CLOSEST,
      minZoom: 1,
      zoomSnap: 0.5,
      worldCopyJump: true,
      zoomAnimation: !still,
      fadeAnimation: !still,
      inertia: !still,
    });
    L.control.attribution({ prefix: false }).addAttribution("Natural Earth").addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    L.geoJSON(countries, { interactive: false, style: () => ({ className: "map-country" }) }).addTo(
      this.map,
    );
    this.marks.addTo(this.map);
    this.map.fitBounds(WORLD);
  }

  async narrow(since: string, until: string, signal?: AbortSignal): Promise<MapPlaces> {
    const query = { about: this.options.about, since, until };
    const found = await ask<MapPlaces>("/api/places", query, signal);
    if (!signal?.aborted) this.show(found);
    return found;
  }

  show(found: MapPlaces): void {
    this.marks.clearLayers();
    this.byEntity.clear();
    const drawn = found.places.filter((place) => place.position || place.others.length);
    const rank = (place: MapPlace) => {
      const at = place.position ?? place.others[0];
      return at ? ROUND.indexOf(at.precision) : 0;
    };
    // What is wide lies below, so that dots can be pointed at.
    for (const place of [...drawn].sort((a, b) => rank(a) - rank(b) || b.claims - a.claims)) {
      this.draw(place);
    }
    const missing = found.places.length - drawn.length;
    this.note.textContent = this.describe(drawn.length, missing, found);
    if (!this.isSeen && drawn.length) this.fit(drawn);
  }

  choose(entity: string): void {
    for (const path of this.map.getPane("overlayPane")?.querySelectorAll(".map-taken") ?? []) {
      path.classList.remove("map-taken");
    }
    const paths = this.byEntity.get(entity) ?? [];
    for (const path of paths) path.getElement()?.classList.add("map-taken");
    const first = paths[0];
    if (first instanceof L.CircleMarker)
      this.map.panInside(first.getLatLng(), { padding: [40, 40] });
  }

  private describe(drawn: number, missing: number, found: MapPlaces): string {
    const said = [`${drawn} ${drawn === 1 ? "place" : "places"} on the map.`];
    if (missing)
      said.push(
        `${missing} more ${missing === 1 ? "has" : "have"} no known position; the list has them.`,
      );
    if (found.total > found.places.length) {
      said.push(`Those with the most claims, of ${found.total}.`);
    }
    return said.join(" ");
  }

  private fit(drawn: readonly MapPlace[]): void {
    const bounds = L.latLngBounds([]);
    const all = drawn.flatMap((place) => (place.position ? [place.position] : [...place.others]));
    const near = all.filter((at) => at.precision !== "country" && at.precision !== "region");
    for (const at of near.length ? near : all) {
      bounds.extend(L.latLng(at.lat, at.lon).toBounds(at.reach_km * 2000));
    }
    this.map.fitBounds(bounds.pad(0.1), { animate: false, maxZoom: 7 });
    this.isSeen = true;
  }

  private draw(place: MapPlace): void {
    const paths: L.Path[] = [];
    if (place.position) {
      paths.push(this.drawOne(place, place.position));
    } else {
      const places = place.others.map((at) => L.latLng(at.lat, at.lon));
      if (places.length > 1) {
        paths.push(L.polyline(places, { className: "map-either", interactive: false }));
      }
      for (const at of place.others) paths.push(this.drawOne(place, at, true));
    }
    for (const path of paths) {
      path.addTo(this.marks);
      this.listen(path, place);
    }
    for (const entity of place.entities) this.byEntity.set(entity, paths);
  }

  private drawOne(place: MapPlace, at: MapPosition, isOpen = false): L.Path {
    const kind = isOpen ? "map-mark map-open" : "map-mark";
    const outline = at.country === null ? undefined : this.outlines.get(at.country);
    let path: L.Path;
    if (at.precision === "city") {
      const radius = 5 + Math.min(Math.log2(Math.max(place.claims, 1)) * 1.4, 14);
      path = L.circleMarker([at.lat, at.lon], { radius, className: `${kind} map-dot` });
    } else if (outline) {
      const rings = L.GeoJSON.coordsToLatLngs(outline.geometry.coordinates, 2);
      path = L.polygon(rings, { className: `${kind} map-outline` });
    } else {
      const radius = at.reach_km * 1000;
      path = L.circle([at.lat, at.lon], { radius, className: `${kind} map-area` });
    }
    path.bindTooltip(() => makeTip(place, at, isOpen), { sticky: true, className: "map-tip" });
    return path;
  }

  /** Pointer and keyboard: a mark is a button that opens its claims. */
  private listen(path: L.Path, place: MapPlace): void {
    if (!path.options.interactive) return;
    const element = path.getElement();
    if (!element) return;
    const at = place.position;
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", "0");
    element.setAttribute(
      "aria-label",
      `${place.name}: ${say(place)}, ${at ? at.lies_in : "position undecided"}`,
    );
    element.setAttribute("data-place", place.entities[0] ?? "");
    const choose = () => this.take(place);
    path.on("click", choose);
    element.addEventListener("keydown", (event) => {
      const key = (event as KeyboardEvent).key;
      if (key !== "Enter" && key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      choose();
    });
    element.addEventListener("focus", () => path.openTooltip());
    element.addEventListener("blur", () => path.closeTooltip());
  }

  private take(place: MapPlace): void {
    this.choose(place.entities[0] ?? "");
    if (this.options.onChoose) this.options.onChoose(place);
    else {
      const { about, since, until } = this.options;
      location.assign(
        address("/place-claims", { place: [...place.entities], about, since, until }),
      );
    }
  }
}

function say(place: MapPlace): string {
  return place.claims === 1 ? "1 claim" : `${place.claims} claims`;
}

/** What stands beside a mark: its name, how exact it is, how many claims. */
function makeTip(place: MapPlace, at: MapPosition, isOpen: boolean): HTMLElement {
  const where = at.precision === "city" ? at.lies_in : `somewhere in ${place.name}: ${at.lies_in}`;
  const doubt = isOpen ? ` (put here by ${at.documents} of ${place.documents} documents)` : "";
  return make(
    "div",
    {},
    make("strong", {}, place.name),
    make("br"),
    `${where}${doubt}`,
    make("br"),
    say(place),
  );
}

function makeLegend(): HTMLElement {
  const entries = [
    ["dot", "a town, the larger the more claims"],
    ["area", "somewhere in a district, province or region"],
    ["outline", "somewhere in a country"],
    ["open", "undecided: documents differ"],
  ] as const;
  return make(
    "ul",
    { class: "map-legend", "aria-label": "What the marks mean" },
    ...entries.map(([kind, words]) =>
      make("li", {}, make("span", { class: `map-key map-key-${kind}` }), words),
    ),
  );
}
