// Trades a token for a session.

import { post } from "../core/api.js";
import { el, replace } from "../core/dom.js";
import { chooseLanguage, language, t } from "../core/i18n.js";
import { brand } from "../core/shell.js";

export const page = {
  bare: true,
  title: () => t("login.title"),
  render(root, _params, ctx) {
    const token = el("input", {
      id: "token", name: "token", type: "password", autocomplete: "current-password", required: true,
      maxlength: "200", spellcheck: "false", autocapitalize: "none", "aria-describedby": "token-hint token-error",
    });
    const error = el("p", { class: "field-error", id: "token-error", role: "alert" });
    const button = el("button", { class: "button button-primary", type: "submit" }, t("login.enter"));
    const form = el("form", { class: "login", on: { submit: (event) => logIn(event, { token, error, button, ctx }) } },
      el("div", { class: "field" }, el("label", { class: "label", for: "token" }, t("login.token")), token,
        el("p", { class: "hint", id: "token-hint" }, t("login.hint")), error),
      button);
    const other = language() === "de" ? ["en", "English"] : ["de", "Deutsch"];
    ctx.lead(brand());
    replace(root, form,
      el("p", { class: "login-foot" },
        el("button", { type: "button", class: "link", lang: other[0], on: { click: () => chooseLanguage(other[0]) } }, other[1])));
    token.focus();
  },
};

async function logIn(event, { token, error, button, ctx }) {
  event.preventDefault();
  button.disabled = true;
  replace(error);
  try {
    await post("/api/session", { token: token.value.trim() });
    await ctx.loggedIn();
  } catch (problem) {
    replace(error, problem.status === 401 ? t("login.wrong") : problem.detail || t("unreached"));
    token.setAttribute("aria-invalid", "true");
    token.select();
  } finally {
    button.disabled = false;
  }
}
