/** Small helpers for the page. Data becomes text nodes and attributes, never markup. */

/** The element marked `data-part="name"`; the page's own mistake where it is missing. */
export function part<Kind extends Element>(root: ParentNode, name: string, kind: abstract new () => Kind): Kind {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof kind)) throw new Error(`The page has no part “${name}”.`);
  return found;
}

/** The same where a gallery may do without it. */
export function optionalPart<Kind extends Element>(root: ParentNode, name: string, kind: abstract new () => Kind): Kind | null {
  const found = root.querySelector(`[data-part="${name}"]`);
  return found instanceof kind ? found : null;
}

/** A new element with a class and children; strings become text. */
export function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string, ...children: (Node | string)[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Changes text only where it differs, so that a screen reader is not told twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
