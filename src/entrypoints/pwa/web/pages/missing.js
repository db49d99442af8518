// An address that leads nowhere.

import { el } from "../core/dom.js";
import { t } from "../core/i18n.js";

export const page = {
  title: () => t("missing.title"),
  render(root) {
    root.append(el("div", { class: "state" }, el("p", {}, t("missing.text")),
      el("a", { class: "button", href: "#/overview" }, t("nav.overview"))));
  },
};
