// How nodes and edges look: shapes and colours from the page's own properties, light and dark.

import type { StylesheetJson } from "cytoscape";

const SHAPES: Readonly<Record<string, string>> = {
  person: "ellipse",
  group: "hexagon",
  state: "rectangle",
  organization: "round-rectangle",
  place: "triangle",
  population: "pentagon",
  thing: "diamond",
  activity: "star",
  name: "tag",
};
const FAMILIES = ["ties", "violence", "organisation", "law", "places", "activity", "identity"];

/** Above so many edges they are straight threads, whose direction is a mark in their middle. */
export const MANY_EDGES = 1500;

/** The style of the network in the colours that hold now. */
export function makeStyle(isMany: boolean): StylesheetJson {
  const of = getComputedStyle(document.documentElement);
  const colour = (name: string): string => of.getPropertyValue(name).trim() || "gray";
  const style: object[] = [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        "border-width": 1,
        "border-color": colour("--paper"),
        "background-color": colour("--kind-thing"),
      },
    },
    {
      selector: "node.named, node.pointed, node:selected",
      style: {
        label: "data(label)",
        "font-size": "data(font)",
        color: colour("--ink"),
        "text-valign": "bottom",
        "text-margin-y": 2,
        "text-wrap": "ellipsis",
        "text-max-width": "data(most)",
        "text-outline-color": colour("--paper"),
        "text-outline-width": "data(halo)",
        "z-index": 2,
      },
    },
    { selector: "node.above", style: { "text-valign": "top", "text-margin-y": -2 } },
    ...Object.entries(SHAPES).map(([kind, shape]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { shape, "background-color": colour(`--kind-${kind}`) },
    })),
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "line-color": colour("--soft"),
        opacity: isMany ? 0.55 : 0.85,
        "curve-style": isMany ? "haystack" : "bezier",
        "haystack-radius": 0.3,
        "control-point-step-size": 34,
        "arrow-scale": 0.9,
        "target-arrow-color": colour("--soft"),
        "mid-target-arrow-color": colour("--soft"),
      },
    },
    ...FAMILIES.map((family) => ({
      selector: `edge[family = "${family}"]`,
      style: {
        "line-color": colour(`--family-${family}`),
        "target-arrow-color": colour(`--family-${family}`),
        "mid-target-arrow-color": colour(`--family-${family}`),
      },
    })),
    {
      selector: "edge[?directed]",
      style: isMany
        ? { "mid-target-arrow-shape": "triangle" }
        : { "target-arrow-shape": "triangle" },
    },
    {
      selector: "edge[strength = 'hedged']",
      style: { "line-style": "dashed", "line-dash-pattern": [8, 4] },
    },
    {
      selector: "edge[strength = 'unrealised']",
      style: {
        "line-style": "dashed",
        "line-dash-pattern": [3, 6],
        "mid-target-arrow-shape": "circle",
        "mid-target-arrow-fill": "hollow",
      },
    },
    mark("denied", "tee", colour("--contrary")),
    mark("disputed", "diamond", colour("--contrary")),
    {
      selector: "edge.worded, edge.pointed, edge:selected",
      style: {
        label: "data(label)",
        "font-size": 10,
        color: colour("--ink"),
        "text-rotation": "autorotate",
        // Beside the line: the mark in its middle is to be seen.
        "text-margin-y": -8,
        "text-background-color": colour("--paper"),
        "text-background-opacity": 0.85,
        "text-background-padding": "2px",
      },
    },
    {
      selector: "edge.pointed, edge:selected",
      style: { "font-size": "data(font)", opacity: 1 },
    },
    {
      selector: ":selected",
      style: {
        "border-width": 4,
        "border-color": colour("--accent"),
        "underlay-color": colour("--accent"),
        "underlay-opacity": 0.3,
        "underlay-padding": 4,
        opacity: 1,
      },
    },
    { selector: ".faint", style: { opacity: 0.25 } },
  ];
  return style as StylesheetJson;
}

function mark(strength: string, shape: string, colour: string): object {
  return {
    selector: `edge[strength = '${strength}']`,
    style: {
      // Dots that are told from a solid line at any width.
      "line-style": "dashed",
      "line-dash-pattern": [0.5, 7],
      "line-cap": "round",
      "arrow-scale": 1.4,
      width: "mapData(width, 1, 12, 2.5, 12)",
      "mid-target-arrow-shape": shape,
      "mid-target-arrow-color": colour,
      "mid-target-arrow-fill": "filled",
    },
  };
}
