// Episodes drawn in time. How exact a time is shows in its mark: an exact day is a tick, a range a
// bar with ends, a whole month or year a soft bar without, an approximate date fades out, and an
// open end is an arrow. Denied, hedged and planned ones differ by their lines, not by colour alone.

import { listTicks, readDay } from "./days";
import { make } from "./dom";
import { draw } from "./svg";

/** What the server writes for each episode. */
export interface Entry {
  readonly claim: string;
  readonly when: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly grain: string;
  readonly is_interval: boolean;
  readonly is_vague: boolean;
  readonly side: "affirmed" | "denied" | "disputed";
  readonly is_hedged: boolean;
  readonly is_unrealised: boolean;
  readonly label: string;
  readonly said: string;
  readonly evidence: string;
  readonly source: string;
  readonly marks: readonly string[];
}

export interface Tracks {
  /** Draw these, between two dates or as far as they reach. */
  show(entries: readonly Entry[], since?: string, until?: string): void;
}

interface Placed {
  readonly entry: Entry;
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

const LANE = 22;
const TOP = 24;
const SIDE = 10;
const LETTER = 6.4;
const LABELLED_AT_MOST = 80;
const LABEL_LETTERS = 42;
const SMALLEST = 7;

/** Put a drawing of episodes into an element. */
export function mountTimeline(element: HTMLElement): Tracks {
  return new Drawing(element);
}

class Drawing implements Tracks {
  private entries: readonly Entry[] = [];
  private since: number | null = null;
  private until: number | null = null;
  private first = 0;
  private last = 0;
  private width = 0;
  private readonly svg = draw("svg", { class: "tracks-drawing", role: "list" });
  private readonly tip = make("div", { class: "tracks-tip", "aria-hidden": "true", hidden: true });
  private readonly room = make("div", { class: "tracks-room" });

  constructor(private readonly element: HTMLElement) {
    this.svg.setAttribute("aria-label", "Episodes in time");
    this.room.append(this.svg);
    element.replaceChildren(this.room, this.tip, makeLegend());
    element.hidden = false;
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.tip.hidden = true;
    });
    new ResizeObserver(() => {
      if (this.room.clientWidth !== this.width) this.draw();
    }).observe(this.room);
  }

  show(entries: readonly Entry[], since = "", until = ""): void {
    this.entries = entries;
    this.since = readDay(since, false);
    this.until = readDay(until, true);
    this.draw();
  }

  private measure(): void {
    const days: number[] = [];
    for (const entry of this.entries) {
      for (const text of [entry.start, entry.end]) {
        const day = text === null ? null : readDay(text, false);
        if (day !== null) days.push(day);
      }
    }
    this.first = this.since ?? Math.min(...days);
    this.last = this.until ?? Math.max(...days);
    const spare = Math.max(Math.round((this.last - this.first) * 0.02), 2);
    if (this.since === null) this.first -= spare;
    if (this.until === null) this.last += spare;
    if (this.last <= this.first) this.last = this.first + 1;
  }

  private x(day: number): number {
    const share = (day - this.first) / (this.last + 1 - this.first);
    return SIDE + Math.min(Math.max(share, 0), 1) * (this.width - 2 * SIDE);
  }

  private draw(): void {
    this.width = Math.max(this.room.clientWidth, 240);
    this.element.classList.toggle("tracks-empty", this.entries.length === 0);
    this.tip.hidden = true;
    if (!this.entries.length) {
      this.svg.replaceChildren();
      return;
    }
    this.measure();
    const lanes = this.arrange();
    const height = TOP + lanes.length * LANE + 8;
    this.svg.setAttribute("width", String(this.width));
    this.svg.setAttribute("height", String(height));
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
    const parts: SVGElement[] = [makeDefinitions(), ...this.drawAxis(height)];
    lanes.forEach((lane, n) => {
      for (const placed of lane) parts.push(this.drawEntry(placed, TOP + n * LANE + LANE / 2));
    });
    this.svg.replaceChildren(...parts);
  }

  /** Each episode in the first lane where it and its label have room. */
  private arrange(): Placed[][] {
    const isLabelled = this.entries.length <= LABELLED_AT_MOST;
    const lanes: Placed[][] = [];
    const ends: number[] = [];
    for (const entry of this.entries) {
      const start = entry.start === null ? this.first : (readDay(entry.start, false) ?? this.first);
      const end = entry.end === null ? this.last : (readDay(entry.end, false) ?? this.last);
      let from = this.x(start);
      let to = Math.max(this.x(end + 1), from + SMALLEST);
      if (to > this.width - SIDE) [from, to] = [Math.min(from, to - SMALLEST), this.width - SIDE];
      const label = isLabelled ? shorten(entry.label) : "";
      const size = label ? label.length * LETTER + 10 : 4;
      // Where a label has no room on the right, it stands on the left.
      const isLeft = to + size > this.width;
      const begin = isLeft ? Math.max(from - size, 0) : from;
      const stop = isLeft ? to : to + size;
      let lane = ends.findIndex((at) => at + 6 <= begin);
      if (lane < 0) lane = ends.length;
      ends[lane] = stop;
      const row = lanes[lane] ?? [];
      lanes[lane] = row;
      row.push({ entry, from, to, label });
    }
    return lanes;
  }

  private drawAxis(height: number): SVGElement[] {
    const parts: SVGElement[] = [];
    for (const tick of listTicks(this.first, this.last, this.width - 2 * SIDE)) {
      const x = this.x(tick.day);
      parts.push(draw("line", { class: "tracks-grid", x1: x, x2: x, y1: TOP - 6, y2: height }));
      const anchor = x > this.width - 40 ? "end" : x < 30 ? "start" : "middle";
      parts.push(
        draw("text", { class: "tracks-date", x, y: 12, "text-anchor": anchor }, tick.words),
      );
    }
    return parts;
  }

  private drawEntry(placed: Placed, y: number): SVGElement {
    const { entry, from, to, label } = placed;
    const isLeft = to + label.length * LETTER + 10 > this.width;
    const room = isLeft ? from - 6 : this.width - to - 6;
    const fits = Math.max(Math.floor(room / LETTER), 0);
    const shown = label.length > fits ? `${label.slice(0, Math.max(fits - 1, 0))}…` : label;
    const link = draw(
      "a",
      {
        class: `track ${listClasses(entry).join(" ")}`,
        href: `/claim/${encodeURIComponent(entry.claim)}`,
      },
      draw("rect", {
        class: "track-reach",
        x: from - 4,
        y: y - LANE / 2,
        width: to - from + 8,
        height: LANE,
      }),
      ...drawMark(entry, from, to, y),
    );
    if (fits > 2 && shown) {
      const at = isLeft ? from - 6 : to + 6;
      link.append(
        draw(
          "text",
          { class: "track-label", x: at, y: y + 4, "text-anchor": isLeft ? "end" : "start" },
          shown,
        ),
      );
    }
    link.setAttribute("aria-label", [entry.when, ...describe(entry), entry.said].join(", "));
    const show = () => this.showTip(entry, from, y);
    const hide = () => {
      this.tip.hidden = true;
    };
    link.addEventListener("pointerenter", show);
    link.addEventListener("focus", show);
    link.addEventListener("pointerleave", hide);
    link.addEventListener("blur", hide);
    const item = draw("g", { role: "listitem" }, link);
    return item;
  }

  private showTip(entry: Entry, x: number, y: number): void {
    const said = describe(entry);
    this.tip.replaceChildren(
      make("p", { class: "tracks-when" }, entry.when, said.length ? ` · ${said.join(", ")}` : ""),
      make("p", {}, entry.said),
      make("blockquote", {}, entry.evidence),
      make("p", { class: "from" }, entry.source),
    );
    this.tip.hidden = false;
    const width = Math.min(352, this.width - 16);
    this.tip.style.width = `${width}px`;
    this.tip.style.left = `${Math.min(Math.max(x - 20, 8), Math.max(this.width - width - 8, 8))}px`;
    this.tip.style.top = `${y + LANE / 2 + 4 - this.room.scrollTop}px`;
  }
}

function shorten(label: string): string {
  return label.length > LABEL_LETTERS ? `${label.slice(0, LABEL_LETTERS - 1)}…` : label;
}

function describe(entry: Entry): string[] {
  const said = [...entry.marks];
  if (entry.side === "disputed") said.push("affirmed and denied");
  if (entry.side === "denied" && !said.includes("denied")) said.push("denied");
  return said;
}

function listClasses(entry: Entry): string[] {
  const classes = [`is-${entry.side}`];
  if (entry.is_hedged) classes.push("is-hedged");
  if (entry.is_unrealised) classes.push("is-unrealised");
  if (entry.is_vague) classes.push("is-vague");
  return classes;
}

/** The mark of a time: tick, bar, soft bar, faded bar, arrow; struck through where it is denied. */
function drawMark(entry: Entry, from: number, to: number, y: number): SVGElement[] {
  const parts: SVGElement[] = [];
  const isDay = entry.start !== null && entry.start === entry.end;
  if (isDay && !entry.is_vague) {
    const middle = from + SMALLEST / 2;
    const diamond = `M${middle} ${y - 7}L${middle + 5} ${y}L${middle} ${y + 7}L${middle - 5} ${y}Z`;
    parts.push(draw("path", { class: "track-day", d: diamond }));
  } else {
    const soft = !entry.is_interval;
    const kind = entry.is_vague ? "track-vague" : soft ? "track-soft" : "track-bar";
    const shape = { x: from, y: y - 5, width: to - from, height: 10, rx: soft ? 5 : 1 };
    parts.push(draw("rect", { class: kind, ...shape }));
    if (entry.is_vague) {
      parts.push(draw("path", { class: "track-about", d: `M${from} ${y + 7}H${to}` }));
    } else if (!soft) {
      if (entry.start !== null)
        parts.push(draw("path", { class: "track-end", d: `M${from} ${y - 7}V${y + 7}` }));
      if (entry.end !== null)
        parts.push(draw("path", { class: "track-end", d: `M${to} ${y - 7}V${y + 7}` }));
    }
  }
  if (entry.start === null) parts.push(drawArrow(from, y, -1));
  if (entry.end === null) parts.push(drawArrow(to, y, 1));
  if (entry.side !== "affirmed") {
    const middle = isDay ? from + SMALLEST / 2 : (from + to) / 2;
    parts.push(
      draw("path", { class: "track-strike", d: `M${middle - 7} ${y + 8}L${middle + 7} ${y - 8}` }),
    );
  }
  return parts;
}

function drawArrow(x: number, y: number, way: 1 | -1): SVGElement {
  const tip = x + way * 2;
  const back = x - way * 8;
  return draw("path", {
    class: "track-arrow",
    d: `M${back} ${y - 8}L${tip} ${y}L${back} ${y + 8}`,
  });
}

/** What fades out at both ends. */
function makeDefinitions(): SVGElement {
  const stop = (offset: string, kind: string) => draw("stop", { offset, class: kind });
  const fade = draw(
    "linearGradient",
    { id: "track-fade" },
    stop("0", "fade-out"),
    stop("0.3", "fade-in"),
    stop("0.7", "fade-in"),
    stop("1", "fade-out"),
  );
  return draw("defs", {}, fade);
}

const MEANINGS: readonly (readonly [Partial<Entry>, string])[] = [
  [{ start: "2021-03-14", end: "2021-03-14" }, "a day"],
  [{ start: "2021", end: "2022", is_interval: true }, "a range"],
  [{ start: "2021", end: "2022" }, "some time in a month or year"],
  [{ start: "2021", end: "2022", is_vague: true }, "about then"],
  [{ start: "2021", end: null, is_interval: true }, "open"],
  [{ start: "2021-03-14", end: "2021-03-14", side: "denied" }, "denied or disputed"],
  [{ start: "2021", end: "2022", is_interval: true, is_hedged: true }, "hedged"],
  [{ start: "2021", end: "2022", is_interval: true, is_unrealised: true }, "planned or threatened"],
];

function makeLegend(): HTMLElement {
  const none: Entry = {
    claim: "",
    when: "",
    start: null,
    end: null,
    grain: "day",
    is_interval: false,
    is_vague: false,
    side: "affirmed",
    is_hedged: false,
    is_unrealised: false,
    label: "",
    said: "",
    evidence: "",
    source: "",
    marks: [],
  };
  const items = MEANINGS.map(([some, words]) => {
    const entry = { ...none, ...some };
    const mark = draw(
      "g",
      { class: `track ${listClasses(entry).join(" ")}` },
      ...drawMark(entry, 5, entry.start === entry.end ? 12 : 29, 10),
    );
    const svg = draw(
      "svg",
      { width: entry.start === entry.end ? 18 : 34, height: 20, "aria-hidden": "true" },
      mark,
    );
    return make("li", {}, svg, words);
  });
  return make("ul", { class: "tracks-legend", "aria-label": "What the marks mean" }, ...items);
}
