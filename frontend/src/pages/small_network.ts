// The neighbourhood of one entity on its profile: <div class="network small" data-network-about=ID>.

import { findAll } from "../lib/dom";
import { mountNetwork } from "../lib/network/mount";

for (const element of findAll("[data-network-about]")) {
  const about = element.dataset.networkAbout;
  if (about) void mountNetwork(element, { about });
}
