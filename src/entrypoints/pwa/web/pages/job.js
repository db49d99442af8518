// One job: what it is for, how well it goes, when it is due, and what it did.

import { get } from "../core/api.js";
import { el, replace } from "../core/dom.js";
import { hasText, named, number, percent, t } from "../core/i18n.js";
import { dueMoment, duration, timeOf, moment } from "../core/times.js";
import { durationChart } from "../components/charts.js";
import { jobButtons, pause, resume } from "../components/job_actions.js";
import { bones, emptyState } from "../components/list_state.js";
import { ACTIVE, runBadge, runsTable } from "../components/runs_table.js";
import { dueText, reschedule } from "../components/schedule_dialog.js";

const RUNS_SHOWN = 50;
const AGAIN_EVERY_S = 5;
const WINDOWS = [24, 24 * 7, 24 * 30, 24 * 90];
const WINDOW = 24 * 7;

/** Show the job in `root`; throws a Problem when it cannot be read. */
export async function showJob(root, id, ctx) {
  const places = {
    figures: el("section", { class: "card" }),
    schedules: el("section", { class: "job-schedules" }),
    runs: el("section", { class: "job-runs" }),
  };
  replace(root, places.figures, places.schedules, places.runs);
  replace(places.figures, el("div", { class: "bone chart-bone" }));
  replace(places.schedules, bones(2));
  replace(places.runs, bones(6));
  const view = { id, ctx, places, hours: WINDOW, earlier: [] };
  await show(view);
  ctx.every(AGAIN_EVERY_S, () => show(view).catch(() => {}));
}

async function show(view) {
  const { id, ctx, places } = view;
  const [{ job, figures }, runs] = await Promise.all([
    get(`/api/jobs/${id}`, { window_hours: view.hours }, ctx),
    get("/api/runs", { job: id, limit: RUNS_SHOWN }, ctx),
  ]);
  if (ctx.signal.aborted) return;
  const again = () => show(view);
  keepFocus(places.figures, () => replace(places.figures, figuresPart(view, figures, runs.items)));
  keepFocus(places.schedules, () => replace(places.schedules, el("h2", {}, t("job.schedules")), schedulesPart(job, ctx, again)));
  keepFocus(places.runs, () => replace(places.runs, runsPart(view, runs)));
  const active = runs.items.find((run) => ACTIVE.includes(run.state));
  ctx.lead(hasText(`job.${id}.about`) ? t(`job.${id}.about`) : job.description,
    active && [" ", el("a", { href: `#/runs/${active.run_id}` }, runBadge(active.state))]);
  if (ctx.mayChange) {
    const paused = job.schedules.length > 0 && job.schedules.every((schedule) => schedule.paused);
    keepFocus(ctx.actions, () => replace(ctx.actions, jobButtons(job, { paused, go: ctx.go, done: again, primary: true })));
  }
}

function figuresPart(view, figures, runs) {
  const choose = (event) => {
    view.hours = Number(event.target.value);
    show(view).catch(() => {});
  };
  const none = figures.runs === 0;
  return [
    el("div", { class: "card-head" }, el("h2", {}, t("job.figures")),
      el("select", { id: "window", "aria-label": t("job.window"), class: "small-select", on: { change: choose } },
        WINDOWS.map((hours) => el("option", { value: hours, selected: hours === view.hours }, t(`job.window.${hours}`))))),
    el("dl", { class: "figures" },
      figure(t("job.success"), none ? "–" : percent(figures.success_rate), !none && figures.success_rate < 0.9 ? "bad" : ""),
      figure(t("job.runs"), number(figures.runs)),
      figure(t("job.average"), none ? "–" : duration(figures.average_s)),
      figure(t("job.maximum"), none ? "–" : duration(figures.maximum_s)),
      figure(t("job.retries"), number(figures.retries))),
    el("h3", {}, t("job.chart", { n: RUNS_SHOWN })),
    runs.some((run) => run.finished_at) ? durationChart(runs, { most: RUNS_SHOWN }) : emptyState(t("job.never")),
  ];
}

function figure(label, value, kind = "") {
  return el("div", {}, el("dt", {}, label), el("dd", { class: kind && `figure-${kind}` }, value));
}

function schedulesPart(job, ctx, again) {
  if (job.schedules.length === 0) return emptyState(t("job.unplanned"));
  return el("ul", { class: "schedules" }, job.schedules.map((schedule) => el("li", { class: "card schedule" },
    el("div", { class: "card-head" }, el("h3", {}, named("schedule.name", schedule.name)),
      schedule.paused && el("span", { class: "badge badge-warn" },
        schedule.paused_until ? t("job.paused.until", { time: moment(schedule.paused_until) }) : t("job.paused"))),
    el("p", {}, dueText(schedule), schedule.cron && el("span", { class: "quiet" }, ` · ${schedule.zone}`)),
    el("ol", { class: "next-times", "aria-label": t("schedule.next") }, schedule.next_times.map((at) => el("li", {}, timeOf(at, dueMoment)))),
    ctx.mayChange && el("div", { class: "actions" },
      button(`change-${schedule.name}`, t("schedule.change"), () => reschedule(job.id, schedule, again)),
      schedule.paused
        ? button(`resume-${schedule.name}`, t("jobs.resume"), () => resume(job.id, schedule.name, again))
        : button(`pause-${schedule.name}`, t("jobs.pause"), () => pause(job.id, schedule.name, again))))));
}

function button(id, text, act) {
  return el("button", { type: "button", class: "button", id, on: { click: act } }, text);
}

function runsPart(view, { items, next }) {
  const last = view.earlier.at(-1);
  const more = last ? last.next : next;
  const all = [...items, ...view.earlier.flatMap((part) => part.items)];
  const load = async (event) => {
    event.target.disabled = true;
    view.earlier.push(await get("/api/runs", { job: view.id, limit: RUNS_SHOWN, before: more }, view.ctx));
    replace(view.places.runs, runsPart(view, { items, next }));
  };
  return [el("h2", {}, t("job.history")),
    all.length === 0 ? emptyState(t("job.never")) : runsTable(all),
    more && el("button", { type: "button", class: "button more", id: "older-runs", on: { click: load } }, t("runs.older"))];
}

/** Draw anew without taking the focus from whoever is there. */
function keepFocus(place, draw) {
  const active = document.activeElement;
  const key = place.contains(active) && (active.id ? `#${CSS.escape(active.id)}` : active.getAttribute("href") && `a[href="${active.getAttribute("href")}"]`);
  if (place.querySelector("select:focus")) return;
  draw();
  if (key) place.querySelector(key)?.focus({ preventScroll: true });
}
