// All jobs with how they stand; one of them with its figures, schedules and history.

import { get } from "../core/api.js";
import { el, icon, replace } from "../core/dom.js";
import { hasText, named, t } from "../core/i18n.js";
import { countdown, moment, relativeTime } from "../core/times.js";
import { jobButtons } from "../components/job_actions.js";
import { bones, emptyState } from "../components/list_state.js";
import { showQueue } from "../components/queue.js";
import { runBadge } from "../components/runs_table.js";
import { showJob } from "./job.js";

const AGAIN_EVERY_S = 5;
const QUEUE_AGAIN_S = 20;

export const page = {
  texts: "jobs",
  title: ([job]) => (job ? named("job", job) : t("nav.jobs")),
  async render(root, [job], ctx) {
    if (job) return showJob(root, job, ctx);
    ctx.lead(t("jobs.lead"));
    const jobs = el("div", {}, bones(3));
    const queue = el("div", { class: "queue" });
    replace(root, jobs, queue);
    await Promise.all([showAll(jobs, ctx), showQueue(queue, ctx)]);
    ctx.every(AGAIN_EVERY_S, () => showAll(jobs, ctx).catch(() => {}));
    ctx.every(QUEUE_AGAIN_S, () => queue.contains(document.activeElement) || showQueue(queue, ctx, queue.querySelector(".what-next")?.textContent));
    return undefined;
  },
};

async function showAll(root, ctx) {
  const [{ items: jobs }, { items: standing }] = await Promise.all([get("/api/jobs", {}, ctx), get("/api/jobs/status", {}, ctx)]);
  if (ctx.signal.aborted || root.contains(document.activeElement) && root.querySelector(":focus-visible")) return;
  if (jobs.length === 0) return replace(root, emptyState(t("jobs.none")));
  return replace(root, el("ul", { class: "jobs" }, jobs.map((job) => {
    const status = standing.find((one) => one.id === job.id);
    return jobCard(job, status, ctx, () => showAll(root, ctx));
  })));
}

/** Return what a job is for, in the reader's language where we have it. */
export function aboutJob(job) {
  return hasText(`job.${job.id}.about`) ? t(`job.${job.id}.about`) : job.description;
}

function jobCard(job, status, ctx, done) {
  return el("li", { class: "card job-card" },
    el("div", { class: "job-head" },
      el("h2", {}, el("a", { href: `#/jobs/${job.id}` }, named("job", job.id), icon("right"))),
      status.state === "idle" ? null : el("a", { href: `#/runs/${status.run_id}` }, runBadge(status.state))),
    el("p", { class: "quiet" }, aboutJob(job)),
    el("dl", { class: "job-facts" },
      fact(t("jobs.last"), status.last_finished_at
        ? el("a", { href: `#/runs/${status.last_run_id}` }, runBadge(status.last_state), " ", relativeTime(status.last_finished_at))
        : t("job.never")),
      fact(t("jobs.next"), nextOf(status))),
    status.last_error && el("p", { class: "job-error" }, status.last_error),
    ctx.mayChange && el("div", { class: "actions" }, jobButtons(job, { paused: status.paused, go: ctx.go, done })));
}

/** Return when a job is due next, or that it is paused. */
export function nextOf(status) {
  if (status.paused) return status.paused_until ? t("job.paused.until", { time: moment(status.paused_until) }) : t("job.paused");
  return status.next_due ? relativeTime(status.next_due, countdown) : t("job.unplanned");
}

function fact(label, ...value) {
  return el("div", {}, el("dt", {}, label), el("dd", {}, value));
}
