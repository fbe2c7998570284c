// The marked text: stretches by their offsets. Offsets count code points of the document, as the
// server does; strings here count UTF-16 units, so that every length is taken from code points.

import { findAll } from "../lib/dom";

/** Words of the document and where they stand. */
export interface Words {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Stretch {
  readonly element: HTMLElement;
  readonly start: number;
  readonly end: number;
}

/** How many code points a string has. */
function countPoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The stretches of the text, in its order. */
export class MarkedText {
  private readonly stretches: readonly Stretch[];

  constructor(readonly root: HTMLElement) {
    this.stretches = findAll("[data-at]", root).map((element) => {
      const start = Number(element.dataset.at);
      return { element, start, end: start + countPoints(element.textContent ?? "") };
    });
  }

  /** The elements that a stretch of the document is made of. */
  between(start: number, end: number): HTMLElement[] {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.stretches[middle] as Stretch).end <= start) low = middle + 1;
      else high = middle;
    }
    const found: HTMLElement[] = [];
    for (let i = low; i < this.stretches.length; i += 1) {
      const stretch = this.stretches[i] as Stretch;
      if (stretch.start >= end) break;
      found.push(stretch.element);
    }
    return found;
  }

  /** The document's own words between two offsets. */
  read(start: number, end: number): Words {
    let text = "";
    for (const element of this.between(start, end)) {
      const at = Number(element.dataset.at);
      const points = [...(element.textContent ?? "")];
      text += points.slice(Math.max(start - at, 0), end - at).join("");
    }
    return { text, start, end };
  }

  /** The words of the document that are selected, without white space around them. */
  readSelection(): Words | null {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.root)) return null;
    let start = -1;
    let end = -1;
    for (const stretch of this.stretches) {
      const node = stretch.element.firstChild;
      if (!node || !range.intersectsNode(node)) continue;
      const text = node.textContent ?? "";
      const from = range.startContainer === node ? range.startOffset : 0;
      const to = range.endContainer === node ? range.endOffset : text.length;
      if (from >= to) continue;
      if (start < 0) start = stretch.start + countPoints(text.slice(0, from));
      end = stretch.start + countPoints(text.slice(0, to));
    }
    return start < 0 ? null : this.trim(start, end);
  }

  private trim(start: number, end: number): Words | null {
    const { text } = this.read(start, end);
    const kept = text.trim();
    if (!kept) return null;
    const from = start + countPoints(text) - countPoints(text.trimStart());
    return { text: kept, start: from, end: from + countPoints(kept) };
  }
}
