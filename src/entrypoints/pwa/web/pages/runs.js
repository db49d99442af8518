// What was run, newest first; one run with its steps, its log, and what it changed outside.

import { get } from "../core/api.js";
import { el, replace } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { listState } from "../components/list_state.js";
import { runsTable } from "../components/runs_table.js";
import { showRun } from "./run.js";

const AT_ONCE = 50;

export const page = {
  texts: ["jobs", "log"],
  title: ([run]) => (run ? t("run.title") : t("runs.title")),
  async render(root, [run], ctx) {
    if (run) return showRun(root, run, ctx);
    const place = el("div", {});
    replace(root, place);
    const pages = [];
    const again = listState(place, {
      signal: ctx.signal,
      load: () => get("/api/runs", { limit: AT_ONCE, state: ctx.query.getAll("state"), job: ctx.query.get("job") ?? "" }, ctx),
      isEmpty: (found) => found.items.length === 0,
      empty: () => t("job.never"),
      show: (found) => [runsTable([...found.items, ...pages.flatMap((part) => part.items)], { withJob: true }), older(pages, found, again, ctx)],
    });
    await again();
    return undefined;
  },
};

function older(pages, found, again, ctx) {
  const next = pages.length ? pages.at(-1).next : found.next;
  const load = async () => {
    pages.push(await get("/api/runs", { limit: AT_ONCE, before: next, state: ctx.query.getAll("state"), job: ctx.query.get("job") ?? "" }, ctx));
    await again();
  };
  return next && el("button", { type: "button", class: "button more", on: { click: load } }, t("runs.older"));
}
