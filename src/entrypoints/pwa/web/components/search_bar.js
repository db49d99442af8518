// A search field with filters below it; both apply as they change.

import { el, icon } from "../core/dom.js";

const QUIET_MS = 250;

/** Return a search field; `changed` hears the text once typing pauses. */
export function searchField({ label, hint, text, changed }) {
  let timer = 0;
  const input = el("input", {
    type: "search", value: text, placeholder: hint, "aria-label": `${label}: ${hint}`, autocomplete: "off",
    spellcheck: "false", maxlength: "200", enterkeyhint: "search",
    on: {
      input: () => {
        clearTimeout(timer);
        timer = setTimeout(() => changed(input.value), QUIET_MS);
      },
    },
  });
  const form = el("form", {
    class: "search", role: "search",
    on: {
      submit: (event) => {
        event.preventDefault();
        clearTimeout(timer);
        changed(input.value);
      },
    },
  }, icon("search"), input);
  return form;
}

/** Return filters of which one is chosen; `options` are `[value, text]`. */
export function chips({ label, options, chosen, changed }) {
  const name = `chips-${label}`;
  return el("fieldset", { class: "chips" }, el("legend", { class: "unseen" }, label),
    options.map(([value, text]) => el("label", { class: "chip" },
      el("input", { type: "radio", name, value, checked: value === chosen, on: { change: () => changed(value) } }),
      el("span", {}, text))));
}
