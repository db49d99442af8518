// Taking named orders, or those of some days, again or for the first time.

import { Problem, post } from "../core/api.js";
import { el } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { fieldText, now } from "../core/times.js";
import { formDialog } from "./dialogs.js";
import { checkbox, field, valuesOf } from "./form.js";
import { saidPlainly } from "./words.js";

const JOB = "/api/jobs/temu_orders_sync/run-now";
const DAY_MS = 86_400_000;

/** Ask which orders, have them taken, and go to the run; `numbers` stand in the form already. */
export async function ask(go, numbers = []) {
  const today = fieldText(now()).slice(0, 10);
  const weekAgo = fieldText(now() - 7 * DAY_MS).slice(0, 10);
  const fields = {
    numbers: [field("numbers", t("backfill.numbers"), { kind: "area", required: true, spellcheck: false, value: numbers.join("\n"), hint: t("backfill.numbers.hint") })],
    days: [
      field("placed_from", t("backfill.from"), { kind: "date", required: true, max: today, value: weekAgo }),
      field("placed_to", t("backfill.to"), { kind: "date", required: true, max: today, value: today, hint: t("backfill.days.hint") }),
    ],
  };
  const choose = (chosen) => Object.entries(fields).forEach(([how, controls]) => controls.forEach((one) => {
    one.hidden = how !== chosen;
    one.querySelector("input, textarea").disabled = how !== chosen;
  }));
  choose("numbers");
  const option = (how, checked) => el("label", { class: "choice-line" },
    el("input", { type: "radio", name: "how", value: how, checked, on: { change: () => choose(how) } }), el("span", {}, t(`backfill.by.${how}`)));
  const run = await formDialog(t("backfill.title"), [
    el("p", { class: "quiet" }, t("backfill.text")),
    el("fieldset", {}, el("legend", { class: "unseen" }, t("backfill.which")), option("numbers", true), option("days", false)),
    fields.numbers, fields.days,
    checkbox("dry_run", t("file.dry"), { hint: t("file.dry.hint") }),
  ], { action: t("backfill.send"), act: take });
  if (run) go(`/runs/${run.run_id}`);
}

async function take(form) {
  const { how: _how, ...parameters } = valuesOf(form);
  try {
    return await post(JOB, { parameters, queue_behind: true });
  } catch (problem) {
    if (problem instanceof Problem) throw new Problem({ detail: saidPlainly(problem.detail), field: problem.field, status: problem.status });
    throw problem;
  }
}
