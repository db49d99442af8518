// Settings: the stop switch, carriers, connections, buyers' data, who may come in, and what is set.

import { el, replace } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { carriers } from "./settings_carriers.js";
import { connections } from "./settings_connections.js";
import { privacy } from "./settings_privacy.js";
import { tokens } from "./settings_tokens.js";
import { values } from "./settings_values.js";
import { writing } from "./settings_writing.js";

export const page = {
  texts: "settings",
  title: () => t("settings.title"),
  async render(root, _params, ctx) {
    ctx.lead(t(ctx.mayChange ? "settings.lead" : "settings.viewer"));
    const parts = ctx.mayChange ? [writing, carriers, connections, privacy, tokens, values] : [writing, carriers, privacy];
    const made = parts.map((part) => part(ctx));
    replace(root, made.map((one) => one.element));
    await Promise.all(made.map((one) => one.load?.()));
  },
};
