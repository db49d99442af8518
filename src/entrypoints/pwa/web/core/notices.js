// Short messages that say what became of something; a screen reader reads them out.

import { el, icon } from "./dom.js";
import { t } from "./i18n.js";

const SHOWN_MS = 6_000;
const MOST = 4;

const place = document.getElementById("notices");

/**
 * Show a message for some seconds.
 *
 * `kind` is `good`, `bad` or `plain`; bad ones stay until closed. `action` and
 * `act` are a button's word and what it does.
 */
export function notify(text, { kind = "plain", action = "", act = () => {}, stays = kind === "bad" } = {}) {
  const notice = el("div", { class: `notice notice-${kind}` }, el("span", {}, text));
  const close = () => notice.remove();
  if (action) {
    notice.append(el("button", { type: "button", class: "link", on: { click: () => { close(); act(); } } }, action));
  }
  notice.append(el("button", { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: close } }, icon("close")));
  place.append(notice);
  while (place.children.length > MOST) place.firstElementChild.remove();
  if (!stays) setTimeout(close, SHOWN_MS);
}

/** Show what went wrong, in the server's words. */
export function notifyProblem(problem) {
  if (problem.name === "AbortError") return;
  notify(problem.detail || problem.message || t("unreached"), { kind: "bad" });
}
