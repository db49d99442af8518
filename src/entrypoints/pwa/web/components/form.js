// Fields with label, hint and error; the server's `field` says which one is at fault.

import { el, replace } from "../core/dom.js";
import { t } from "../core/i18n.js";

/**
 * Return a field; `name` is its name on the wire.
 *
 * `kind` is an input's type, or `select` with `options` of `[value, text]`, or
 * `area`. Other properties go to the control itself.
 */
export function field(name, label, { kind = "text", hint = "", options = [], value = "", ...properties } = {}) {
  const id = `field-${name}-${++made}`;
  const described = `${id}-hint ${id}-error`;
  const all = { id, name, "aria-describedby": described, ...properties };
  const control =
    kind === "select" ? el("select", all, options.map(([each, text]) => el("option", { value: each, selected: each === value }, text)))
    : kind === "area" ? el("textarea", { rows: 3, ...all, value })
    : el("input", { type: kind, autocomplete: "off", ...all, value });
  return el("div", { class: "field", "data-field": name },
    el("label", { class: "label", for: id }, label), control,
    el("p", { class: "hint", id: `${id}-hint`, hidden: !hint }, hint),
    el("p", { class: "field-error", id: `${id}-error` }));
}

/** Return a switch with its words. */
export function checkbox(name, label, { checked = false, hint = "" } = {}) {
  return el("div", { class: "field", "data-field": name },
    el("label", { class: "choice-line" }, el("input", { type: "checkbox", name, checked }), el("span", {}, label)),
    hint && el("p", { class: "hint" }, hint), el("p", { class: "field-error" }));
}

/** Return the values of a form by name; switches are true or false. */
export function valuesOf(form) {
  const values = {};
  for (const control of form.elements) {
    if (!control.name || control.disabled) continue;
    if (control.type === "checkbox") values[control.name] = control.checked;
    else if (control.type !== "radio" || control.checked) values[control.name] = control.value;
  }
  return values;
}

/** Remove what was said about an earlier try. */
export function clearProblem(form) {
  for (const place of form.querySelectorAll(".field-error, .form-error")) replace(place);
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
}

/** Say what went wrong at the field at fault, else at the form's end; the focus goes there. */
export function showProblem(form, problem) {
  if (problem.name === "AbortError") return;
  const text = problem.detail || problem.message || t("unreached");
  const last = problem.field?.split(".").pop();
  const place = last && form.querySelector(`[data-field="${CSS.escape(last)}"]`);
  const control = place?.querySelector("input, select, textarea");
  if (control) {
    replace(place.querySelector(".field-error"), text);
    control.setAttribute("aria-invalid", "true");
    control.focus();
  } else {
    const end = form.querySelector(".form-error") ?? form.appendChild(el("p", { class: "form-error field-error", role: "alert" }));
    replace(end, text);
  }
}

let made = 0;
