// The frame around every page: navigation, the shop, what is true everywhere, and the reader's choices.

import { el, icon, replace, svg } from "./dom.js";
import { t } from "./i18n.js";
import { useZone } from "./times.js";

const PLACES = [
  ["overview", "orders", "held", "stock"],
  ["jobs", "plans", "alerts", "log"],
  ["settings"],
];
/** On a phone: what is needed daily; the rest is behind "more". */
const TABS = ["overview", "orders", "held", "jobs"];
const BELONG = { runs: "jobs", reconciliation: "orders", diagnostics: "settings" };
const THEME = "theme";

const side = document.getElementById("side");
const tabs = document.getElementById("tabs");
const banners = document.getElementById("banners");
const skip = document.getElementById("skip");

let given = null;
let here = "";
let reached = true;
let counts = {};
/** How the shop stands, as far as every page must say it. */
let standing = { demo: false, writing: "on" };

// The address names pages of the app, so a place in the page cannot stand in it.
skip.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});

/** Use the theme that was chosen before, else the system's. */
export function startTheme() {
  const chosen = localStorage.getItem(THEME);
  if (chosen) document.documentElement.dataset.theme = chosen;
}

/** Change the theme: `light`, `dark`, or empty for the system's. */
export function chooseTheme(name) {
  if (name) localStorage.setItem(THEME, name);
  else localStorage.removeItem(THEME);
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}

/** Return the theme in use: `light`, `dark`, or empty for the system's. */
export function themeInUse() {
  return document.documentElement.dataset.theme ?? "";
}

/** Draw the frame for whoever is here. */
export function showFrame(context) {
  given = context;
  skip.textContent = t("nav.skip");
  if (!context.session) return;
  standing = { ...standing, demo: context.session.demo };
  replace(side, brand(), navigation(), sideFoot());
  tabs.setAttribute("aria-label", t("nav.short"));
  replace(tabs, TABS.map(link), moreButton());
  showBanners();
}

/** Mark where the reader is; pages without a place of their own belong to another's. */
export function markPlace(page) {
  const name = BELONG[page] ?? page;
  here = name;
  for (const anchor of document.querySelectorAll("a[data-place]")) {
    if (anchor.dataset.place === name) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
}

/** Show how many things wait: `{held, alerts, plans}`, on every page. */
export function showCounts(found) {
  counts = found;
  for (const anchor of document.querySelectorAll("a[data-place]")) {
    replace(anchor.querySelector(".count"), countOf(anchor.dataset.place));
  }
}

/** Tell the frame what an overview says; returns the counts it shows. */
export function showFigures({ demo, writing, zone, held_by_reason: held, alerts_by_kind: alerts, plans_waiting: plans }) {
  useZone(zone);
  showStanding({ demo, writing });
  showCounts({ held: sum(held), alerts: sum(alerts), plans });
}

/** Say on every page whether the shop is written to: `on`, `stopped`, `erp_changed`, `waits_for_approval`. */
export function showStanding(found) {
  standing = { ...standing, ...found };
  showBanners();
}

/** Say that the server cannot be reached, or can again. */
export function showReach(ok) {
  if (ok === reached) return;
  reached = ok;
  showBanners();
}

function sum(found) {
  return Object.values(found).reduce((all, n) => all + n, 0);
}

function showBanners() {
  if (!given?.session) return replace(banners);
  banners.setAttribute("aria-label", t("banner.label"));
  return replace(
    banners,
    !reached && banner("offline", t("banner.offline")),
    standing.demo && banner("demo", t("banner.demo")),
    standing.writing === "stopped" && banner("stopped", t("banner.stopped"), "/settings", t("banner.stopped.go")),
    standing.writing === "erp_changed" && banner("stopped", t("banner.erp_changed"), "/settings", t("banner.stopped.go")),
    standing.writing === "waits_for_approval" && banner("waits", t("banner.waits"), "/plans", t("banner.waits.go")),
  );
}

function banner(kind, text, path, action) {
  const role = kind === "offline" ? "status" : null;
  return el("div", { class: `banner banner-${kind}`, role },
    el("span", {}, text), path && el("a", { href: `#${path}` }, action));
}

/** Return our mark and name. */
export function brand() {
  return el("a", { class: "brand", href: "#/overview" },
    svg("svg", { class: "mark", viewBox: "0 0 64 64", "aria-hidden": "true" },
      svg("rect", { width: 64, height: 64, rx: 14 }), svg("path", { d: "M14 25h29l-7-8M50 39H21l7 8" })), el("span", {}, "temu-jtl"));
}

function navigation() {
  return el("nav", { "aria-label": t("nav.label") },
    PLACES.map((group) => el("ul", {}, group.map((name) => el("li", {}, link(name))))));
}

function link(name) {
  const mark = name === here ? "page" : null;
  return el("a", { href: `#/${name}`, "data-place": name, "aria-current": mark },
    icon(name), el("span", { class: "word" }, t(`nav.${name}`)), el("span", { class: "count" }, countOf(name)));
}

function countOf(name) {
  const n = counts[name] ?? 0;
  return n > 0 ? [String(n > 999 ? "999+" : n), el("span", { class: "unseen" }, ` ${t("nav.waiting")}`)] : "";
}

function sideFoot() {
  const { session } = given;
  return el("div", { class: "side-foot" },
    session.shops.length > 1 && shopChoice(),
    el("button", { type: "button", class: "who", on: { click: openMenu } },
      icon("user"), el("span", { class: "word" }, t(`role.${session.role}`)), icon("more")));
}

/** Return the field that chooses the shop. */
export function shopChoice() {
  const { session, chooseShop } = given;
  const options = session.shops.map((shop) =>
    el("option", { value: shop.name, selected: shop.name === session.shop }, shop.name));
  return el("label", { class: "field" }, el("span", { class: "label" }, t("nav.shop")),
    el("select", { on: { change: (event) => chooseShop(event.target.value) } }, options));
}

function moreButton() {
  return el("button", { type: "button", on: { click: openMenu } },
    icon("more"), el("span", { class: "word" }, t("nav.more")));
}

async function openMenu() {
  const { openMenuDialog } = await import("./menu.js");
  const rest = PLACES.flat().filter((name) => !TABS.includes(name));
  openMenuDialog({ given, links: rest.map(link) });
}
