// A file of orders that was exported in the Seller Center: chosen or dropped, sent, taken by a run.

import { Problem } from "../core/api.js";
import { el, replace } from "../core/dom.js";
import { percent, t } from "../core/i18n.js";
import { upload } from "../core/upload.js";
import { formDialog } from "./dialogs.js";
import { checkbox, field, valuesOf } from "./form.js";
import { saidPlainly } from "./words.js";

const MOST_MIB = 32;
/** A file that cannot be read is refused at once; longer work is followed on its own page. */
const WAIT_S = 10;

/** Ask for the file, send it, and go to its run. */
export async function ask(go) {
  const place = el("div", { class: "file-progress", role: "status" });
  const run = await formDialog(t("file.title"), [
    el("p", { class: "quiet" }, t("file.text")),
    dropPlace(field("file", t("file.field"), { kind: "file", accept: ".csv,text/csv", required: true, hint: t("file.hint", { n: MOST_MIB }) })),
    checkbox("dry_run", t("file.dry"), { hint: t("file.dry.hint") }),
    place,
  ], { action: t("file.send"), act: (form) => send(form, place) });
  if (run) go(`/runs/${run.run_id}`);
}

async function send(form, place) {
  const [file] = form.elements.file.files;
  if (file.size > MOST_MIB * 2 ** 20) throw atFault(t("file.large", { n: MOST_MIB }));
  const ending = new AbortController();
  form.closest("dialog").addEventListener("close", () => ending.abort());
  try {
    const run = await upload("/api/orders/csv", file, {
      query: { wait: WAIT_S, dry_run: valuesOf(form).dry_run },
      told: (share) => showProgress(place, share),
      signal: ending.signal,
    });
    if (run?.error_code === "order_file") throw atFault(saidPlainly(run.error));
    return run;
  } catch (problem) {
    throw problem.code === "order_file" ? atFault(saidPlainly(problem.detail)) : problem;
  } finally {
    replace(place);
  }
}

function atFault(detail) {
  return new Problem({ detail, field: "file" });
}

function showProgress(place, share) {
  const text = share < 1 ? t("file.sending", { share: percent(share) }) : t("file.reading");
  replace(place, el("progress", { max: 1, value: share, "aria-label": t("file.progress") }), el("span", { class: "hint" }, text));
}

/** A file may be dropped on its field, too. */
function dropPlace(element) {
  const input = element.querySelector("input");
  const over = (yes) => (event) => {
    event.preventDefault();
    element.classList.toggle("is-over", yes);
  };
  element.classList.add("drop-place");
  element.addEventListener("dragover", over(true));
  element.addEventListener("dragleave", over(false));
  element.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
  });
  return element;
}
