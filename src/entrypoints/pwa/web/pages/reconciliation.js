// What the marketplace shows against our books: every order that differs and what to do, then the days.

import { get } from "../core/api.js";
import { badge, el, replace } from "../core/dom.js";
import { named, number, t } from "../core/i18n.js";
import { calendarDay, relativeTime } from "../core/times.js";
import { comparison } from "../components/comparison.js";
import { listState } from "../components/list_state.js";
import { orderPath } from "../components/order_words.js";
import { section } from "../components/section.js";
import { table } from "../components/table.js";
import { within } from "../components/words.js";

const AT_ONCE = 25;
/** What costs most comes first. */
const KINDS = { not_stored: "bad", cancelled_there: "bad", open_there: "bad", shipped_there: "warn", not_shown: "warn" };

export const page = {
  texts: ["reconciliation", "orders", "order_intake"],
  title: () => t("reconciliation.title"),
  async render(root, _params, ctx) {
    const { shop, shops } = ctx.session;
    ctx.lead(shops.length > 1 ? t("compare.lead.shop", { shop }) : t("compare.lead"));
    const place = el("div", { class: "compare" });
    const again = listState(place, {
      load: () => lastReport(ctx),
      show: (report) => [verdict(report), gapSections(report, ctx), days(report)],
      isEmpty: (report) => report === null,
      empty: () => [el("strong", {}, t("reconciliation.never")), el("p", {}, t("compare.never.text")),
        el("p", {}, t(ctx.mayChange ? "compare.never.operator" : "compare.never.viewer"))],
      rows: 8,
      signal: ctx.signal,
    });
    const { button, said } = comparison(ctx, again);
    if (ctx.mayChange) replace(ctx.actions, button);
    replace(root, said, place);
    await again();
  },
};

async function lastReport(ctx) {
  try {
    return await get("/api/reconciliation", {}, ctx);
  } catch (problem) {
    if (problem.code === "unknown_reconciliation") return null;
    throw problem;
  }
}

function verdict(report) {
  const { shown, stored, newer, gap_count: gaps } = report;
  return el("section", { class: "card compare-verdict" },
    el("h2", {}, badge(gaps > 0 ? "bad" : report.complete ? "good" : "warn", verdictText(report))),
    el("p", { class: "quiet" }, within(t("compare.checked", { days: report.days }), relativeTime(report.at))),
    !report.complete && el("p", {}, t("compare.incomplete")),
    el("dl", { class: "figures" }, figure("compare.shown", shown), figure("compare.stored", stored), newer > 0 && figure("compare.newer", newer)),
    newer > 0 && el("p", { class: "quiet" }, t("compare.newer.text")),
    gaps > report.gaps.length && el("p", {}, t("compare.named", { n: report.gaps.length })));
}

function verdictText({ gap_count: gaps, shown }) {
  if (gaps > 0) return t("compare.gaps", { n: gaps });
  return shown > 0 ? t("compare.agrees", { n: shown }) : t("compare.nothing");
}

function figure(label, value) {
  return el("div", {}, el("dt", {}, t(label)), el("dd", {}, number(value)));
}

function gapSections({ gaps }, ctx) {
  return Object.keys(KINDS)
    .map((kind) => [kind, gaps.filter((gap) => gap.kind === kind)])
    .filter(([, found]) => found.length > 0)
    .map(([kind, found]) => gapSection(kind, found, ctx));
}

function gapSection(kind, gaps, ctx) {
  const title = badge(KINDS[kind], [named("gap", kind), el("span", { class: "pill" }, number(gaps.length))]);
  const shown = section(title, null, kind === "not_stored" && ctx.mayChange && takeButton(gaps, ctx),
    el("div", { class: "gap-words" },
      el("p", {}, t(`gap.${kind}.why`)),
      el("p", {}, el("strong", {}, t("gap.todo")), " ", t(`gap.${kind}.next`))),
    gapTable(kind, gaps));
  shown.classList.add("gap-section");
  return shown;
}

function takeButton(gaps, { go }) {
  const take = async () => (await import("../components/backfill.js")).ask(go, gaps.map((gap) => gap.number));
  return el("button", { type: "button", class: "button button-primary", on: { click: take } }, t("gap.take", { n: gaps.length }));
}

/** Return the orders of one kind, the first ones open. */
function gapTable(kind, gaps) {
  const place = el("div", {});
  const draw = (most) => {
    const left = gaps.length - most;
    replace(place, table(COLUMNS.map((column) => ({ ...column, label: t(column.label) })), gaps.slice(0, most), { caption: named("gap", kind) }),
      left > 0 && el("button", { type: "button", class: "button more", on: { click: () => draw(gaps.length) } }, t("gap.more", { n: left })));
  };
  draw(AT_ONCE);
  return place;
}

const COLUMNS = [
  { label: "gap.number", main: true, cell: orderOf },
  { label: "gap.day", cell: ({ day }) => (day ? calendarDay(day) : t("gap.day.unknown")) },
  { label: "gap.there", cell: there },
  { label: "gap.here", cell: ({ here }) => (here ? named("state", here) : t("gap.nothing.here")) },
];

/** An order that is not in the books has no page. */
function orderOf({ kind, number: key }) {
  return kind === "not_stored" ? el("span", { class: "mono" }, key) : el("a", { class: "mono", href: orderPath(key) }, key);
}

function there({ there: said }) {
  if (!said) return t("gap.nothing.there");
  return said === "unreadable" ? t("gap.unreadable") : named("marketplace", said);
}

/** Narrow enough to stay a table on phones: that is how days are compared. */
function days({ per_day: found }) {
  if (found.length === 0) return null;
  const head = (key, kind = "") => el("th", { scope: "col", class: kind }, t(key));
  return section(t("days.title"), t("days.text"), null, el("table", { class: "days" },
    el("thead", {}, el("tr", {}, head("days.day"), head("days.shown", "number"), head("days.stored", "number"), head("days.gaps", "number"))),
    el("tbody", {}, found.map(({ day, shown, stored, gaps }) => el("tr", {},
      el("th", { scope: "row" }, calendarDay(day)),
      el("td", { class: "number" }, number(shown)), el("td", { class: "number" }, number(stored)),
      el("td", { class: `number ${gaps > 0 ? "days-gap" : "quiet"}` }, number(gaps)))))));
}
