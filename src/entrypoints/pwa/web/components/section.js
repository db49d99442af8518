// A part of a page with its title, what it is for, and at most one action.

import { el } from "../core/dom.js";

let made = 0;

/** Return a section; screen readers find it by its title. */
export function section(title, text, action, ...content) {
  const id = `section-${++made}`;
  return el("section", { class: "card section", "aria-labelledby": id },
    el("header", { class: "section-head" },
      el("div", {}, el("h2", { id }, title), text && el("p", { class: "quiet" }, text)), action),
    content);
}
