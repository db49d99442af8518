// Every list says that it loads, that it is empty, or what went wrong.

import { el, replace } from "../core/dom.js";
import { t } from "../core/i18n.js";

/**
 * Load something and show it in `place`; returns a function that loads it again.
 *
 * `load()` returns what there is, `show(found)` its nodes; `isEmpty(found)` tells
 * whether `empty()`'s nodes are shown instead. A first load shows `rows` bones of
 * a row's height; a later one leaves what stands until the new comes.
 */
export function listState(place, { load, show, isEmpty = (found) => found.items.length === 0, empty, rows = 6, signal }) {
  let turn = 0;
  const again = async () => {
    const mine = ++turn;
    if (!place.hasChildNodes()) replace(place, bones(rows));
    place.setAttribute("aria-busy", "true");
    try {
      const found = await load();
      if (mine === turn && !signal?.aborted) replace(place, isEmpty(found) ? emptyState(empty()) : show(found));
    } catch (problem) {
      if (mine !== turn || signal?.aborted) return;
      if (problem.name !== "Problem") console.error(problem);
      replace(place, failedState(problem, () => { replace(place); again(); }));
    } finally {
      if (mine === turn) place.removeAttribute("aria-busy");
    }
  };
  return again;
}

/** Return so many grey rows, which hold the place of what comes. */
export function bones(rows) {
  return el("div", { class: "bones", role: "status" }, el("span", { class: "unseen" }, t("loading")),
    Array.from({ length: rows }, () => el("div", { class: "bone bone-row", "aria-hidden": "true" })));
}

/** Return what stands where a list has nothing to show. */
export function emptyState(...content) {
  return el("div", { class: "state" }, content);
}

/** Return what went wrong, with a button to try again. */
export function failedState(problem, again) {
  return el("div", { class: "state state-failed", role: "alert" }, el("strong", {}, t("failed.title")),
    el("p", {}, problem.detail || t("unreached")),
    el("button", { type: "button", class: "button", on: { click: again } }, t("again")));
}
