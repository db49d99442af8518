// One order: what is in it, where it stands, and everything that happened to it.

import { get, post } from "../core/api.js";
import { badge, el, icon, replace } from "../core/dom.js";
import { money, named, needTexts, number as count, t } from "../core/i18n.js";
import { dueMoment, exactMoment, now, relative, timeOf } from "../core/times.js";
import { bones } from "../components/list_state.js";
import { isOpen, stateBadge } from "../components/order_words.js";
import { remedies, whatNext } from "../components/remedies.js";
import { table } from "../components/table.js";
import { within, whoDid, words } from "../components/words.js";
import { rawAnswers } from "./order_raw.js";
import { pendingRequests } from "./order_requests.js";

const PACKAGES = { accepted: "good", sending: "live", refused: "bad", unknown: "warn" };
const ADDRESS = ["first_name", "last_name", "street", "supplement", "post_code", "city", "state", "country", "phone", "mail"];

/** Show the order whose number is in the address. */
export async function render(root, [number], ctx) {
  replace(root, bones(6));
  await needTexts("remedies");
  const path = `/api/orders/${encodeURIComponent(number)}`;
  const order = await get(path, {}, ctx);
  const { summary } = order;
  ctx.lead(el("div", { class: "order-lead" }, stateBadge(summary.state), shipBy(summary)));
  replace(ctx.actions, el("a", { class: "button", href: "#/orders" }, icon("back"), t("order.back")));
  replace(root,
    stopped(order, ctx),
    pendingRequests(order, ctx),
    el("div", { class: "order-columns" },
      el("div", { class: "order-main" }, lines(order), packages(order), history(order)),
      el("div", { class: "order-aside" }, facts(order), amounts(order), address(order, path, ctx), alerts(order))),
    ctx.mayChange && rawAnswers(number, ctx));
}

function section(title, ...content) {
  return el("section", { class: "card" }, el("h2", {}, title), content);
}

/** What a person must do; nothing while the order goes on by itself. */
function stopped(order, ctx) {
  const { summary, forms } = order;
  if (forms.length === 0) return null;
  const foot = el("div", {});
  if (ctx.mayChange) {
    replace(foot, remedies({
      number: summary.number, forms, first: "button button-primary",
      done: (remedy, mended) => {
        const next = whatNext(remedy, summary.number, mended);
        replace(foot, next);
        next.focus();
      },
    }));
  }
  const { hold } = summary;
  return el("section", { class: "card order-stopped" },
    el("h2", {}, icon("held"), hold ? t("order.held", { reason: named("reason", hold.reason) }) : t("order.stopped")),
    el("p", {}, hold ? t(`advice.${hold.reason}`) : t(`order.stopped.${summary.state}`)),
    hold && words(hold.text), foot);
}

function lines({ lines: all, currency }) {
  const columns = [
    { label: t("order.line.article"), main: true, cell: lineName },
    { label: t("order.line.quantity"), number: true, cell: quantity },
    { label: t("order.line.goods"), number: true, cell: (line) => amount(line.goods_gross_cents, currency) },
  ];
  return section(t("order.lines"), table(columns, all, { caption: t("order.lines") }));
}

function lineName(line) {
  return el("div", { class: "line-name" }, el("span", {}, line.name || line.seller_sku),
    el("span", { class: "quiet" }, [line.variation, line.seller_sku].filter(Boolean).join(" · ")));
}

function quantity(line) {
  return el("div", { class: "line-units" }, el("span", { class: "strong" }, count(line.quantity)),
    line.cancelled > 0 && el("span", { class: "quiet" }, t("order.line.cancelled", { n: line.cancelled })),
    line.confirmed > 0 && el("span", { class: "quiet" }, `${count(line.confirmed)} ${t("order.line.confirmed")}`));
}

function packages({ packages: all }) {
  return section(t("order.packages"), all.length === 0
    ? el("p", { class: "quiet" }, t("order.packages.none"))
    : el("ul", { class: "packages" }, all.map((one) => el("li", {},
      el("div", { class: "package-head" }, el("span", { class: "mono strong" }, one.tracking_number), badge(PACKAGES[one.state] ?? "plain", named("package", one.state))),
      el("p", { class: "quiet" }, one.shipping_method, " · ", t("order.package.units", { n: one.units }), " · ",
        within(t("order.package.shipped"), timeOf(one.shipped_at, dueMoment))),
      words(one.refusal)))));
}

/** Everything that happened, oldest first. */
function history({ events }) {
  return section(t("order.events"), el("ol", { class: "timeline" }, events.map((event) =>
    el("li", { class: `event-${event.to_state}` },
      el("div", { class: "event-head" },
        el("span", { class: "strong" }, event.from_state === event.to_state ? named("state", event.to_state) : change(event)),
        el("span", { class: "quiet" }, timeOf(event.at, exactMoment), " · ", by(event.by))),
      words(event.text)))));
}

function change({ from_state: from, to_state: to }) {
  return from ? `${named("state", from)} → ${named("state", to)}` : named("state", to);
}

function by(who) {
  const { kind, name } = whoDid(who);
  if (kind !== "run") return t("order.by.person", { name });
  return el("a", { href: `#/runs/${encodeURIComponent(name)}` }, t("order.by.run"));
}

function facts(order) {
  const { summary } = order;
  const rows = [
    [t("order.placed"), timeOf(summary.placed_at, exactMoment)],
    [t("order.ship_by"), summary.ship_by && timeOf(summary.ship_by, exactMoment)],
    [t("order.marketplace"), named("marketplace", summary.marketplace_status)],
    [t("order.erp_number"), summary.erp_number && el("span", { class: "mono" }, summary.erp_number)],
    [t("order.delivered"), order.delivered_at && timeOf(order.delivered_at, exactMoment)],
    [t("order.waiting"), summary.waiting_for && words(`waits for ${summary.waiting_for}`)],
    [t("order.closed"), summary.closed_why && named("closed", summary.closed_why)],
    [t("order.requests"), list(summary.requests, "request")],
    [t("order.accepted"), list(order.accepted_requests, "acceptance")],
    [t("order.allowed"), list(order.allowed, "reason")],
    [t("order.corrected"), order.corrected_fields.length > 0 && order.corrected_fields.map(fieldName).join(", ")],
  ];
  return section(t("order.facts"), el("dl", { class: "facts" }, rows.filter(([, value]) => value).map(fact)));
}

function fact([label, value]) {
  return el("div", {}, el("dt", {}, label), el("dd", {}, value));
}

function list(codes, kind) {
  return codes.length > 0 && codes.map((code) => named(kind, code)).join(", ");
}

function fieldName(path) {
  const line = /^line\.(.+)\.name$/.exec(path);
  return line ? t("text.line.name", { line: line[1] }) : t(`text.${path}`);
}

function amounts(order) {
  if (order.goods_gross_cents === null) return section(t("order.amounts"), el("p", { class: "quiet" }, t("order.amounts.none")));
  const { currency, summary } = order;
  const rows = [
    [t("order.amounts.goods"), amount(order.goods_gross_cents, currency)],
    order.seller_discount_cents > 0 && [t("order.amounts.discount"), amount(-order.seller_discount_cents, currency)],
    [t("order.amounts.shipping"), amount(order.shipping_gross_cents, currency)],
    [t("order.amounts.total"), el("strong", {}, amount(summary.total_gross_cents, currency))],
  ];
  return section(t("order.amounts"), el("dl", { class: "facts" }, rows.filter(Boolean).map(fact)));
}

function amount(cents, currency) {
  return cents === null ? "–" : money(cents, currency);
}

/** The buyer's address, for those who ask for it. */
function address(order, path, ctx) {
  if (!ctx.mayChange) return null;
  const place = el("div", {}, el("p", { class: "quiet" }, t("order.address.hidden")));
  const button = el("button", { type: "button", class: "button", on: { click: () => show() } }, t("order.address.show"));
  async function show() {
    button.disabled = true;
    try {
      const { texts } = await post(`${path}/texts`);
      const rows = ADDRESS.filter((part) => texts[`address.${part}`] !== undefined)
        .map((part) => [t(`text.address.${part}`), texts[`address.${part}`] || el("span", { class: "quiet" }, t("order.address.empty"))]);
      replace(place, rows.length > 0 ? el("dl", { class: "facts", tabindex: "-1" }, rows.map(fact)) : el("p", { class: "quiet" }, t("order.address.none")));
      button.remove();
      place.firstElementChild.focus();
    } catch (problem) {
      replace(place, el("p", { class: "field-error", role: "alert" }, problem.detail || t("unreached")));
      button.disabled = false;
    }
  }
  return section(t("order.address"), place, button);
}

function alerts({ alerts: all }) {
  if (all.length === 0) return null;
  return section(t("order.alerts"), el("ul", { class: "order-alerts" }, all.map((one) => el("li", {},
    badge(one.closed_at ? "plain" : "warn", named("alert", one.kind)),
    el("span", { class: "quiet" }, timeOf(one.last_raised_at, dueMoment), one.closed_at && ` · ${t("order.alert.closed")}`),
    words(one.text)))));
}

function shipBy({ ship_by: at, state }) {
  if (!at || !isOpen(state)) return null;
  const late = Date.parse(at) < now();
  return el("span", { class: late ? "due is-late" : "due" }, icon("clock"),
    el("span", {}, `${t("order.ship_by")}: `, timeOf(at, dueMoment), ` (${relative(at)})`));
}
