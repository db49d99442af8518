// Whether the app can be installed, works offline, and is the newest.

import { t } from "../core/i18n.js";

const VERSION = document.querySelector('meta[name="app-version"]').content;
const ICON_SIZES = ["192x192", "512x512"];

/** Return what each check found: `{name, ok, text}`; `ok` null means it cannot be said here. */
export async function appChecks() {
  const checks = [secure, manifest, icons, worker, shell, overview, newest, storage];
  return Promise.all(checks.map(async (check) => {
    try {
      return { name: check.name, ...(await check()) };
    } catch (error) {
      return { name: check.name, ok: false, text: error.message };
    }
  }));
}

async function secure() {
  return { ok: isSecureContext, text: location.origin };
}

async function manifest() {
  const found = await readManifest();
  const named = ["name", "short_name", "start_url", "display", "icons"].filter((key) => !(key in found));
  return { ok: named.length === 0, text: named.length ? named.join(", ") : found.name };
}

async function icons() {
  const { icons: listed } = await readManifest();
  const sizes = listed.map((icon) => icon.sizes);
  const missing = ICON_SIZES.filter((size) => !sizes.includes(size));
  if (!listed.some((icon) => icon.purpose === "maskable")) missing.push("maskable");
  const answers = await Promise.all(listed.map((icon) => fetch(icon.src)));
  missing.push(...answers.filter((answer) => !answer.ok).map((answer) => answer.url));
  return { ok: missing.length === 0, text: missing.length ? missing.join(", ") : sizes.join(", ") };
}

async function worker() {
  if (!("serviceWorker" in navigator)) return { ok: false, text: t("check.not.here") };
  const registration = await navigator.serviceWorker.getRegistration("/");
  const state = registration?.active?.state;
  return { ok: state === "activated", text: state ?? t("check.none") };
}

async function shell() {
  const kept = await names();
  const files = kept.includes(`shell-${VERSION}`) ? await (await caches.open(`shell-${VERSION}`)).keys() : [];
  return { ok: files.length > 0, text: t("check.files", { n: files.length }) };
}

async function overview() {
  const kept = (await names()).includes("overview") ? await (await caches.open("overview")).keys() : [];
  return { ok: kept.length > 0 ? true : null, text: t("check.files", { n: kept.length }) };
}

async function newest() {
  const page = await (await fetch("/", { cache: "no-cache" })).text();
  return { ok: page.includes(VERSION), text: VERSION };
}

async function storage() {
  const foreign = (await names()).filter((name) => name !== `shell-${VERSION}` && name !== "overview");
  return { ok: foreign.length === 0, text: foreign.length ? foreign.join(", ") : t("check.clean") };
}

async function names() {
  return "caches" in window ? caches.keys() : [];
}

async function readManifest() {
  return (await fetch("/manifest.webmanifest")).json();
}
