// On every page: `/` goes to the search box.

import { find } from "../lib/dom";
import { onKeys } from "../lib/keys";

onKeys({
  "/": () => {
    const box = find<HTMLInputElement>("#q");
    box?.focus();
    box?.select();
  },
});
