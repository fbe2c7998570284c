// Days as whole numbers (1970-01-01 is 0), and dates as people write them: 2021, 2021-03, 2021-03-14.

export type Grain = "day" | "month" | "year" | "decade" | "century";

const DAY_MS = 86_400_000;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const STEP: Readonly<Record<Grain, number>> = {
  day: 0,
  month: 0,
  year: 1,
  decade: 10,
  century: 100,
};

/** The number of a day; months count from 0. */
export function dayOf(year: number, month = 0, day = 1): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime() / DAY_MS;
}

/** Year, month (from 0) and day of the month of a day. */
export function split(day: number): [year: number, month: number, day: number] {
  const date = new Date(day * DAY_MS);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

/** The first or the last day that a written date means; null where it is no such date. */
export function readDay(text: string, end: boolean): number | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$/.exec(text.trim());
  if (!parts) return null;
  const year = Number(parts[1]);
  if (parts[2] === undefined) return end ? dayOf(year + 1) - 1 : dayOf(year);
  const month = Number(parts[2]) - 1;
  if (month < 0 || month > 11) return null;
  if (parts[3] === undefined) return end ? dayOf(year, month + 1) - 1 : dayOf(year, month);
  const day = dayOf(year, month, Number(parts[3]));
  return split(day)[1] === month ? day : null;
}

/** A first or last day, written as shortly as it can be: the first of March 2021 is 2021-03. */
export function writeDay(day: number, end: boolean): string {
  const [year, month] = split(day);
  const edge = (from: number, to: number) => day === (end ? to - 1 : from);
  const digits = String(year).padStart(4, "0");
  if (edge(dayOf(year), dayOf(year + 1))) return digits;
  const both = `${digits}-${String(month + 1).padStart(2, "0")}`;
  if (edge(dayOf(year, month), dayOf(year, month + 1))) return both;
  return writeFully(day);
}

/** A day as 2021-03-14. */
function writeFully(day: number): string {
  const [year, month, date] = split(day);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month + 1)}-${two(date)}`;
}

/** A first or last day in words, as exact as it needs be, and at least as its grain: 'March 2021'. */
export function wordDay(day: number, end: boolean, grain: Grain = "year"): string {
  const least = grain === "day" ? 3 : grain === "month" ? 2 : 1;
  const short = writeDay(day, end);
  const parts = short.split("-").map(Number);
  if (parts.length < least)
    parts.splice(0, 3, ...writeFully(day).split("-").slice(0, least).map(Number));
  const month = parts[1] === undefined ? "" : `${MONTHS[parts[1] - 1]} `;
  return `${parts[2] === undefined ? "" : `${parts[2]} `}${month}${parts[0]}`;
}

/** A stretch of time in words, as exact as its grain. */
export function wordBin(start: number, grain: Grain): string {
  const [year, month, day] = split(start);
  if (grain === "day") return `${day} ${MONTHS[month]} ${year}`;
  if (grain === "month") return `${MONTHS[month]} ${year}`;
  return grain === "year" ? String(year) : `the ${year}s`;
}

/** The first day of so many stretches of a grain further on. */
export function addGrain(day: number, grain: Grain, count: number): number {
  const [year, month] = split(day);
  if (grain === "day") return day + count;
  if (grain === "month") return dayOf(year, month + count);
  const step = STEP[grain];
  return dayOf(Math.floor(year / step) * step + step * count);
}

/** The first day of the stretch of a grain that a day lies in. */
export function startOf(day: number, grain: Grain): number {
  return addGrain(day, grain, 0);
}

export interface Tick {
  readonly day: number;
  readonly words: string;
}

/** As many years, months or days as have room on an axis of so many pixels, from day to day. */
export function listTicks(first: number, last: number, widthPx: number): Tick[] {
  const days = last - first;
  const grain: Grain = days > 700 ? "year" : days > 62 ? "month" : "day";
  const unit = grain === "year" ? 365.25 : grain === "month" ? 30.4 : 1;
  const room = Math.max(
    1,
    Math.floor(widthPx / (grain === "year" ? 46 : grain === "month" ? 74 : 92)),
  );
  const steps = grain === "month" ? [1, 2, 3, 6, 12] : [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
  const step = steps.find((n) => days / unit / n <= room) ?? 5000;
  let day = startOf(first, grain);
  if (day < first) day = addGrain(day, grain, 1);
  if (grain === "year") day = dayOf(Math.ceil(split(day)[0] / step) * step);
  const ticks: Tick[] = [];
  for (; day <= last; day = addGrain(day, grain, step)) {
    ticks.push({ day, words: wordBin(day, grain).replace(/([A-Z][a-z]{2})[a-z]+/, "$1") });
  }
  return ticks;
}
