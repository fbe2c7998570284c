// Making elements of drawings; text is only ever set as text.

type Attributes = Readonly<Record<string, string | number>>;
const SVG = "http://www.w3.org/2000/svg";

/** Make an element of a drawing. */
export function draw<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
