// On every page: `/` goes to the search box; a narrow window shows where one is among the pages.

import { find } from "../lib/dom";
import { onKeys } from "../lib/keys";

onKeys({
  "/": () => {
    const box = find<HTMLInputElement>("#q");
    box?.focus();
    box?.select();
  },
});

const here = find("nav [aria-current]");
const strip = here?.closest("nav");
if (here && strip) strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
