// One run: how it stands, what its steps did, what it changed outside, and what it says.

import { get, post } from "../core/api.js";
import { badge, el, icon, replace } from "../core/dom.js";
import { hasText, named, number, t } from "../core/i18n.js";
import { notify, notifyProblem } from "../core/notices.js";
import { dueMoment, duration, now, relativeTime, timeOf } from "../core/times.js";
import { bones, emptyState } from "../components/list_state.js";
import { logView } from "../components/log_view.js";
import { ACTIVE, asker, choicesOf, runBadge } from "../components/runs_table.js";
import { table } from "../components/table.js";

const AGAIN_EVERY_S = 2;
const OUTCOMES = { accepted: "good", refused: "bad", unknown: "warn", open: "live", not_sent: "plain" };
const WRITES_SHOWN = 1000;

/** Show the run in `root` and follow it to its end. */
export async function showRun(root, id, ctx) {
  const places = {
    facts: el("section", { class: "card" }),
    error: el("div", { class: "run-error" }),
    steps: el("section", {}),
    outside: el("section", {}),
    log: el("section", { class: "run-log" }),
  };
  replace(places.facts, el("div", { class: "bone facts-bone" }));
  replace(places.steps, bones(4));
  replace(root, places.facts, places.error, places.steps, places.outside, places.log);
  const view = { id, ctx, places, run: null, writes: null };
  await show(view);
  replace(places.log, el("h2", {}, t("run.log")), logView({ filter: { run_id: id }, ctx, height: "short" }));
  ctx.every(AGAIN_EVERY_S, () => ACTIVE.includes(view.run.state) && show(view).catch(() => {}));
}

async function show(view) {
  const { places, ctx } = view;
  const run = await get(`/api/runs/${view.id}`, {}, ctx);
  if (ctx.signal.aborted) return;
  const ended = view.run && ACTIVE.includes(view.run.state) && !ACTIVE.includes(run.state);
  view.run = run;
  ctx.title(t("run.title.of", { job: named("job", run.job) }));
  ctx.lead(runBadge(run.state), run.cancel_requested && ACTIVE.includes(run.state) ? ` · ${t("run.cancelling")}` : null);
  replace(ctx.actions, ctx.mayChange && actionsOf(view));
  replace(places.facts, factsOf(run));
  replace(places.error, run.error && el("div", { class: "state state-failed" }, el("strong", {}, t("run.error")), el("p", {}, run.error)));
  replace(places.steps, el("h2", {}, t("run.steps")), stepsOf(run));
  replace(places.outside, el("h2", {}, t("run.outside")), outsideOf(view));
  if (ended) notify(t("run.ended", { state: named("run", run.state) }), { kind: run.state === "success" ? "good" : "plain" });
}

function actionsOf(view) {
  const act = (what, done) => async (event) => {
    event.currentTarget.disabled = true;
    try {
      done(await post(`/api/runs/${view.id}/${what}`));
    } catch (problem) {
      notifyProblem(problem);
    }
    await show(view).catch(() => {});
  };
  return ACTIVE.includes(view.run.state)
    ? el("button", { type: "button", class: "button button-danger", disabled: view.run.cancel_requested,
        on: { click: act("cancel", () => notify(t("run.cancelled.done"))) } }, icon("stop"), t("run.cancel"))
    : el("button", { type: "button", class: "button", on: { click: act("retry", (run) => view.ctx.go(`/runs/${run.run_id}`)) } },
        icon("jobs"), t("run.retry"));
}

function factsOf(run) {
  const took = run.duration_s ?? (run.started_at && run.state === "running" ? (now() - Date.parse(run.started_at)) / 1000 : null);
  return el("dl", { class: "figures" },
    fact(t("run.started"), run.started_at ? timeOf(run.started_at, dueMoment) : "–"),
    fact(t("runs.took"), duration(took)),
    fact(t("runs.by"), asker(run.requested_by)),
    fact(t("runs.choices"), choicesOf(run.parameters) || "–"),
    run.attempt > 1 && fact(t("run.attempt"), number(run.attempt)),
    run.waiting_until && fact(t("run.waits"), relativeTime(run.waiting_until), run.waiting_why && ` · ${run.waiting_why}`));
}

function fact(label, ...value) {
  return el("div", {}, el("dt", {}, label), el("dd", {}, value));
}

function stepsOf(run) {
  if (run.steps.length === 0) return emptyState(ACTIVE.includes(run.state) ? t("run.steps.later") : t("run.steps.none"));
  return table([
    { label: t("run.step"), main: true, cell: (step) => `${step.number} · ${hasText(`step.${step.name}`) ? t(`step.${step.name}`) : step.name}` },
    { label: t("run.counts"), cell: (step) => countsOf(step.counts) },
    { label: t("runs.took"), number: true, cell: (step) => duration(step.duration_s) },
  ], run.steps, { caption: t("run.steps") });
}

function countsOf(counts) {
  const found = Object.entries(counts);
  if (found.length === 0) return el("span", { class: "quiet" }, t("run.counts.none"));
  return el("ul", { class: "counts" }, found.map(([name, n]) => el("li", {}, el("strong", {}, number(n)), ` ${named("count", name)}`)));
}

function outsideOf(view) {
  const found = view.run.changed_outside;
  if (found.length === 0) return emptyState(view.run.parameters.dry_run ? t("run.outside.dry") : t("run.outside.none"));
  const place = el("div", {});
  const load = async () => {
    if (place.hasChildNodes()) return;
    replace(place, bones(3));
    const { items } = await get(`/api/runs/${view.id}/writes`, { limit: WRITES_SHOWN }, view.ctx);
    replace(place, writesTable(items), items.length === WRITES_SHOWN && el("p", { class: "quiet" }, t("run.writes.more", { n: WRITES_SHOWN })));
  };
  return [
    el("ul", { class: "card rows outside" }, found.map((one) => el("li", {},
      el("span", {}, named("write", one.kind)), badge(OUTCOMES[one.outcome] ?? "plain", named("outcome", one.outcome)),
      el("span", { class: "number" }, number(one.count))))),
    el("details", { class: "writes", on: { toggle: (event) => event.target.open && load().catch(notifyProblem) } },
      el("summary", {}, t("run.writes")), place),
  ];
}

function writesTable(items) {
  return table([
    { label: t("run.write.subject"), main: true, cell: (write) => write.subject },
    { label: t("run.write.kind"), cell: (write) => named("write", write.kind) },
    { label: t("run.write.summary"), cell: (write) => write.summary },
    { label: t("run.write.outcome"), cell: (write) => badge(OUTCOMES[write.outcome] ?? "plain", named("outcome", write.outcome)) },
    { label: t("run.write.evidence"), cell: (write) => write.evidence },
  ], items, { caption: t("run.writes") });
}
