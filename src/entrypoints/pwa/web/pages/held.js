// Held orders by reason: what to do, and the buttons and forms to do it.

import { get, post } from "../core/api.js";
import { el, icon, replace } from "../core/dom.js";
import { named, needTexts, number, t } from "../core/i18n.js";
import { dueMoment, now, relativeTime, timeOf } from "../core/times.js";
import { bones, emptyState } from "../components/list_state.js";
import { paged } from "../components/paged.js";
import { remedies, whatNext } from "../components/remedies.js";
import { within, words } from "../components/words.js";

const AT_ONCE = 10;

export const page = {
  texts: "held",
  title: () => t("held.title"),
  async render(root, [reason], ctx) {
    replace(root, bones(6));
    await needTexts("remedies");
    const { orders, groups } = await get("/api/held", {}, ctx);
    if (groups.length === 0) {
      replace(root, emptyState(el("strong", {}, t("held.empty")), el("p", {}, t("held.empty.text"))));
      return;
    }
    ctx.lead(el("p", {}, t("held.lead", { n: orders })), !ctx.mayChange && el("p", {}, t("held.viewer")));
    const shown = groups.map((group) => new Group(group, ctx));
    replace(root, shown.map((one) => one.element));
    await Promise.all(shown.map((one) => one.list.load()));
    if (reason) document.getElementById(`held-${reason}`)?.scrollIntoView({ block: "start" });
  },
};

/** All orders held for one reason. */
class Group {
  constructor(group, ctx) {
    this.group = group;
    this.ctx = ctx;
    this.rows = new Map();
    this.outcome = el("div", { role: "status" });
    this.list = paged({
      read: (after) => get(`/api/held/${group.reason}`, { after, limit: AT_ONCE }, ctx),
      show: (items) => el("ul", { class: "held-list" }, items.map((item) => this.row(item))),
      empty: () => el("p", {}, t("held.all.none")),
      more: () => t("held.more"),
      rows: Math.min(group.orders, AT_ONCE),
      signal: ctx.signal,
    });
    const id = `held-${group.reason}`;
    this.all = ctx.mayChange && group.orders > 1 &&
      el("button", { type: "button", class: "button", on: { click: () => this.tryAll() } }, t("held.all"));
    this.element = el("section", { class: "card held-group", id, "aria-labelledby": `${id}-title` },
      el("header", { class: "held-head" },
        el("div", { class: "held-title" },
          el("h2", { id: `${id}-title` }, named("reason", group.reason), " ", el("span", { class: "pill" }, number(group.orders))),
          el("p", { class: "quiet" }, moments(group))),
        this.all,
        el("p", { class: "held-advice" }, t(`advice.${group.reason}`))),
      this.outcome, this.list.element);
  }

  /** A row keeps its element: a form that is open, or what became of it, stays when others come. */
  row(item) {
    const { number: key } = item.summary;
    if (!this.rows.has(key)) this.rows.set(key, new Row(item, this));
    return this.rows.get(key).element;
  }

  settle(numbers, remedy) {
    for (const one of numbers) this.rows.get(one)?.settle(remedy);
  }

  async tryAll() {
    this.all.disabled = true;
    try {
      const mended = await post("/api/orders/remedies", { reason: this.group.reason, remedy: "try_again" });
      this.settle(mended.orders, "try_again");
      const refused = Object.keys(mended.refused).length;
      replace(this.outcome, el("p", { class: "what-next" },
        mended.orders.length > 0 ? t("held.all.done", { n: mended.orders.length }) : t("held.all.none"),
        refused > 0 && ` ${t("held.all.refused", { n: refused })}`));
    } catch (problem) {
      replace(this.outcome, el("p", { class: "field-error" }, problem.detail || t("unreached")));
      this.all.disabled = false;
    }
  }
}

/** One held order, with its remedies or what became of it. */
class Row {
  constructor({ summary, forms }, group) {
    this.number = summary.number;
    this.foot = el("div", {}, group.ctx.mayChange && remedies({
      number: summary.number, forms, done: (remedy, mended) => {
        group.settle(mended.orders, remedy);
        this.settle(remedy, mended).focus();
      },
    }));
    this.element = el("li", { class: "held-row", "data-row": true },
      el("div", { class: "held-what" },
        el("a", { class: "mono strong", href: `#/orders/${encodeURIComponent(summary.number)}` }, summary.number),
        shipBy(summary.ship_by)),
      el("p", { class: "held-article" }, summary.article),
      words(summary.hold.text), this.foot);
  }

  settle(remedy, mended = { orders: [] }) {
    const next = whatNext(remedy, this.number, mended);
    this.element.classList.add("is-settled");
    replace(this.foot, next);
    return next;
  }
}

function moments({ since, ship_by: by }) {
  return [within(t("held.since"), relativeTime(since)), by && [" · ", within(t("held.ship_by"), timeOf(by, dueMoment))]];
}

function shipBy(at) {
  if (!at) return null;
  const late = Date.parse(at) < now();
  return el("span", { class: late ? "due is-late" : "due" }, icon("clock"),
    el("span", {}, within(t(late ? "held.row.late" : "held.row.ship_by"), timeOf(at, dueMoment))));
}
