// What the marketplace answered about an order, as it came.

import { get } from "../core/api.js";
import { el, replace } from "../core/dom.js";
import { named, t } from "../core/i18n.js";
import { exactMoment, timeOf } from "../core/times.js";
import { confirmed } from "../components/dialogs.js";
import { emptyState, failedState } from "../components/list_state.js";
import { section } from "../components/section.js";

/** Return the part with the answers; the buyer's data are masked until somebody asks for them. */
export function rawAnswers(number, ctx) {
  const path = `/api/orders/${encodeURIComponent(number)}/raw`;
  const place = el("div", { class: "raw" });
  const button = el("button", { type: "button", class: "button", on: { click: () => load(false) } }, t("order.raw.show"));
  const element = section(t("order.raw"), t("order.raw.text"), button, place);

  async function load(reveal) {
    button.disabled = true;
    place.setAttribute("aria-busy", "true");
    try {
      const { items } = await get(path, { reveal: reveal || "" }, ctx);
      button.remove();
      replace(place, items.length === 0 ? emptyState(t("order.raw.none")) : [head(reveal), items.map(answer)]);
      place.querySelector("[tabindex='-1'], button")?.focus();
    } catch (problem) {
      button.disabled = false;
      replace(place, failedState(problem, () => load(reveal)));
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  function head(revealed) {
    if (revealed) return el("p", { class: "strong", role: "status", tabindex: "-1" }, t("order.raw.revealed"));
    return el("div", {}, el("button", { type: "button", class: "button", on: { click: reveal } }, t("order.raw.reveal")));
  }

  async function reveal() {
    const yes = await confirmed(t("order.raw.reveal.ask"), t("order.raw.reveal.text"), { action: t("order.raw.reveal") });
    if (yes) await load(true);
  }

  return element;
}

/** Return one answer; the newest word is the last, so none is open at first but that. */
function answer({ call, received_at: at, body }, n, all) {
  return el("details", { open: n === all.length - 1 },
    el("summary", {}, named("call", call), el("span", { class: "quiet" }, "· ", timeOf(at, exactMoment))),
    el("pre", { tabindex: "0", "aria-label": named("call", call) }, typeof body === "string" ? body : JSON.stringify(body, null, 2)));
}
