// Alerts: what somebody should look at, and putting it away.

import { get, post } from "../core/api.js";
import { badge, el, replace } from "../core/dom.js";
import { named, t } from "../core/i18n.js";
import { relativeTime } from "../core/times.js";
import { listState } from "../components/list_state.js";
import { orderPath } from "../components/order_words.js";
import { within, words } from "../components/words.js";

const MOST = 100;
/** Their subject is an order's number, unless there were so many that it is the shop. */
const OF_ORDERS = new Set([
  "cancelled_after_export", "changed_after_export", "cancelled_in_erp", "duplicate_in_erp", "ship_by_near",
  "shipped_despite_request", "missed_by_updates",
]);
const KINDS = {
  cancelled_after_export: "bad", cancelled_in_erp: "bad", duplicate_in_erp: "bad", erp_changed: "bad", ship_by_near: "bad", shipped_despite_request: "bad",
};
const LEADS = {
  guard: ["/plans", "nav.plans"], erp_changed: ["/settings", "nav.settings"], many_holds: ["/held", "nav.held"],
  reconciliation: ["/reconciliation", "reconciliation.title"],
};

export const page = {
  texts: "alerts",
  title: () => t("alerts.title"),
  async render(root, _params, ctx) {
    ctx.lead(t("alerts.lead"));
    const place = el("div", {});
    replace(root, place);
    const load = listState(place, {
      load: () => get("/api/alerts", { limit: MOST }, ctx),
      show: ({ items }) => [
        el("ul", { class: "alerts", "aria-label": t("alerts.list") }, items.map((alert) => alertRow(alert, ctx))),
        items.length === MOST && el("p", { class: "quiet" }, t("alerts.limit", { n: MOST })),
      ],
      empty: () => [el("strong", {}, t("alerts.empty")), el("p", {}, t("alerts.empty.text"))],
      signal: ctx.signal,
    });
    await load();
  },
};

function alertRow(alert, ctx) {
  const foot = el("div", { class: "alert-foot" });
  const row = el("li", { class: "card alert" },
    el("div", { class: "alert-head" },
      el("h2", {}, badge(KINDS[alert.kind] ?? "warn", named("alert", alert.kind))), subject(alert, ctx)),
    el("p", {}, t(`about.${alert.kind}`)),
    words(alert.text),
    el("p", { class: "quiet" }, within(t("alerts.since"), relativeTime(alert.raised_at)),
      alert.times > 1 && [" · ", t("alerts.times", { n: alert.times }), ", ", within(t("alerts.again"), relativeTime(alert.last_raised_at))]),
    foot);
  if (ctx.mayChange) {
    const label = t("alerts.close.label", { kind: named("alert", alert.kind), subject: alert.subject });
    replace(foot, el("button", { type: "button", class: "button", "aria-label": label, on: { click: (event) => close(alert, event.currentTarget, foot, row) } }, t("alerts.close")));
  }
  return row;
}

async function close(alert, button, foot, row) {
  button.disabled = true;
  try {
    await post(`/api/alerts/${alert.id}/close`);
  } catch (problem) {
    // Somebody else put it away.
    if (problem.code !== "unknown_alert") {
      button.disabled = false;
      replace(foot, button, el("p", { class: "field-error", role: "alert" }, problem.detail || t("unreached")));
      return;
    }
  }
  row.classList.add("is-settled");
  const said = el("p", { class: "what-next", role: "status", tabindex: "-1" }, t("alerts.closed"));
  replace(foot, said);
  said.focus();
}

function subject({ kind, subject: about }, ctx) {
  const lead = LEADS[kind];
  if (lead) return el("a", { href: `#${lead[0]}` }, t(lead[1]));
  if (about === ctx.session.shop) return null;
  if (OF_ORDERS.has(kind)) return el("a", { class: "mono", href: orderPath(about) }, about);
  return kind === "stock_refused" ? el("span", { class: "mono" }, t("alerts.sku", { sku: about })) : el("span", { class: "mono" }, about);
}
