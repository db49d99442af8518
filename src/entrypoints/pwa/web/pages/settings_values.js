// What the server read when it started.

import { get } from "../core/api.js";
import { badge, el, replace } from "../core/dom.js";
import { number, t } from "../core/i18n.js";
import { listState } from "../components/list_state.js";
import { searchField } from "../components/search_bar.js";
import { section } from "../components/section.js";

/** Return the part about settings. */
export function values(ctx) {
  const place = el("div", {});
  const load = listState(place, {
    load: () => get("/api/settings", {}, ctx),
    show: ({ items }) => searchable(items),
    empty: () => t("set.nothing"),
    rows: 6,
    signal: ctx.signal,
  });
  return { element: section(t("set.title"), t("set.text"), null, place), load };
}

function searchable(items) {
  const list = el("div", { class: "set-list" });
  const draw = (text) => {
    const wanted = text.trim().toLowerCase();
    const found = items.filter(({ path }) => path.toLowerCase().includes(wanted));
    replace(list, found.length === 0 ? el("p", { class: "quiet", role: "status" }, t("set.nothing")) : groups(found, wanted !== ""));
  };
  draw("");
  return [searchField({ label: t("set.search"), hint: t("set.search"), text: "", changed: draw }), list];
}

/** Return the tables of the settings file; all are open while somebody searches. */
function groups(items, open) {
  const byTable = Map.groupBy(items, ({ path }) => (path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : ""));
  return [...byTable].map(([name, found]) => el("details", { class: "set-group", open },
    el("summary", {}, name === "" ? t("set.general") : el("span", { class: "mono" }, name), el("span", { class: "quiet" }, ` ${number(found.length)}`)),
    el("dl", { class: "settings" }, found.map((setting) =>
      el("div", {}, el("dt", { class: "mono" }, setting.path.slice(name === "" ? 0 : name.length + 1)), el("dd", {}, said(setting)))))));
}

function said({ path, value, secret }) {
  if (secret && value === "missing" && path === "database_url") return t("set.sqlite");
  if (secret) return badge(value === "set" ? "good" : "warn", t(`set.secret.${value}`));
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return el("span", { class: "quiet" }, t("set.none"));
  if (value === true || value === false) return t(`set.${value}`);
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "number" ? number(value, { useGrouping: false }) : value;
}
