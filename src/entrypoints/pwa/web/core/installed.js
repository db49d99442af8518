// The app on the reader's machine: its service worker, its installation, and forgetting it all.

import { connection } from "./api.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";

const VERSION = document.querySelector('meta[name="app-version"]').content;

let offer = null;

window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
});

/** Start the worker and say where the manifest is; after the first view, which needs neither. */
export async function startWorker() {
  if (!document.querySelector('link[rel="manifest"]')) {
    document.head.append(el("link", { rel: "manifest", href: "/manifest.webmanifest" }));
  }
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
  // Where a browser was told to have no workers, there is nothing to look for.
  if (!registration) return;
  const look = () => registration.update().catch(() => {});
  document.addEventListener("visibilitychange", () => document.hidden || look());
  // A server that was away may have come back as a newer one.
  connection.addEventListener("unreached", () => connection.addEventListener("reached", look, { once: true }));
}

/** Load the new app as soon as a newer worker took over, unless somebody is in the middle of something. */
navigator.serviceWorker?.addEventListener("message", async (event) => {
  if (event.data?.type !== "version" || event.data.version === VERSION) return;
  if (document.querySelector("dialog[open]") || document.activeElement?.matches("input, textarea")) {
    const { notify } = await import("./notices.js");
    notify(t("update.ready"), { action: t("update.load"), act: () => location.reload(), stays: true });
  } else {
    location.reload();
  }
});

/** Return the button that installs the app; nothing where the browser offers none. */
export function installButton() {
  if (!offer) return null;
  return el("button", { type: "button", class: "button", on: { click: () => offer.prompt() } }, t("menu.install"));
}

/** Remove all we keep in this browser. */
export async function forgetEverything() {
  localStorage.clear();
  sessionStorage.clear();
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((registration) => registration.unregister()));
  const names = "caches" in window ? await caches.keys() : [];
  await Promise.all(names.map((name) => caches.delete(name)));
}
