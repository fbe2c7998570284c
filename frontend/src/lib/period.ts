// The period of a page: its form, its brush, its address and the links to the same period elsewhere.

import { address, ask } from "./api";
import { type Brush, mountBrush, type Periods } from "./brush";
import { find, findAll, readData } from "./dom";

export interface Period {
  readonly about: string;
  readonly since: string;
  readonly until: string;
}

/** What the form says now. */
export function readPeriod(): Period {
  const field = (name: string) =>
    find<HTMLInputElement>(`#period input[name="${name}"]`)?.value.trim() ?? "";
  return { about: field("about"), since: field("since"), until: field("until") };
}

/** Put the brush over the form, and tell of each new period; nothing where the page has no form. */
export async function mountPeriod(onChange: (period: Period) => void): Promise<Brush | null> {
  const place = find("#brush");
  const form = find<HTMLFormElement>("#period");
  if (!place || !form) return null;
  const { about, since, until } = readPeriod();
  const bins = readData<Periods>("periods") ?? (await ask<Periods>("/api/periods", { about }));
  place.hidden = false;
  return mountBrush(place, {
    bins,
    since,
    until,
    onChange: (from, to) => {
      write("since", from);
      write("until", to);
      keep(form.action);
      onChange(readPeriod());
    },
  });
}

function write(name: string, value: string): void {
  const field = find<HTMLInputElement>(`#period input[name="${name}"]`);
  if (field) field.value = value;
}

/** The period goes into the address of the page and into the links that carry it on. */
function keep(action: string): void {
  const period = { ...readPeriod() };
  history.replaceState(null, "", address(new URL(action).pathname, period));
  carryPeriod(period);
}

/** Have the links to the same period elsewhere carry this one. */
function carryPeriod(period: Period): void {
  for (const link of findAll<HTMLAnchorElement>("#joined a")) {
    link.href = address(new URL(link.href).pathname, { ...period });
  }
}
