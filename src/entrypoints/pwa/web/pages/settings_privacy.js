// What is held of buyers, why, and erasing what was kept long enough.

import { get, post } from "../core/api.js";
import { el, replace } from "../core/dom.js";
import { named, number, t } from "../core/i18n.js";
import { exactMoment, timeOf } from "../core/times.js";
import { confirmed } from "../components/dialogs.js";
import { listState } from "../components/list_state.js";
import { section } from "../components/section.js";
import { table } from "../components/table.js";

/** Answers to programs belong to no shop and go by a clock of their own. */
const OF_PROGRAMS = "answered_requests";

/** How long each kind is kept, by the report's name for it. */
const DAYS = {
  addresses: "finished_orders_days", documents: "finished_orders_days", archived_files: "finished_orders_days",
  raw_answers: "raw_answers_days", plans: "plans_days", answered_requests: "answered_requests_days",
};

/** Return the part about buyers' data. */
export function privacy(ctx) {
  const place = el("div", {});
  const said = el("div", { role: "status" });
  const say = (text) => replace(said, el("p", { class: "what-next" }, text));
  const load = listState(place, {
    load: () => get("/api/privacy", {}, ctx),
    show: (report) => table(columns(report), report.items, { caption: t("privacy.title") }),
    empty: () => [el("strong", {}, t("privacy.nothing"))],
    rows: 4,
    signal: ctx.signal,
  });
  const erase = async (event) => {
    const button = event.currentTarget;
    if (!(await confirmed(t("privacy.erase.ask"), t("privacy.erase.text"), { action: t("privacy.erase"), danger: true }))) return;
    button.disabled = true;
    try {
      const { orders: n } = await post("/api/privacy/erase");
      say(n > 0 ? t("privacy.erased", { n }) : t("privacy.erased.none"));
      await load();
    } catch (problem) {
      say(problem.detail || t("unreached"));
    } finally {
      button.disabled = false;
    }
  };
  const button = ctx.mayChange && el("button", { type: "button", class: "button", on: { click: erase } }, t("privacy.erase"));
  return { element: section(t("privacy.title"), t("privacy.text"), button, said, place), load };
}

function columns(report) {
  return [
    { label: t("privacy.what"), main: true, cell: ({ kind }) => named("personal", kind) },
    { label: t("privacy.count"), number: true, cell: ({ count }) => number(count) },
    { label: t("privacy.oldest"), cell: ({ oldest }) => (oldest ? timeOf(oldest, exactMoment) : "–") },
    { label: t("privacy.why"), cell: ({ kind, why }) => t(kind === OF_PROGRAMS ? `kept.${kind}.${why}` : `kept.${why}`) },
    { label: t("privacy.days"), cell: ({ kind }) => t("privacy.days.of", { n: report[DAYS[kind]] }) },
  ];
}
