// What an operator can do about a job: run it now, pause it, let it go on.

import { post } from "../core/api.js";
import { el, icon, replace } from "../core/dom.js";
import { hasText, named, t } from "../core/i18n.js";
import { notify } from "../core/notices.js";
import { fieldText, instantOf, now, zoneInUse } from "../core/times.js";
import { formDialog } from "./dialogs.js";
import { checkbox, field, valuesOf } from "./form.js";

/** Chosen by other means than this form: the name of a file that was sent in. */
const NOT_HERE = ["csv"];
const HOUR_MS = 3_600_000;

/** Return the buttons for a job; `done` is called after each change. */
export function jobButtons(job, { paused, go, done, primary = false }) {
  return [
    el("button", { type: "button", class: `button ${primary ? "button-primary" : ""}`, on: { click: () => runNow(job, go) } }, icon("play"), t("jobs.run")),
    paused
      ? el("button", { type: "button", class: "button", on: { click: () => resume(job.id, "", done) } }, icon("play"), t("jobs.resume"))
      : el("button", { type: "button", class: "button", on: { click: () => pause(job.id, "", done) } }, icon("pause"), t("jobs.pause")),
  ];
}

/** Ask for what may be chosen, run the job, and go to the run. */
export async function runNow(job, go) {
  const parameters = job.parameters.filter((parameter) => !NOT_HERE.includes(parameter.name));
  const fields = parameters.map(parameterField);
  const run = await formDialog(t("jobs.run.title", { job: named("job", job.id) }), [
    fields,
    checkbox("queue_behind", t("jobs.queue"), { hint: t("jobs.queue.hint") }),
  ], {
    action: t("jobs.run"),
    act: async (form) => {
      const { queue_behind, ...values } = valuesOf(form);
      try {
        return await post(`/api/jobs/${job.id}/run-now`, { parameters: chosen(parameters, values), queue_behind });
      } catch (problem) {
        if (problem.runId) showRunInTheWay(form, problem.runId);
        throw problem;
      }
    },
  });
  if (run) go(`/runs/${run.run_id}`);
}

/** Pause a job or one of its schedules, until a moment or until somebody lets it go on. */
export async function pause(job, name, done) {
  const soon = fieldText(now() + 2 * HOUR_MS);
  const until = field("until", t("jobs.pause.moment", { zone: zoneInUse() }), { kind: "datetime-local", value: soon, min: fieldText(now()), disabled: true });
  const choose = (event) => {
    until.querySelector("input").disabled = event.target.value !== "until";
  };
  const option = (value, checked) => el("label", { class: "choice-line" },
    el("input", { type: "radio", name: "how", value, checked, on: { change: choose } }), el("span", {}, t(`jobs.pause.${value}`)));
  const done_ = await formDialog(t("jobs.pause.title", { job: named("job", job) }), [
    el("p", { class: "quiet" }, t("jobs.pause.text")),
    el("fieldset", {}, el("legend", { class: "unseen" }, t("jobs.pause")), option("open", true), option("until", false)),
    until,
  ], {
    action: t("jobs.pause"),
    act: async (form) => {
      const values = valuesOf(form);
      return post(`/api/jobs/${job}/pause`, { ...(name && { name }), ...(values.until && { until: instantOf(values.until) }) });
    },
  });
  if (!done_) return;
  notify(t("jobs.paused.done"), { kind: "good" });
  done();
}

/** Let a job or one of its schedules go on. */
export async function resume(job, name, done) {
  const { notifyProblem } = await import("../core/notices.js");
  try {
    await post(`/api/jobs/${job}/resume`, name ? { name } : {});
    notify(t("jobs.resumed.done"), { kind: "good" });
    done();
  } catch (problem) {
    notifyProblem(problem);
  }
}

function parameterField(parameter) {
  const { name, kind } = parameter;
  const label = hasText(`param.${name}`) ? t(`param.${name}`) : name;
  const hint = hasText(`param.${name}.hint`) ? t(`param.${name}.hint`) : parameter.description;
  if (kind === "switch") return checkbox(name, label, { checked: parameter.default === true, hint });
  if (kind === "choice") {
    const open = parameter.default === null ? [["", t("jobs.any")]] : [];
    const options = [...open, ...parameter.choices.map((choice) => [choice, named("choice", choice)])];
    return field(name, label, { kind: "select", options, value: parameter.default ?? "", hint });
  }
  if (kind === "whole_number") {
    const range = parameter.most > 0 ? { min: parameter.least, max: parameter.most } : {};
    return field(name, label, { kind: "number", step: 1, inputmode: "numeric", ...range, value: parameter.default ?? "", hint });
  }
  const shape = { day: { kind: "date" }, names: { kind: "area", spellcheck: false } }[kind] ?? {};
  return field(name, label, { ...shape, value: parameter.default ?? "", hint });
}

/** Leave out what was left open, so that the job's own rules decide. */
function chosen(parameters, values) {
  const found = {};
  for (const { name, kind } of parameters) {
    const value = values[name];
    if (value === "" || value === undefined) continue;
    found[name] = kind === "whole_number" ? Number(value) : value;
  }
  return found;
}

function showRunInTheWay(form, runId) {
  const place = form.querySelector(".run-in-the-way") ?? form.insertBefore(el("p", { class: "run-in-the-way" }), form.lastElementChild);
  replace(place, el("a", { href: `#/runs/${runId}`, on: { click: () => form.closest("dialog").close() } }, t("jobs.other.run")));
}
