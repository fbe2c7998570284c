// The timeline of a case: what happened when is drawn, and the brush narrows drawing and list.

import { address } from "../lib/api";
import { announce, complain, find, readData } from "../lib/dom";
import { fetchFragment } from "../lib/fragment";
import { explain, Latest } from "../lib/latest";
import { mountPeriod, type Period, readPeriod } from "../lib/period";
import { type Entry, mountTimeline, type Tracks } from "../lib/timeline";

const list = find("#episodes");
const narrowed = new Latest();

async function start(): Promise<void> {
  const place = find("#drawing");
  if (!place) return;
  const tracks = mountTimeline(place);
  show(tracks, readPeriod());
  await mountPeriod((period) => narrow(tracks, period));
}

/** Draw what the list shows; a later page of it is drawn as far as it reaches. */
function show(tracks: Tracks, { since, until }: Period): void {
  const isWhole = find("#episodes a.next") === null && !location.search.includes("after=");
  const entries = readData<Entry[]>("entries") ?? [];
  tracks.show(entries, isWhole ? since : "", isWhole ? until : "");
}

function narrow(tracks: Tracks, period: Period): void {
  void narrowed.run(async (signal) => {
    const rows = await fetchFragment(address("/timeline", { ...period, fragment: true }), signal);
    if (signal.aborted) return;
    list?.replaceChildren(rows);
    show(tracks, period);
    announce(list?.querySelector("p")?.textContent ?? "");
  });
}

start().catch((error: unknown) => complain(explain(error)));
