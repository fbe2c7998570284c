// A brush over time: how many claims there are of each year, month or day, with two handles for the
// first and the last day. The page's stylesheet is css/brush.css: {{ style("brush") }}.
//
//   const brush = mountBrush(element, {
//     bins: await ask<Periods>("/api/periods", { about }),
//     since: "2021-03", until: "",
//     onChange: (since, until) => …,   // '' where that end is open; when a handle comes to rest
//   });
//   brush.set("2021", "2022-06");      // moves the handles, tells nobody

import {
  addGrain,
  dayOf,
  type Grain,
  listTicks,
  readDay,
  startOf,
  wordBin,
  wordDay,
  writeDay,
} from "./days";
import { make } from "./dom";
import { draw } from "./svg";

/** What /api/periods answers. */
export interface Periods {
  readonly grain: Grain;
  readonly bins: readonly {
    readonly start: string;
    readonly end: string;
    readonly within: number;
    readonly spanning: number;
  }[];
  readonly dated: number;
  readonly undated: number;
  readonly outside: number;
}

export interface BrushOptions {
  readonly bins: Periods;
  readonly since?: string;
  readonly until?: string;
  /** What is counted, for people who hear the page. */
  readonly label?: string;
  readonly onChange: (since: string, until: string) => void;
}

export interface Brush {
  /** Move the handles without telling anybody. */
  set(since: string, until: string): void;
  /** Show other counts under the same handles. */
  show(bins: Periods): void;
}

const HEIGHT = 76;
const SIDE = 14;
const TOP = 6;
const AXIS = 18;
const FLOOR = HEIGHT - AXIS;
const WAIT_MS = 250;
const FINER: Readonly<Record<Grain, Grain>> = {
  century: "decade",
  decade: "year",
  year: "month",
  month: "day",
  day: "day",
};
const COARSER: Readonly<Record<Grain, Grain>> = {
  day: "month",
  month: "year",
  year: "decade",
  decade: "century",
  century: "century",
};
type End = "since" | "until";

/** Put a brush into an element. */
export function mountBrush(element: HTMLElement, options: BrushOptions): Brush {
  return new TimeBrush(element, options);
}

class TimeBrush implements Brush {
  private readonly svg = draw("svg", { class: "brush-drawing", height: HEIGHT });
  private readonly words = make("span", { class: "brush-words" });
  private readonly clear = make("button", { type: "button", class: "brush-clear" }, "All times");
  private periods: Periods;
  private first = 0;
  private last = 0;
  private since = 0;
  private until = 0;
  private width = 0;
  private told = "";
  private timer = 0;
  private readonly handles: Record<End, SVGGElement>;
  private readonly chosen = draw("rect", { class: "brush-chosen", y: TOP, height: FLOOR - TOP });
  private readonly bars = draw("g", { "aria-hidden": "true" });

  constructor(
    private readonly element: HTMLElement,
    private readonly options: BrushOptions,
  ) {
    this.periods = options.bins;
    this.handles = { since: this.makeHandle("since"), until: this.makeHandle("until") };
    this.svg.append(this.chosen, this.bars, this.handles.since, this.handles.until);
    this.svg.setAttribute("role", "group");
    this.svg.setAttribute("aria-label", options.label ?? "Claims over time");
    this.clear.addEventListener("click", () => {
      this.since = this.first;
      this.until = this.last;
      this.place();
      this.tell();
      this.handles.since.focus();
    });
    element.classList.add("brush");
    element.replaceChildren(
      this.svg,
      make("p", { class: "brush-said" }, this.words, " ", this.clear),
    );
    this.listenToPointer();
    this.measure();
    this.set(options.since ?? "", options.until ?? "");
    new ResizeObserver(() => {
      if (this.element.clientWidth !== this.width) this.draw();
    }).observe(element);
  }

  set(since: string, until: string): void {
    const from = readDay(since, false);
    const to = readDay(until, true);
    this.reach(from, to);
    this.since = from ?? this.first;
    this.until = Math.max(to ?? this.last, this.since);
    this.told = `${this.sinceText()}/${this.untilText()}`;
    this.draw();
  }

  show(bins: Periods): void {
    const [since, until] = [this.sinceText(), this.untilText()];
    this.periods = bins;
    this.measure();
    this.set(since, until);
  }

  private measure(): void {
    const bins = this.periods.bins;
    const [head, tail] = [bins[0], bins[bins.length - 1]];
    this.first = head ? (readDay(head.start, false) ?? 0) : 0;
    this.last = tail ? (readDay(tail.end, true) ?? 0) : 0;
    this.svg.classList.toggle("brush-empty", bins.length === 0);
  }

  /** Widen the axis, so that dates which were asked for lie on it. */
  private reach(from: number | null, to: number | null): void {
    this.measure();
    if (!this.periods.bins.length) {
      this.first = from ?? to ?? dayOf(new Date().getUTCFullYear());
      this.last = to ?? this.first;
    }
    for (const day of [from, to]) {
      if (day === null) continue;
      this.first = Math.min(this.first, day);
      this.last = Math.max(this.last, day);
    }
  }

  // A handle at the very end leaves that end open.
  private sinceText(): string {
    return this.since <= this.first ? "" : writeDay(this.since, false);
  }

  private untilText(): string {
    return this.until >= this.last ? "" : writeDay(this.until, true);
  }

  // --- drawing ------------------------------------------------------------------------------------

  private x(day: number): number {
    const span = Math.max(this.last + 1 - this.first, 1);
    return SIDE + ((day - this.first) / span) * (this.width - 2 * SIDE);
  }

  private dayAt(x: number): number {
    const share = (x - SIDE) / Math.max(this.width - 2 * SIDE, 1);
    return Math.round(this.first + share * (this.last + 1 - this.first));
  }

  private draw(): void {
    this.width = Math.max(this.element.clientWidth, 200);
    this.svg.setAttribute("width", String(this.width));
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${HEIGHT}`);
    const most = Math.max(1, ...this.periods.bins.map((bin) => bin.within + bin.spanning));
    const parts: SVGElement[] = [];
    for (const bin of this.periods.bins) parts.push(...this.drawBin(bin, most));
    parts.push(...this.drawAxis());
    this.bars.replaceChildren(...parts);
    this.place();
  }

  private drawBin(bin: Periods["bins"][number], most: number): SVGElement[] {
    const start = readDay(bin.start, false) ?? 0;
    const from = this.x(start);
    const width = Math.max(this.x((readDay(bin.end, true) ?? start) + 1) - from - 0.6, 0.8);
    const high = (count: number) => (count ? Math.max((count / most) * (FLOOR - TOP), 1.5) : 0);
    const within = high(bin.within);
    const both = Math.max(high(bin.within + bin.spanning), within);
    const said = `${wordBin(start, this.periods.grain)}: ${bin.within} claims, ${bin.spanning} more that may have been then`;
    const bar = (kind: string, y: number, height: number) =>
      draw("rect", { class: kind, x: from, y, width, height }, draw("title", {}, said));
    return [
      bar("brush-spanning", FLOOR - both, both - within),
      bar("brush-within", FLOOR - within, within),
    ];
  }

  /** A line, and as many years, months or days below it as have room. */
  private drawAxis(): SVGElement[] {
    const line = { class: "brush-axis", x1: SIDE, x2: this.width - SIDE, y1: FLOOR, y2: FLOOR };
    const parts: SVGElement[] = [draw("line", line)];
    for (const tick of listTicks(this.first, this.last, this.width - 2 * SIDE)) {
      const x = this.x(tick.day);
      parts.push(draw("line", { class: "brush-axis", x1: x, x2: x, y1: FLOOR, y2: FLOOR + 4 }));
      const anchor = x > this.width - 40 ? "end" : x < 30 ? "start" : "middle";
      const at = { class: "brush-date", x, y: HEIGHT - 3, "text-anchor": anchor };
      parts.push(draw("text", at, tick.words));
    }
    return parts;
  }

  private makeHandle(end: End): SVGGElement {
    const handle = draw(
      "g",
      { class: "brush-handle", role: "slider", tabindex: 0, "data-end": end },
      draw("rect", { class: "brush-reach", x: -12, y: 0, width: 24, height: FLOOR }),
      draw("line", { class: "brush-line", x1: 0, x2: 0, y1: TOP - 4, y2: FLOOR }),
      draw("rect", { class: "brush-grip", x: -5, y: 18, width: 10, height: 22, rx: 3 }),
    );
    handle.setAttribute("aria-label", end === "since" ? "First day" : "Last day");
    handle.addEventListener("keydown", (event) => this.press(end, event));
    return handle;
  }

  /** Put handles and shade where the days are, and say them. */
  private place(): void {
    const [from, to] = [this.x(this.since), this.x(this.until + 1)];
    this.chosen.setAttribute("x", String(from));
    this.chosen.setAttribute("width", String(Math.max(to - from, 0)));
    for (const end of ["since", "until"] as const) {
      const handle = this.handles[end];
      const day = this[end];
      handle.setAttribute("transform", `translate(${end === "since" ? from : to} 0)`);
      handle.setAttribute("aria-valuemin", String(end === "since" ? this.first : this.since));
      handle.setAttribute("aria-valuemax", String(end === "since" ? this.until : this.last));
      handle.setAttribute("aria-valuenow", String(day));
      handle.setAttribute("aria-valuetext", wordDay(day, end === "until", this.periods.grain));
    }
    const [since, until] = [this.sinceText(), this.untilText()];
    this.clear.disabled = since === "" && until === "";
    this.words.textContent = this.say(since, until);
  }

  private say(since: string, until: string): string {
    if (!this.periods.bins.length) return "No claim gives a time.";
    const undated = this.periods.undated ? ` ${this.periods.undated} claims give no time.` : "";
    const from = wordDay(this.since, false);
    const to = wordDay(this.until, true);
    if (!since && !until) return `All times, ${from} to ${to}.${undated}`;
    const chosen = !since ? `Until ${to}` : !until ? `Since ${from}` : `${from} to ${to}`;
    return `${from === to ? from : chosen}.${undated ? `${undated.slice(0, -1)} and are left out.` : ""}`;
  }

  // --- moving -------------------------------------------------------------------------------------

  private move(end: End, day: number): void {
    if (end === "since") this.since = Math.min(Math.max(day, this.first), this.until);
    else this.until = Math.max(Math.min(day, this.last), this.since);
    this.place();
  }

  /** Arrows move by a year, month or day as the bars are; with shift finer; page up and down more. */
  private press(end: End, event: KeyboardEvent): void {
    const base = this.periods.bins.length ? this.periods.grain : "year";
    const grain = event.shiftKey
      ? FINER[base]
      : event.key.startsWith("Page")
        ? COARSER[base]
        : base;
    const back = ["ArrowLeft", "ArrowDown", "PageDown"].includes(event.key);
    const on = ["ArrowRight", "ArrowUp", "PageUp"].includes(event.key);
    if (event.key === "Home") this.move(end, end === "since" ? this.first : this.since);
    else if (event.key === "End") this.move(end, end === "since" ? this.until : this.last);
    else if (back || on) this.move(end, this.step(end, grain, on));
    else return;
    event.preventDefault();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.tell(), WAIT_MS);
  }

  private step(end: End, grain: Grain, on: boolean): number {
    const edge = end === "since" ? this.since : this.until + 1;
    const start = startOf(edge, grain);
    const moved = on ? addGrain(edge, grain, 1) : start < edge ? start : addGrain(edge, grain, -1);
    return end === "since" ? moved : moved - 1;
  }

  private listenToPointer(): void {
    let held: End | "both" | null = null;
    let start = 0;
    let kept: [number, number] = [0, 0];
    const at = (event: PointerEvent) =>
      this.dayAt(event.clientX - this.svg.getBoundingClientRect().left);
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const handle = (event.target as Element).closest<SVGElement>(".brush-handle");
      start = at(event);
      kept = [this.since, this.until];
      const isAll = this.sinceText() === "" && this.untilText() === "";
      if (handle) held = this.choose(handle.dataset.end as End, start);
      else if (!isAll && start > this.since && start < this.until) held = "both";
      else held = Math.abs(start - this.since) <= Math.abs(start - this.until) ? "since" : "until";
      if (held !== "both") {
        this.handles[held].focus();
        if (!handle) this.move(held, this.snap(held, start));
      }
      this.svg.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (held === "both") this.shift(kept, at(event) - start);
      else if (held) this.move(held, this.snap(held, at(event)));
    });
    const rest = () => {
      if (held) this.tell();
      held = null;
    };
    this.svg.addEventListener("pointerup", rest);
    this.svg.addEventListener("pointercancel", rest);
  }

  /** Where both handles stand at one end, the one that can still move. */
  private choose(end: End, day: number): End {
    if (this.since >= this.last && day >= this.last) return "since";
    if (this.until <= this.first) return "until";
    return end;
  }

  private shift(kept: readonly [number, number], days: number): void {
    const by = Math.min(Math.max(days, this.first - kept[0]), this.last - kept[1]);
    this.since = this.snap("since", kept[0] + by);
    this.until = Math.max(this.snap("until", kept[1] + by), this.since);
    this.place();
  }

  /** The nearest border of a stretch that is as long as a few pixels: nobody can aim at a day. */
  private snap(end: End, day: number): number {
    const perPixel = (this.last + 1 - this.first) / Math.max(this.width - 2 * SIDE, 1);
    const grain: Grain = perPixel > 60 ? "year" : perPixel > 3 ? "month" : "day";
    const start = startOf(day, grain);
    const next = addGrain(start, grain, 1);
    const edge = day - start < next - day ? start : next;
    const found = end === "since" ? edge : edge - 1;
    return Math.min(Math.max(found, this.first), this.last);
  }

  private tell(): void {
    window.clearTimeout(this.timer);
    const [since, until] = [this.sinceText(), this.untilText()];
    if (`${since}/${until}` === this.told) return;
    this.told = `${since}/${until}`;
    this.options.onChange(since, until);
  }
}
