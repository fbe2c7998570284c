// The places of claims about one entity on its profile: <div class="map map-small" data-map-about=ID>.

import { findAll } from "../lib/dom";
import { mountMap } from "../lib/map";

for (const element of findAll("[data-map-about]")) {
  const about = element.dataset.mapAbout;
  if (about) void mountMap(element, { about });
}
