// Requests of the buyer that nobody answered yet, and shipping all the same.

import { post } from "../core/api.js";
import { el, icon, replace } from "../core/dom.js";
import { named, t } from "../core/i18n.js";
import { confirmed } from "../components/dialogs.js";
import { words } from "../components/words.js";

/** From here on a parcel can leave; before that the order waits by itself. */
const SHIPPING = new Set(["in_erp", "partially_shipped", "shipped"]);
const DENIALS = { pending_cancellation: "cancellation", pending_address_change: "address-change", risk_alert: "risk-alert" };

/** Return what the buyer waits for, with the way to refuse it; nothing when nobody waits. */
export function pendingRequests({ summary, accepted_requests: accepted }, ctx) {
  const open = summary.requests.filter((request) => !accepted.includes(`deny_${request.replace("pending_", "")}`));
  if (open.length === 0) return null;
  const foot = el("div", {});
  const failure = el("div", { class: "remedy-failure", role: "alert" });
  const path = `/api/orders/${encodeURIComponent(summary.number)}/confirm`;

  async function refuse(event) {
    const button = event.currentTarget;
    const what = open.map((request) => named("request", request)).join(", ");
    if (!(await confirmed(t("order.ship.ask"), t("order.ship.text", { what }), { action: t("order.ship"), danger: true }))) return;
    button.disabled = true;
    replace(failure);
    try {
      const mended = await post(path, { deny: open.map((request) => DENIALS[request]) });
      const why = mended.refused[summary.number];
      if (why !== undefined) throw Object.assign(new Error(why), { detail: why });
      const said = el("p", { class: "what-next", role: "status", tabindex: "-1" }, t("order.ship.done"));
      replace(foot, said);
      said.focus();
    } catch (problem) {
      button.disabled = false;
      replace(failure, problem.detail ? words(problem.detail) : t("unreached"));
    }
  }

  if (ctx.mayChange && SHIPPING.has(summary.state)) {
    replace(foot, el("button", { type: "button", class: "button button-danger", on: { click: refuse } }, t("order.ship")));
  }
  return el("section", { class: "card order-stopped" },
    el("h2", {}, icon("clock"), t("order.asked")),
    el("ul", {}, open.map((request) => el("li", {}, t(`asks.${request}`)))),
    el("p", {}, t(SHIPPING.has(summary.state) ? "order.asked.shipping" : "order.asked.waits")), foot, failure);
}
