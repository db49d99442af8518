// Questions and forms in native dialogs; the focus goes back where it was.

import { el, icon } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { clearProblem, showProblem } from "./form.js";

let made = 0;

/** Ask whether something shall be done; resolves to true or false. `danger` warns by its colour. */
export async function confirmed(title, text, { action, danger = false }) {
  const done = await formDialog(title, [el("p", {}, text)], { action, danger, act: () => true });
  return done === true;
}

/**
 * Show a form in a dialog.
 *
 * `act(form)` does what the form is for; a Problem it throws is shown at its
 * field and the dialog stays. Resolves to what `act` returned, or to undefined
 * when the dialog was closed without.
 */
export function formDialog(title, content, { action, danger = false, act }) {
  const id = `dialog-${++made}`;
  const before = document.activeElement;
  const enter = el("button", { type: "submit", class: `button ${danger ? "button-danger" : "button-primary"}` }, action);
  const form = el("form", { class: "sheet-form", novalidate: true }, content,
    el("p", { class: "form-error field-error", role: "alert" }),
    el("div", { class: "sheet-foot" },
      el("button", { type: "button", class: "button", on: { click: () => dialog.close() } }, t("cancel")), enter));
  const dialog = el("dialog", { class: "sheet", "aria-labelledby": id },
    el("header", { class: "sheet-head" }, el("h2", { id }, title),
      el("button", { type: "button", class: "icon-button", "aria-label": t("close"), on: { click: () => dialog.close() } }, icon("close"))),
    form);
  let result;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    clearProblem(form);
    enter.disabled = true;
    try {
      result = await act(form);
      dialog.close();
    } catch (problem) {
      if (problem.name !== "Problem") console.error(problem);
      showProblem(form, problem);
    } finally {
      enter.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(result);
    });
  });
}
