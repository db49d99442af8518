// Offers: what the marketplace shows, what it should show, and why.

import { get } from "../core/api.js";
import { badge, el, replace } from "../core/dom.js";
import { number, t } from "../core/i18n.js";
import { exactMoment, timeOf } from "../core/times.js";
import { paged } from "../components/paged.js";
import { chips, searchField } from "../components/search_bar.js";
import { table } from "../components/table.js";
import { within, words } from "../components/words.js";

const AT_ONCE = 50;
const ONLY = ["all", "out_of_step", "unmatched", "refused"];
const MOST = 1_000_000;
const SPLIT = /^split (\d+) of (\d+)$/;

export const page = {
  wide: true,
  texts: "stock",
  title: () => t("stock.title"),
  async render(root, _params, ctx) {
    const asked = ctx.query.get("show");
    const wanted = { text: "", only: ONLY.includes(asked) ? asked : "all" };
    const list = paged({
      read: (after) => get("/api/stock",
        { text: wanted.text, only: wanted.only === "all" ? "" : wanted.only, after, limit: AT_ONCE }, ctx),
      show: (items) => table(columns(), items, { caption: t("stock.list") }),
      empty: () => nothing(wanted),
      more: () => t("stock.more"),
      rows: 10,
      signal: ctx.signal,
    });
    const change = (key) => (value) => {
      if (wanted[key] === value) return;
      wanted[key] = value;
      list.load();
    };
    replace(root, el("div", { class: "search-bar" },
      searchField({ label: t("stock.search"), hint: t("stock.search.hint"), text: "", changed: change("text") }),
      chips({
        label: t("stock.filter"), chosen: wanted.only, options: ONLY.map((one) => [one, t(`stock.only.${one}`)]), changed: change("only"),
      })), list.element);
    await list.load();
  },
};

function nothing({ text, only }) {
  const key = text ? "stock.nothing" : only === "out_of_step" ? "stock.all_right" : only === "all" ? "stock.empty" : "stock.nothing";
  return [el("strong", {}, t(key)), el("p", {}, t(`${key}.text`))];
}

function columns() {
  return [
    { label: t("stock.column.offer"), main: true, cell: offerCell },
    { label: t("stock.column.state"), cell: stateBadge },
    { label: t("stock.column.marketplace"), number: true, cell: ({ marketplace_units: n }) => (n === null ? t("stock.unknown") : number(n)) },
    { label: t("stock.column.target"), number: true, cell: targetCell },
    { label: t("stock.column.erp"), number: true, cell: input(({ sellable }) => decimal(sellable)) },
    { label: t("stock.column.reserved"), number: true, cell: input(({ reserved }) => number(reserved)) },
    { label: t("stock.column.buffer"), number: true, cell: input(({ buffer }) => number(buffer)) },
    { label: t("stock.column.share"), cell: input(({ sharing }) => shareWord("stock.share", sharing)) },
    { label: t("stock.column.why"), cell: whyButton },
  ];
}

function offerCell(offer) {
  return el("div", { class: "order-cell", "data-row": true },
    el("span", { class: "strong" }, offer.name || offer.seller_sku || String(offer.sku_id)),
    el("span", { class: "quiet mono" }, offer.seller_sku || String(offer.sku_id)));
}

function stateBadge(offer) {
  if (offer.refusal) return badge("bad", t("stock.was_refused"));
  if (offer.under_way) return badge("live", t("stock.under_way"));
  if (offer.target_units === null) return badge("plain", t("stock.unmatched"));
  return offer.in_step ? badge("good", t("stock.in_step")) : badge("warn", t("stock.out_of_step"));
}

function targetCell({ target_units: n }) {
  return n === null ? "–" : el("strong", {}, number(n));
}

function input(read) {
  return ({ inputs }) => (inputs === null ? "–" : read(inputs));
}

function whyButton(offer) {
  const word = offer.target_units === null ? t("stock.why.none") : t("stock.why", { n: offer.target_units });
  const button = el("button", {
    type: "button", class: "link", "aria-expanded": "false", on: { click: () => toggle(button, offer) },
  }, word);
  return button;
}

/** Open the sum below its row, or close it. */
function toggle(button, offer) {
  const row = button.closest("tr");
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  if (open) {
    row.nextElementSibling.remove();
    row.classList.remove("is-open");
    return;
  }
  row.classList.add("is-open");
  row.after(el("tr", { role: "row", class: "why-row" },
    el("td", { role: "cell", colspan: row.children.length }, explained(offer))));
}

/** Return the sum from its inputs to the target, a line each. */
function explained(offer) {
  const { inputs } = offer;
  const label = t("stock.explain.label", { sku: offer.seller_sku || String(offer.sku_id) });
  return el("div", { class: "why", role: "group", "aria-label": label },
    inputs === null ? el("p", {}, t("stock.explain.unmatched")) : sum(offer, inputs), now(offer));
}

function sum(offer, inputs) {
  const rows = inputs.counted ? counted(inputs) : [["", t("stock.explain.uncounted"), inputs.available, "total"]];
  const split = inputs.sharing !== "alone";
  if (split) rows.push(["", shareWord("stock.explain.share", inputs.sharing), offer.target_units, "total"]);
  const capped = !split && offer.target_units === MOST && inputs.available > MOST;
  return [
    el("table", { class: "sum" }, el("caption", { class: "unseen" }, t("stock.explain.target")), el("tbody", {},
      rows.map(([sign, text, value, kind]) => el("tr", { class: kind ?? "" },
        el("th", { scope: "row" }, text), el("td", { class: "sign" }, sign),
        el("td", { class: "number" }, typeof value === "number" ? number(value) : decimal(value)))))),
    capped && el("p", { class: "quiet" }, t("stock.explain.most")),
    el("p", { class: "quiet" }, t("stock.explain.article"), " ", el("span", { class: "mono" }, inputs.article),
      inputs.computed_at && [" · ", within(t("stock.explain.computed"), timeOf(inputs.computed_at, exactMoment))]),
  ];
}

function counted({ sellable, in_warehouses: physical, reserved, buffer, available }) {
  const lower = Math.floor(Math.min(Number(sellable), physical === null ? Infinity : Number(physical)));
  const rounded = physical !== null || lower !== Number(sellable);
  const below = lower - reserved - buffer < 0;
  return [
    ["", t("stock.explain.stock"), sellable],
    physical !== null && ["", t("stock.explain.warehouses"), physical],
    rounded && ["", t("stock.explain.lower"), lower, "total"],
    ["−", t("stock.explain.reserved"), reserved],
    ["−", t("stock.explain.buffer"), buffer],
    ["=", below ? `${t("stock.explain.available")} (${t("stock.explain.zero")})` : t("stock.explain.available"), available, "total"],
  ].filter(Boolean);
}

function now(offer) {
  const { marketplace_units: shown, target_units: target } = offer;
  return el("div", { class: "why-now" },
    el("p", {}, shown === null ? t("stock.explain.marketplace.unknown") : t("stock.explain.marketplace", { n: shown }),
      " ", offer.under_way ? t("stock.explain.under_way") : !offer.in_step && target !== null && t("stock.explain.out_of_step", { n: target })),
    offer.refusal && [el("p", { class: "strong" }, `${t("stock.explain.refused")}:`), words(offer.refusal)]);
}

function shareWord(key, sharing) {
  const split = SPLIT.exec(sharing);
  return split ? t(`${key}.split`, { place: split[1], of: split[2] }) : t(`${key}.${sharing}`);
}

function decimal(text) {
  return number(Number(text), { maximumFractionDigits: 3 });
}
