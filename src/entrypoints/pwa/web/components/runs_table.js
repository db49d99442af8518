// Runs as a table: newest first, as much as was loaded.

import { badge, el } from "../core/dom.js";
import { hasText, named, t } from "../core/i18n.js";
import { duration, timeOf } from "../core/times.js";
import { table } from "./table.js";

const KINDS = { running: "live", queued: "live", waiting: "warn", success: "good", partial: "warn", failed: "bad", timed_out: "bad", abandoned: "bad" };
/** States in which a run still may change. */
export const ACTIVE = ["queued", "waiting", "running"];

/** Return a run's state as a badge; `idle` too. */
export function runBadge(state) {
  return badge(KINDS[state] ?? "plain", named("run", state));
}

/** Return who or what asked for a run, as people say it. */
export function asker(text) {
  const [kind, name = ""] = text.split(/:(.*)/s);
  const said = kind === "scheduler" ? named("schedule.name", name) : name;
  return hasText(`asker.${kind}`) ? t(`asker.${kind}`, { name: said }) : text;
}

/** Return the choices of a run that differ from none, in a few words. */
export function choicesOf(parameters) {
  return Object.entries(parameters)
    .filter(([, value]) => value !== null && value !== false && value !== "")
    .map(([name, value]) => (value === true ? named("param", name) : `${named("param", name)}: ${named("choice", value)}`))
    .join(", ");
}

/** Return the table; `withJob` adds the column that says which job it was. */
export function runsTable(runs, { withJob = false } = {}) {
  return table([
    { label: t("runs.when"), main: true, cell: (run) => el("a", { href: `#/runs/${run.run_id}` }, timeOf(run.started_at ?? run.requested_at)) },
    ...(withJob ? [{ label: t("runs.job"), cell: (run) => named("job", run.job) }] : []),
    { label: t("runs.state"), cell: (run) => runBadge(run.state) },
    { label: t("runs.choices"), cell: (run) => choicesOf(run.parameters) || "–" },
    { label: t("runs.by"), cell: (run) => asker(run.requested_by) },
    { label: t("runs.took"), number: true, cell: (run) => duration(run.duration_s) },
  ], runs, { caption: t("runs.caption") });
}
