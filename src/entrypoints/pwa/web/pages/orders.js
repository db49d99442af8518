// Orders: looking for them, and one of them.

import { search } from "../core/api.js";
import { badge, el, icon, replace } from "../core/dom.js";
import { hasText, money, named, number, t } from "../core/i18n.js";
import { moment, now, timeOf } from "../core/times.js";
import { isOpen, orderPath, stateBadge } from "../components/order_words.js";
import { paged } from "../components/paged.js";
import { chips, searchField } from "../components/search_bar.js";
import { table } from "../components/table.js";

const AT_ONCE = 50;
const GROUPS = {
  all: [],
  stuck: ["held", "cancelled_after_export", "cancelled_in_erp"],
  waiting: ["pending", "incomplete"],
  leaving: ["ready", "exporting", "exported"],
  erp: ["in_erp", "partially_shipped"],
  shipped: ["shipped", "confirmed"],
  over: ["cancelled", "closed_elsewhere"],
};
/** What was looked for last; a buyer's name must not stand in an address. */
const last = { text: "", group: "all" };

export const page = {
  wide: true,
  texts: ["orders", "order_intake"],
  title: ([number]) => (number ? t("order.title", { number }) : t("orders.title")),
  async render(root, params, ctx) {
    if (params.length > 0) return (await import("./order.js")).render(root, params, ctx);
    if (ctx.mayChange) replace(ctx.actions, intakeButtons(ctx));
    return showList(root, ctx);
  },
};

/** Orders that come another way than by the list of what changed. */
function intakeButtons({ go }) {
  const ask = async (component) => (await component).ask(go);
  return [
    el("button", { type: "button", class: "button", on: { click: () => ask(import("../components/backfill.js")) } }, icon("clock"), t("backfill.open")),
    el("button", { type: "button", class: "button", on: { click: () => ask(import("../components/order_file.js")) } }, icon("upload"), t("file.open")),
  ];
}

function showList(root, ctx) {
  const state = ctx.query.get("state") ?? "";
  if (state) last.group = "all";
  const list = paged({
    read: (after) => search("/api/orders/search",
      { text: last.text, states: state ? [state] : GROUPS[last.group], sort: "newest", after, limit: AT_ONCE }, ctx),
    show: (items) => table(COLUMNS, items, { caption: t("orders.list") }),
    empty: () => nothing(list, root, ctx, state),
    more: () => t("orders.more"),
    told: (n, complete) => ctx.lead(n > 0 ? t(complete ? "orders.found" : "orders.found.more", { n }) : ""),
    rows: 10,
    signal: ctx.signal,
  });
  replace(root, el("div", { class: "search-bar" },
    searchField({
      label: t("orders.search"), hint: t("orders.search.hint"), text: last.text,
      changed: (text) => {
        if (text === last.text) return;
        last.text = text;
        list.load();
      },
    }),
    state ? chosenState(state) : chips({
      label: t("orders.filter"), chosen: last.group,
      options: Object.keys(GROUPS).map((group) => [group, t(`orders.group.${group}`)]),
      changed: (group) => {
        last.group = group;
        list.load();
      },
    })), list.element);
  return list.load().then(() => undefined);
}

function chosenState(state) {
  const name = hasText(`state.${state}`) ? t(`state.${state}`) : state;
  return el("p", { class: "chips" }, el("a", { class: "chip-chosen", href: "#/orders", "aria-label": t("orders.only.remove", { state: name }) },
    t("orders.only", { state: name }), icon("close")));
}

function nothing(list, root, ctx, state) {
  if (!last.text && last.group === "all" && !state) {
    return [el("strong", {}, t("orders.empty")), el("p", {}, t("orders.empty.text"))];
  }
  const reset = () => {
    Object.assign(last, { text: "", group: "all" });
    if (state) ctx.go("/orders");
    else showList(root, ctx);
  };
  return [el("strong", {}, t("orders.nothing")), el("p", {}, t("orders.nothing.text")),
    el("button", { type: "button", class: "button", on: { click: reset } }, t("orders.reset"))];
}

const COLUMNS = [
  { get label() { return t("orders.column.number"); }, main: true, cell: numberCell },
  { get label() { return t("orders.column.state"); }, cell: stateCell },
  { get label() { return t("orders.column.placed"); }, cell: (order) => timeOf(order.placed_at, moment) },
  { get label() { return t("orders.column.ship_by"); }, cell: shipByCell },
  { get label() { return t("orders.column.units"); }, number: true, cell: (order) => number(order.units) },
  { get label() { return t("orders.column.total"); }, number: true, cell: totalCell },
];

function numberCell(order) {
  const more = order.lines - 1;
  return el("div", { class: "order-cell", "data-row": true },
    el("a", { class: "mono strong", href: orderPath(order.number) }, order.number),
    el("span", { class: "order-article" }, order.article, more > 0 && el("span", { class: "quiet" }, ` ${t("orders.lines", { n: more })}`)));
}

function stateCell(order) {
  return el("div", { class: "state-cell" }, stateBadge(order.state),
    order.hold && el("span", { class: "quiet" }, named("reason", order.hold.reason)));
}

function shipByCell(order) {
  if (!order.ship_by || !isOpen(order.state)) return null;
  const at = timeOf(order.ship_by, moment);
  return Date.parse(order.ship_by) < now() ? el("span", { class: "late" }, at, " ", badge("bad", t("orders.late"))) : at;
}

function totalCell(order) {
  return order.total_gross_cents === null ? null : money(order.total_gross_cents, order.currency);
}
