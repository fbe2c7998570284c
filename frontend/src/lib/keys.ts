// Keys that work anywhere on a page, but not while somebody writes.

type Action = (event: KeyboardEvent) => void;

const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** Have keys do something, unless a field has the focus or a modifier is held. */
export function onKeys(actions: Readonly<Record<string, Action>>): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(WRITING)) return;
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action(event);
    }
  });
}
