// Starts the app and shows the page that the address names; pages are loaded when they are needed.

import { Problem, connection, get, getKept, useShop } from "./core/api.js";
import { el, replace } from "./core/dom.js";
import { needTexts, onLanguageChange, startLanguage, t } from "./core/i18n.js";
import { markPlace, showFrame, showReach, startTheme } from "./core/shell.js";
import { useZone } from "./core/times.js";

const PAGES = {
  overview: () => import("./pages/overview.js"),
  orders: () => import("./pages/orders.js"),
  held: () => import("./pages/held.js"),
  stock: () => import("./pages/stock.js"),
  plans: () => import("./pages/plans.js"),
  alerts: () => import("./pages/alerts.js"),
  reconciliation: () => import("./pages/reconciliation.js"),
  settings: () => import("./pages/settings.js"),
  jobs: () => import("./pages/jobs.js"),
  runs: () => import("./pages/runs.js"),
  log: () => import("./pages/log.js"),
  diagnostics: () => import("./pages/diagnostics.js"),
  login: () => import("./pages/login.js"),
};
const FIRST = "overview";
/** Remembered until log-out: which shop was looked at last. */
const SHOP = "shop";
const BEEN_HERE = "been-here";

const main = document.getElementById("main");

/** Who is asking, and about which shop; empty while nobody is known. */
let session = null;
/** The overview that came with the beginning; its page takes it, once. */
let first = null;
let askedFor = `#/${FIRST}`;
let shown = { leave() {} };
let wanted = 0;

/** Go to a page of the app; a path such as `/jobs/temu_orders_sync`. */
function go(path) {
  location.hash = path;
}

/** Begin a session, if there is one; shows the page that was asked for. */
async function enter() {
  session = await known();
  if (session && place().name === "login") history.replaceState(null, "", askedFor);
  await showPage();
  if (!session) return;
  import("./core/installed.js").then((module) => module.startWorker());
  import("./core/standing.js").then((module) => module.watchStanding({ now: place().name !== FIRST, stillHere: () => session !== null }));
}

/** Begin the session that was opened just now. */
async function loggedIn() {
  localStorage.setItem(BEEN_HERE, "yes");
  await enter();
}

/** Forget who was here. */
function leave() {
  session = null;
  localStorage.removeItem(BEEN_HERE);
  askedFor = `#/${FIRST}`;
  useShop("");
  go("/login");
}

/** Look at another shop from now on. */
async function chooseShop(name) {
  localStorage.setItem(SHOP, name);
  await enter();
}

async function known() {
  // Who never logged in here need not be asked after.
  if (!localStorage.getItem(BEEN_HERE)) return null;
  useShop(localStorage.getItem(SHOP) ?? "");
  try {
    return of(place().name === FIRST ? await overviewFirst() : await get("/api/session"));
  } catch (problem) {
    if (problem.status === 401) return null;
    // Offline: what was kept can be shown, and nothing can be done.
    if (problem.status === 0) return of({ role: "viewer", shops: [] });
    throw problem;
  }
}

/** The overview says by itself who may do what: its first view needs no other request. */
async function overviewFirst() {
  try {
    first = await getKept("/api/overview");
    return first.body;
  } catch (problem) {
    // Several shops and none chosen, or one that is gone.
    if (!["several_shops", "unknown_shop"].includes(problem.code)) throw problem;
    return get("/api/session");
  }
}

function of({ role, shops, demo = false }) {
  const chosen = shops.find((one) => one.name === localStorage.getItem(SHOP)) ?? shops[0];
  useShop(shops.length > 1 ? chosen.name : "");
  useZone(chosen?.zone);
  return { role, shops, demo, shop: chosen?.name ?? "" };
}

function place() {
  const url = new URL(location.hash.slice(1) || `/${FIRST}`, location.origin);
  const [name, ...params] = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  return { name: name ?? FIRST, params, query: url.searchParams };
}

async function showPage({ moved = false } = {}) {
  const turn = ++wanted;
  const { name, params, query } = place();
  if (!session && name !== "login") {
    askedFor = location.hash || askedFor;
    return go("/login");
  }
  document.body.toggleAttribute("data-loading", true);
  let page;
  try {
    page = (await (PAGES[name] ?? (() => import("./pages/missing.js")))()).page;
    await Promise.all([page.texts ?? []].flat().map(needTexts));
  } catch {
    // The server was updated, or is away, and this part of the app was never loaded.
    page = { title: () => t("failed.title"), render: () => Promise.reject(new Problem({ type: "unreached" })) };
  }
  if (turn !== wanted) return undefined;
  shown.leave();
  shown = new Visit(page, params, query);
  showFrame({ session, go, leave, chooseShop });
  markPlace(name);
  await shown.show();
  document.body.toggleAttribute("data-loading", false);
  if (moved) shown.focus();
  return undefined;
}

/** One visit to a page: what it is given, and what ends with it. */
class Visit {
  constructor(page, params, query) {
    this.page = page;
    this.params = params;
    this.ending = new AbortController();
    this.heading = el("h1", { tabindex: "-1" });
    this.lead = el("div", { class: "lead" });
    this.actions = el("div", { class: "actions" });
    this.root = el("div", { class: "page-body" });
    this.context = {
      session,
      query,
      go,
      loggedIn,
      first: () => [first, (first = null)][0],
      mayChange: session?.role === "operator",
      signal: this.ending.signal,
      actions: this.actions,
      lead: (...parts) => replace(this.lead, parts),
      title: (text) => this.entitle(text),
      every: (seconds, work) => this.repeat(seconds, work),
    };
  }

  async show() {
    const { page, params, root } = this;
    this.entitle(page.title(params));
    document.body.dataset.view = page.bare ? "bare" : "framed";
    const head = el("header", { class: "page-head" }, el("div", {}, this.heading, this.lead), this.actions);
    replace(main, el("div", { class: `page ${page.wide ? "page-wide" : ""}` }, head, root));
    window.scrollTo(0, 0);
    try {
      this.cleanUp = await page.render(root, params, this.context);
      if (this.ending.signal.aborted) this.cleanUp?.();
    } catch (problem) {
      this.fail(problem);
    }
  }

  fail(problem) {
    if (this.ending.signal.aborted || problem.name === "AbortError") return;
    if (!(problem instanceof Problem)) console.error(problem);
    const again = el("button", { type: "button", class: "button", on: { click: () => showPage() } }, t("again"));
    const why = problem.detail || problem.message || t("unreached");
    replace(this.root, el("div", { class: "state state-failed", role: "alert" },
      el("strong", {}, t("failed.title")), el("p", {}, why), again));
  }

  /** Do work every so many seconds while somebody looks. */
  repeat(seconds, work) {
    const timer = setInterval(() => document.hidden || work(), seconds * 1000);
    this.ending.signal.addEventListener("abort", () => clearInterval(timer));
  }

  entitle(text) {
    replace(this.heading, text);
    document.title = `${text} · temu-jtl`;
  }

  focus() {
    this.heading.focus({ preventScroll: true });
  }

  leave() {
    this.ending.abort();
    this.cleanUp?.();
  }
}

connection.addEventListener("unauthorized", () => session && leave());
connection.addEventListener("reached", () => showReach(true));
connection.addEventListener("unreached", () => showReach(false));
window.addEventListener("hashchange", () => showPage({ moved: true }));
onLanguageChange(() => showPage());

startTheme();
await startLanguage();
await enter();
