// The switch that stops all outside writes of a shop.

import { get, post } from "../core/api.js";
import { badge, el, replace } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { showStanding } from "../core/shell.js";
import { exactMoment, timeOf } from "../core/times.js";
import { confirmed } from "../components/dialogs.js";
import { listState } from "../components/list_state.js";
import { section } from "../components/section.js";
import { whoDid, within } from "../components/words.js";

const KINDS = { on: "good", stopped: "bad", erp_changed: "bad", waits_for_approval: "warn" };

/** Return the part about writing outside. */
export function writing(ctx) {
  const place = el("div", {});
  const load = listState(place, {
    load: () => get("/api/shops", {}, ctx),
    show: ({ items }) => el("ul", { class: "switches" }, items.map((shop) => shopRow(shop, ctx, load))),
    empty: () => "",
    rows: 1,
    signal: ctx.signal,
  });
  return { element: section(t("writing.title"), t("writing.text"), null, place), load };
}

function shopRow(shop, ctx, load) {
  const { name, writes } = shop;
  const stopped = writes.state === "stopped";
  const failure = el("p", { class: "field-error", role: "alert" });
  const turn = async (event) => {
    const button = event.currentTarget;
    const to = stopped ? "resume" : "stop";
    if (!(await confirmed(t(`writing.${to}.ask`), t(`writing.${to}.text`, { shop: name }), { action: t(`writing.${to}`), danger: !stopped }))) return;
    button.disabled = true;
    try {
      const { writing: now } = await post(`/api/shops/${encodeURIComponent(name)}/${to}`);
      if (name === ctx.session.shop) showStanding({ writing: now });
      await load();
    } catch (problem) {
      button.disabled = false;
      replace(failure, problem.detail || t("unreached"));
    }
  };
  const accept = async (event) => {
    const button = event.currentTarget;
    if (!(await confirmed(t("writing.accept.ask"), t("writing.accept.text", { shop: name }), { action: t("writing.accept") }))) return;
    button.disabled = true;
    try {
      const { writes: now } = await post(`/api/shops/${encodeURIComponent(name)}/accept-erp`, { change: writes.erp_change });
      if (name === ctx.session.shop) showStanding({ writing: now.state });
      await load();
    } catch (problem) {
      button.disabled = false;
      replace(failure, problem.detail || t("unreached"));
    }
  };
  const to = stopped ? "resume" : "stop";
  return el("li", {},
    el("div", {},
      el("h3", {}, name, shop.demo && el("span", { class: "pill" }, t("writing.demo"))),
      el("p", {}, badge(KINDS[writes.state], t(`writing.${writes.state}`)),
        stopped && writes.stopped_by && el("span", { class: "quiet" }, ` · ${t("writing.stopped_by", { name: whoDid(writes.stopped_by).name })}`)),
      writes.erp_change && el("p", {}, writes.erp_change),
      writes.approved_at && el("p", { class: "quiet" }, within(t("writing.approved_at"), timeOf(writes.approved_at, exactMoment))),
      writes.unsettled > 0 && el("p", { class: "quiet" }, t("writing.unsettled", { n: writes.unsettled })),
      failure),
    ctx.mayChange && writes.erp_change && el("button", {
      type: "button", class: "button button-primary", "aria-label": t("writing.accept.label", { shop: name }), on: { click: accept },
    }, t("writing.accept")),
    ctx.mayChange && el("button", {
      type: "button", class: `button ${stopped ? "button-primary" : "button-danger"}`,
      "aria-label": t(`writing.${to}.label`, { shop: name }), on: { click: turn },
    }, t(`writing.${to}`)));
}
