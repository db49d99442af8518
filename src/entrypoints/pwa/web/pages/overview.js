// Does anything need a hand? One request tells all.

import { getKept } from "../core/api.js";
import { badge, el, icon, replace } from "../core/dom.js";
import { named, number, t } from "../core/i18n.js";
import { showFigures } from "../core/shell.js";
import { countdown, dueMoment, moment, relativeTime, timeOf, useServerTime } from "../core/times.js";

const AGAIN_EVERY_S = 15;
/** Fewer days than this and somebody must renew the marketplace's token. */
const TOKEN_DAYS = 14;
const STATES = [
  "pending", "incomplete", "ready", "exporting", "exported", "in_erp", "partially_shipped", "shipped",
  "confirmed", "held", "cancelled", "cancelled_after_export", "cancelled_in_erp", "closed_elsewhere",
];
const RUN_KINDS = { running: "live", queued: "live", waiting: "warn", success: "good", partial: "warn", failed: "bad", timed_out: "bad", abandoned: "bad" };

export const page = {
  wide: true,
  title: () => t("overview.title"),
  async render(root, _params, ctx) {
    replace(root, skeleton());
    const first = ctx.first() ?? (await getKept("/api/overview", {}, ctx));
    show(root, first, ctx);
    ctx.every(AGAIN_EVERY_S, async () => {
      // Being out of reach shows in the frame; what is on the page stays.
      const next = await getKept("/api/overview", {}, ctx).catch(() => null);
      if (next && !ctx.signal.aborted) show(root, next, ctx);
    });
  },
};

function show(root, { body: figures, keptAt }, ctx) {
  useServerTime(keptAt ? null : figures.at);
  showFigures(figures);
  ctx.lead(keptAt ? badge("warn", t("overview.kept", { time: moment(keptAt) })) : timeOf(figures.at, dueMoment));
  const focused = root.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  replace(root, attention(figures), el("div", { class: "tiles" },
    jobsTile(figures),
    el("div", { class: "stack" }, heldTile(figures), alertsTile(figures)),
    el("div", { class: "stack" }, shippingTile(figures), stockTile(figures)),
    el("div", { class: "stack stack-tall" }, ordersTile(figures), marketplaceTile(figures))));
  // Whoever stands on a link keeps standing there when the figures change.
  if (focused) root.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** What needs a person, worst first: [kind, text, where to go, why]. */
function needs(f) {
  const gaps = f.reconciliation?.gaps ?? 0;
  const days = f.token_days_left;
  return [
    ...f.jobs.filter((job) => ["failed", "timed_out", "abandoned"].includes(job.last_state))
      .map((job) => ["bad", t("overview.failed", { job: named("job", job.id) }), job.last_run_id ? `/runs/${job.last_run_id}` : `/jobs/${job.id}`]),
    gaps > 0 && ["bad", t("overview.gap", { n: gaps }), "/reconciliation"],
    f.ship_by.late > 0 && ["bad", t("overview.late", { n: f.ship_by.late }), "/orders"],
    days !== null && days < 0 && ["bad", t("overview.token.over"), "/settings"],
    f.writing === "erp_changed" && ["bad", t("banner.erp_changed"), "/settings"],
    f.writing === "waits_for_approval" && f.plans_waiting === 0 && ["warn", t("banner.waits"), "/plans"],
    f.plans_waiting > 0 && ["warn", t("overview.plans", { n: f.plans_waiting }), "/plans"],
    sum(f.held_by_reason) > 0 && ["warn", t("overview.held", { n: sum(f.held_by_reason) }), "/held"],
    sum(f.alerts_by_kind) > 0 && ["warn", t("overview.alerts", { n: sum(f.alerts_by_kind) }), "/alerts"],
    f.offers.refused > 0 && ["warn", t("overview.refused", { n: f.offers.refused }), "/stock"],
    days !== null && days >= 0 && days < TOKEN_DAYS && ["warn", t("overview.token", { n: days }), "/settings"],
  ].filter(Boolean);
}

function attention(figures) {
  const found = needs(figures);
  if (found.length === 0) {
    return el("section", { class: "attention attention-good" }, icon("check"),
      el("div", {}, el("h2", {}, t("overview.fine")), el("p", {}, t("overview.fine.text"))));
  }
  return el("section", { class: `attention attention-${found.some(([kind]) => kind === "bad") ? "bad" : "warn"}` }, icon("held"),
    el("div", {}, el("h2", {}, t("overview.needs", { n: found.length })),
      el("ul", { class: "needs" }, found.map(([kind, text, path]) =>
        el("li", {}, el("a", { href: `#${path}` }, badge(kind, text), icon("right")))))));
}

function tile(name, path, ...content) {
  return el("section", { class: `tile tile-${name}` },
    el("h2", {}, path ? el("a", { href: `#${path}` }, t(`tile.${name}`), icon("right")) : t(`tile.${name}`)), content);
}

function jobsTile({ jobs }) {
  return tile("jobs", "/jobs", el("ul", { class: "rows" }, jobs.map((job) =>
    el("li", { class: "job-row" },
      el("a", { class: "strong", href: `#/jobs/${job.id}` }, named("job", job.id)),
      jobState(job),
      el("span", { class: "quiet" }, job.last_finished_at ? [t("job.last"), " ", relativeTime(job.last_finished_at)] : t("job.never")),
      el("span", { class: "quiet end" }, nextRun(job))))));
}

function jobState(job) {
  if (job.state !== "idle") return badge(RUN_KINDS[job.state] ?? "plain", named("run", job.state));
  if (job.paused) return badge("warn", job.paused_until ? t("job.paused.until", { time: moment(job.paused_until) }) : t("job.paused"));
  return job.last_state ? badge(RUN_KINDS[job.last_state] ?? "plain", named("run", job.last_state)) : badge("plain", named("run", "idle"));
}

function nextRun(job) {
  if (job.paused) return null;
  return job.next_due ? [t("job.next"), " ", relativeTime(job.next_due, countdown)] : t("job.unplanned");
}

function ordersTile({ orders_by_state: byState, reconciliation, oldest_unexported_at: oldest, orders_known_until: known }) {
  const found = STATES.filter((state) => byState[state] > 0);
  return tile("orders", "/orders",
    reconciled(reconciliation),
    found.length === 0
      ? el("p", { class: "quiet" }, t("orders.none"))
      : figureList(found.map((state) => [named("state", state), byState[state], `/orders?state=${state}`])),
    el("dl", { class: "facts" },
      fact(t("orders.oldest"), oldest ? relativeTime(oldest) : t("orders.oldest.none")),
      known && fact(t("orders.known"), timeOf(known))));
}

function reconciled(found) {
  if (!found) return comparison(badge("plain", t("reconciliation.never")));
  const text = found.gaps === 0
    ? t("reconciliation.good", { n: found.shown })
    : t("reconciliation.gap", { n: found.gaps, shown: found.shown, stored: found.stored });
  return comparison(badge(found.gaps === 0 ? "good" : "bad", text),
    el("span", { class: "quiet" }, t("reconciliation.at", { time: moment(found.at), days: found.days })));
}

function comparison(...content) {
  return el("a", { class: "comparison", href: "#/reconciliation" }, el("span", { class: "check" }, content), icon("right"));
}

function heldTile({ held_by_reason: byReason }) {
  const found = Object.entries(byReason).sort((a, b) => b[1] - a[1]);
  return tile("held", "/held", found.length === 0
    ? el("p", {}, badge("good", t("held.none")))
    : figureList(found.map(([reason, n]) => [named("reason", reason), n, `/held/${reason}`])));
}

function shippingTile({ ship_by: { late, next } }) {
  if (late === 0 && next.length === 0) return tile("shipping", "/orders", el("p", {}, badge("good", t("shipping.none"))));
  return tile("shipping", "/orders",
    late > 0 && el("p", {}, badge("bad", `${t("shipping.late")}: ${t("shipping.orders", { n: late })}`)),
    el("ul", { class: "rows" }, next.map((due) =>
      el("li", {}, el("span", { class: "two-lines" }, timeOf(due.at, dueMoment), el("span", { class: "quiet" }, relativeTime(due.at))),
        el("span", { class: "number" }, t("shipping.orders", { n: due.orders }))))));
}

function stockTile({ offers }) {
  const fine = offers.out_of_step === 0 && offers.refused === 0;
  return tile("stock", "/stock", fine && el("p", { class: "check" }, badge("good", t("stock.fine"))),
    figureList([
      [t("stock.active"), offers.active, "/stock"],
      [t("stock.matched"), offers.matched, "/stock"],
      [t("stock.out"), offers.out_of_step, "/stock?show=out_of_step", offers.out_of_step > 0 && "warn"],
      [t("stock.refused"), offers.refused, "/stock?show=refused", offers.refused > 0 && "bad"],
    ]));
}

function alertsTile({ alerts_by_kind: byKind }) {
  const found = Object.entries(byKind).sort((a, b) => b[1] - a[1]);
  return tile("alerts", "/alerts", found.length === 0
    ? el("p", {}, badge("good", t("alerts.none")))
    : figureList(found.map(([kind, n]) => [named("alert", kind), n, "/alerts"])));
}

function marketplaceTile({ token_days_left: days, writing, unsettled_writes: unsettled }) {
  const kind = days === null ? "plain" : days < 0 ? "bad" : days < TOKEN_DAYS ? "warn" : "good";
  return tile("marketplace", "/settings",
    el("dl", { class: "facts" },
      fact(t("token.left"), badge(kind, days === null ? t("token.unknown") : t("token.days", { n: Math.max(0, days) }))),
      fact(t("writing.label"), badge({ on: "good", stopped: "bad", erp_changed: "bad", waits_for_approval: "warn" }[writing], t(`writing.${writing}`)))),
    unsettled > 0 && el("p", { class: "quiet" }, `${t("overview.unsettled", { n: unsettled })}. ${t("overview.unsettled.why")}`));
}

function figureList(rows) {
  return el("ul", { class: "rows" }, rows.map(([label, n, path, kind]) =>
    el("li", {}, el("a", { href: `#${path}` }, kind ? badge(kind, label) : label), el("span", { class: "number" }, number(n)))));
}

function fact(label, ...value) {
  return el("div", {}, el("dt", {}, label), el("dd", {}, value));
}

function sum(counts) {
  return Object.values(counts).reduce((all, n) => all + n, 0);
}

function bone(name) {
  return el("div", { class: `tile tile-${name} bone` });
}

function skeleton() {
  return [el("div", { class: "attention bone", "aria-hidden": "true" }),
    el("div", { class: "tiles", "aria-hidden": "true" }, bone("jobs"),
      [["held"], ["shipping"], ["orders"]].map(([name]) => el("div", { class: "stack" }, bone(name))))];
}
