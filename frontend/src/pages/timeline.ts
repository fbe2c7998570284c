// The timeline of a case: what happened when is drawn, and the brush narrows drawing and list.

import { address, Refusal } from "../lib/api";
import { announce, find, readData } from "../lib/dom";
import { fetchFragment } from "../lib/fragment";
import { mountPeriod, type Period, readPeriod } from "../lib/period";
import { type Entry, mountTimeline, type Tracks } from "../lib/timeline";

const list = find("#episodes");
let asked: AbortController | null = null;

async function start(): Promise<void> {
  const place = find("#drawing");
  if (!place) return;
  const tracks = mountTimeline(place);
  show(tracks, readPeriod());
  await mountPeriod((period) => void narrow(tracks, period));
}

/** Draw what the list shows; a later page of it is drawn as far as it reaches. */
function show(tracks: Tracks, { since, until }: Period): void {
  const isWhole = find("#episodes a.next") === null && !location.search.includes("after=");
  const entries = readData<Entry[]>("entries") ?? [];
  tracks.show(entries, isWhole ? since : "", isWhole ? until : "");
}

async function narrow(tracks: Tracks, period: Period): Promise<void> {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  try {
    const rows = await fetchFragment(address("/timeline", { ...period, fragment: true }), signal);
    if (signal.aborted) return;
    list?.replaceChildren(rows);
    show(tracks, period);
    announce(list?.querySelector("p")?.textContent ?? "");
  } catch (error) {
    if (error instanceof Refusal) announce(error.message);
    else if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
  }
}

void start();
