// The queue between processes, where there is one: who works on it, and what nobody could do.

import { get, post } from "../core/api.js";
import { badge, el, replace } from "../core/dom.js";
import { named, number, t } from "../core/i18n.js";
import { exactMoment, timeOf } from "../core/times.js";
import { confirmed } from "./dialogs.js";
import { failedState } from "./list_state.js";
import { section } from "./section.js";
import { table } from "./table.js";
import { words } from "./words.js";

/** Show the queue in *place*; nothing where one process does everything. */
export async function showQueue(place, ctx, said = "") {
  try {
    await show(place, ctx, said);
  } catch (problem) {
    if (ctx.signal.aborted) return;
    replace(place, section(t("queue.title"), t("queue.text"), null, failedState(problem, () => showQueue(place, ctx))));
  }
}

async function show(place, ctx, said) {
  const queue = await get("/api/queue", {}, ctx);
  if (!queue.broker || ctx.signal.aborted) return replace(place);
  const dead = queue.dead > 0 && ctx.mayChange ? (await get("/api/queue/dead", {}, ctx)).items : [];
  if (ctx.signal.aborted) return undefined;
  return replace(place, section(t("queue.title"), t("queue.text"), null,
    el("p", {}, standing(queue)),
    el("dl", { class: "figures" }, figure("queue.workers", queue.workers), figure("queue.waiting", queue.waiting),
      figure("queue.delayed", queue.delayed), figure("queue.dead", queue.dead)),
    el("div", { role: "status" }, said && el("p", { class: "what-next" }, said)),
    dead.length > 0 && deadMessages(dead, place, ctx)));
}

function standing({ workers, dead }) {
  if (workers === 0) return badge("bad", t("queue.nobody"));
  return dead > 0 ? badge("warn", t("queue.some_dead", { n: dead })) : badge("good", t("queue.fine"));
}

function figure(label, value) {
  return el("div", {}, el("dt", {}, t(label)), el("dd", {}, number(value)));
}

function deadMessages(items, place, ctx) {
  const failure = el("p", { class: "field-error", role: "alert" });
  const act = (path, body, say, ask) => async (event) => {
    const button = event.currentTarget;
    if (!(await confirmed(t(`${ask}.ask`), t(`${ask}.text`), { action: t(ask), danger: ask === "queue.forget" }))) return;
    button.disabled = true;
    try {
      const answer = await post(path, body);
      await showQueue(place, ctx, say(answer));
    } catch (problem) {
      button.disabled = false;
      replace(failure, problem.detail || t("unreached"));
    }
  };
  const again = act("/api/queue/dead/redrive", {},
    ({ sent, put_away: over }) => t("queue.redriven", { n: sent.length, over: over.length }), "queue.redrive");
  const forget = act("/api/queue/dead/purge", { older_than_hours: 0 },
    ({ forgotten: n }) => t("queue.forgotten", { n }), "queue.forget");
  return el("div", {},
    el("div", { class: "actions" },
      el("button", { type: "button", class: "button button-primary", on: { click: again } }, t("queue.redrive")),
      el("button", { type: "button", class: "button", on: { click: forget } }, t("queue.forget"))),
    failure,
    table(columns(), items, { caption: t("queue.dead") }));
}

function columns() {
  return [
    { label: t("queue.job"), main: true, cell: ({ job }) => named("job", job) },
    { label: t("queue.shop"), cell: ({ shop }) => shop },
    { label: t("queue.died"), cell: ({ died_at: at }) => timeOf(at, exactMoment) },
    { label: t("queue.why"), cell: ({ why }) => words(why) },
    { label: t("queue.run"), cell: ({ run_id: run }) => el("a", { href: `#/runs/${encodeURIComponent(run)}` }, t("queue.look")) },
  ];
}
