// Where nodes stand: springs along edges, and nodes that push their neighbours away.
//
// Repulsion ends at a distance, so that a grid finds whom a node meets and a step costs no more
// than nodes and edges. The same network gives the same picture: nothing is drawn by lot. Nodes
// with a place of their own keep it. Reckoned in slices, so that the page answers in between.

const SPRING = 70; // the length of an edge at rest, in units of the drawing
const REACH = 320; // so far a node pushes
const STEPS = 320;
const SLICE_MS = 24;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

export interface Body {
  readonly id: string;
  /** Where it is kept, or null. */
  readonly fixed: readonly [number, number] | null;
}

export interface Spring {
  readonly a: string;
  readonly b: string;
}

export type Positions = Map<string, [number, number]>;

/** Return a place for every body. Bodies that are fixed stay; resolves null where it was stopped. */
export async function layOut(
  bodies: readonly Body[],
  springs: readonly Spring[],
  isStopped: () => boolean = () => false,
): Promise<Positions | null> {
  const field = new Field(bodies, springs);
  let began = performance.now();
  for (let step = 0; step < field.steps; step++) {
    field.move(1 - step / field.steps);
    if (performance.now() - began > SLICE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      if (isStopped()) return null;
      began = performance.now();
    }
  }
  return field.positions();
}

class Field {
  readonly steps: number;
  private readonly gravity: number;
  private readonly strength: number;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly dx: Float64Array;
  private readonly dy: Float64Array;
  private readonly degree: Float64Array;
  /** The more ties a node has, the more room it takes. */
  private readonly mass: Float64Array;
  private readonly ends: readonly (readonly [number, number])[];
  private readonly isFixed: readonly boolean[];

  constructor(
    private readonly bodies: readonly Body[],
    springs: readonly Spring[],
  ) {
    const count = bodies.length;
    const index = new Map(bodies.map((body, n) => [body.id, n]));
    this.ends = pair(springs, index);
    this.degree = new Float64Array(count);
    for (const [a, b] of this.ends) {
      this.degree[a] = at(this.degree, a) + 1;
      this.degree[b] = at(this.degree, b) + 1;
    }
    this.mass = this.degree.map((degree) => Math.min(Math.sqrt(degree + 1), 6));
    this.x = new Float64Array(count);
    this.y = new Float64Array(count);
    this.dx = new Float64Array(count);
    this.dy = new Float64Array(count);
    this.isFixed = bodies.map((body) => body.fixed !== null);
    // Few stand close enough for their names to be read; many need room for their ties.
    this.strength = SPRING * SPRING * Math.min(0.12 + count / 1200, 0.4);
    this.gravity = 0.02 / Math.sqrt(1 + count / 60);
    this.place();
    const moving = this.isFixed.filter((is) => !is).length;
    this.steps = moving === 0 ? 0 : count > 1200 ? STEPS / 2 : STEPS;
  }

  positions(): Positions {
    return new Map(this.bodies.map((body, n) => [body.id, [at(this.x, n), at(this.y, n)]]));
  }

  /** One step; `heat` falls from 1 to 0 and bounds how far a node goes. */
  move(heat: number): void {
    this.dx.fill(0);
    this.dy.fill(0);
    this.push();
    this.pull();
    const most = 4 + 60 * heat * heat;
    for (let n = 0; n < this.bodies.length; n++) {
      if (this.isFixed[n]) continue;
      const dx = at(this.dx, n) - at(this.x, n) * this.gravity;
      const dy = at(this.dy, n) - at(this.y, n) * this.gravity;
      const size = Math.hypot(dx, dy) || 1;
      const go = Math.min(size, most) / size;
      this.x[n] = at(this.x, n) + dx * go;
      this.y[n] = at(this.y, n) + dy * go;
    }
  }

  /** Start on a spiral, the first in the middle; the new start beside those whom they know. */
  private place(): void {
    const near = new Map<number, number[]>();
    for (const [a, b] of this.ends) {
      if (this.isFixed[b]) near.set(a, [...(near.get(a) ?? []), b]);
      if (this.isFixed[a]) near.set(b, [...(near.get(b) ?? []), a]);
    }
    this.bodies.forEach((body, n) => {
      const radius = SPRING * 0.8 * Math.sqrt(n + 0.5);
      let [x, y] = [radius * Math.cos(n * GOLDEN), radius * Math.sin(n * GOLDEN)];
      const known = near.get(n);
      if (known) {
        const mean = (axis: 0 | 1): number =>
          known.reduce((sum, k) => sum + (this.bodies[k]?.fixed?.[axis] ?? 0), 0) / known.length;
        [x, y] = [mean(0) + SPRING * Math.cos(n * GOLDEN), mean(1) + SPRING * Math.sin(n * GOLDEN)];
      }
      [this.x[n], this.y[n]] = body.fixed ?? [x, y];
    });
  }

  private push(): void {
    const cells = new Map<number, number[]>();
    const cellOf = (v: number): number => Math.floor(v / REACH) + 4096;
    for (let n = 0; n < this.bodies.length; n++) {
      const key = cellOf(at(this.x, n)) * 8192 + cellOf(at(this.y, n));
      const cell = cells.get(key);
      if (cell) cell.push(n);
      else cells.set(key, [n]);
    }
    for (const [key, members] of cells) {
      for (const step of [0, 1, 8191, 8192, 8193]) {
        const others = step === 0 ? members : cells.get(key + step);
        if (!others) continue;
        for (let i = 0; i < members.length; i++) {
          for (let j = step === 0 ? i + 1 : 0; j < others.length; j++) {
            this.part(members[i] ?? 0, others[j] ?? 0);
          }
        }
      }
    }
  }

  private part(a: number, b: number): void {
    let x = at(this.x, a) - at(this.x, b);
    let y = at(this.y, a) - at(this.y, b);
    if (x === 0 && y === 0) [x, y] = [Math.cos(a), Math.sin(a)];
    const square = x * x + y * y;
    if (square > REACH * REACH) return;
    const force = (this.strength * at(this.mass, a) * at(this.mass, b)) / Math.max(square, 25);
    this.dx[a] = at(this.dx, a) + x * force;
    this.dy[a] = at(this.dy, a) + y * force;
    this.dx[b] = at(this.dx, b) - x * force;
    this.dy[b] = at(this.dy, b) - y * force;
  }

  private pull(): void {
    for (const [a, b] of this.ends) {
      const x = at(this.x, b) - at(this.x, a);
      const y = at(this.y, b) - at(this.y, a);
      const length = Math.hypot(x, y) || 1;
      const rest = SPRING + 4 * Math.min(at(this.degree, a), at(this.degree, b));
      // A hub is not dragged about by each of its many.
      const force = ((length - rest) / length) * 0.3;
      const [wa, wb] = [1 / Math.sqrt(at(this.degree, a)), 1 / Math.sqrt(at(this.degree, b))];
      this.dx[a] = at(this.dx, a) + x * force * wa;
      this.dy[a] = at(this.dy, a) + y * force * wa;
      this.dx[b] = at(this.dx, b) - x * force * wb;
      this.dy[b] = at(this.dy, b) - y * force * wb;
    }
  }
}

/** Each pair of ends once, whatever is said of the two. */
function pair(
  springs: readonly Spring[],
  index: ReadonlyMap<string, number>,
): readonly (readonly [number, number])[] {
  const pairs = new Map<string, readonly [number, number]>();
  for (const spring of springs) {
    const [a, b] = [index.get(spring.a), index.get(spring.b)];
    if (a === undefined || b === undefined || a === b) continue;
    pairs.set(`${Math.min(a, b)} ${Math.max(a, b)}`, [a, b]);
  }
  return [...pairs.values()];
}

function at(values: Float64Array, n: number): number {
  return values[n] ?? 0;
}
