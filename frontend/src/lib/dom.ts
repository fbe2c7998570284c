// Finding and making elements. Text of reports is only ever set as text, never as markup.

type Child = Node | string;
type Attributes = Readonly<Record<string, string | number | boolean | EventListener>>;

/** The first element that fits, or null. */
export function find<T extends Element = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): T | null {
  return within.querySelector<T>(selector);
}

/** All elements that fit. */
export function findAll<T extends Element = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

/** Make an element; attributes that are functions listen to the event of their name. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** What the server wrote for the scripts of this page into <script type="application/json" id=…>. */
export function readData<T>(id: string): T | null {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : null;
}

/** Say something to people who hear the page; it is not seen. */
export function announce(text: string): void {
  say(text, false);
}

/** Say to everybody what went wrong, at the foot of the window, until something else is said. */
export function complain(text: string): void {
  say(text, true);
}

function say(text: string, isSeen: boolean): void {
  const place = document.getElementById("status");
  if (!place) return;
  place.textContent = text;
  place.className = isSeen ? "failed" : "unseen";
}
