// Changes when a job is due; the next five times are shown before anything is saved.

import { post, search } from "../core/api.js";
import { el, replace } from "../core/dom.js";
import { named, t } from "../core/i18n.js";
import { notify } from "../core/notices.js";
import { dueMoment, timeOf } from "../core/times.js";
import { formDialog } from "./dialogs.js";
import { clearProblem, field, showProblem, valuesOf } from "./form.js";

const UNITS = { minutes: 60, hours: 3600, days: 86400 };
const LOOK_AFTER_MS = 350;

/** Return what a schedule says, for people. */
export function dueText({ cron, every_s: every }) {
  if (cron) return t("schedule.cron.is", { cron });
  const [unit, length] = Object.entries(UNITS).reverse().find(([, length]) => every % length === 0) ?? ["minutes", 60];
  return t(`schedule.every.${unit}`, { n: every / length });
}

/** Open the form for one schedule of a job. */
export async function reschedule(job, schedule, done) {
  const path = `/api/jobs/${job}/schedule`;
  const byInterval = schedule.every_s !== null;
  const [unit, length] = Object.entries(UNITS).reverse().find(([, size]) => byInterval && schedule.every_s % size === 0) ?? ["minutes", 60];
  const times = el("ol", { class: "next-times", "aria-live": "polite" });
  const interval = el("div", { class: "field-row", hidden: !byInterval },
    field("every", t("schedule.every"), { kind: "number", min: 1, step: 1, inputmode: "numeric", value: byInterval ? schedule.every_s / length : 15 }),
    field("unit", t("schedule.unit"), { kind: "select", value: unit, options: Object.keys(UNITS).map((each) => [each, t(`schedule.unit.${each}`)]) }));
  const cron = el("div", { hidden: byInterval },
    field("cron", t("schedule.cron"), { value: schedule.cron ?? "0 3 * * *", hint: t("schedule.cron.hint"), class: "mono", spellcheck: "false" }),
    field("zone", t("schedule.zone"), { value: schedule.zone, spellcheck: "false" }));
  const kind = (value, checked) => el("label", {}, el("input", { type: "radio", name: "kind", value, checked }), el("span", {}, t(`schedule.kind.${value}`)));

  const wish = (form) => {
    const values = valuesOf(form);
    return values.kind === "every"
      ? { name: schedule.name, every_s: Math.round(Number(values.every) * UNITS[values.unit]) }
      : { name: schedule.name, cron: values.cron.trim(), zone: values.zone.trim() };
  };

  const content = el("div", { class: "sheet-form" },
    el("fieldset", { class: "segments" }, el("legend", { class: "label" }, t("schedule.kind")),
      el("div", { class: "segment-row" }, kind("every", byInterval), kind("cron", !byInterval))),
    interval, cron,
    el("div", {}, el("h3", {}, t("schedule.next")), times));

  let later = 0;
  let turn = 0;
  const look = async () => {
    const form = content.closest("form");
    const mine = ++turn;
    const focused = document.activeElement;
    try {
      const found = await search(path, { ...wish(form), dry_run: true });
      if (mine !== turn) return;
      clearProblem(form);
      replace(times, found.next_times.map((at) => el("li", {}, timeOf(at, dueMoment))));
    } catch (problem) {
      if (mine !== turn) return;
      replace(times, el("li", { class: "quiet" }, "–"));
      showProblem(form, problem.field === "every_s" ? { ...problem, name: "Problem", detail: problem.detail, field: "every" } : problem);
      focused?.focus();
    }
  };
  content.addEventListener("input", (event) => {
    if (event.target.name === "kind") {
      interval.hidden = event.target.value !== "every";
      cron.hidden = event.target.value === "every";
    }
    clearTimeout(later);
    later = setTimeout(look, LOOK_AFTER_MS);
  });

  const saved = formDialog(t("schedule.title", { job: named("job", job), name: named("schedule.name", schedule.name) }), content, {
    action: t("save"),
    act: (form) => post(path, wish(form)),
  });
  look();
  if (!(await saved)) return;
  notify(t("schedule.saved"), { kind: "good" });
  done();
}
