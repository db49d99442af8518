// Asks the server; whatever goes wrong becomes a Problem with a sentence for a person.

const LONGEST_MS = 30_000;
const AGAIN_AFTER_MS = 1_000;
/** The service worker's mark on an answer from its cache: when that answer was given. */
const KEPT_AT = "x-kept-at";

/** These take no shop: they name one, or concern all. */
const OF_NO_SHOP = /^\/api\/(session|runs\/|shops|health|queue|tokens$)/;

/** What went wrong: `status` 0 means the server was not reached. */
export class Problem extends Error {
  constructor({ status = 0, type = "", detail = "", field = "", run_id = "", run = "" }) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    /** A sentence for a person; empty when the server was not reached. */
    this.detail = detail;
    /** The machine-readable name, such as `already_running`. */
    this.code = type.replace(/^urn:temu-jtl:/, "").replace("about:blank", "");
    /** The field at fault, as it is called on the wire. */
    this.field = field;
    /** The run that is in the way. */
    this.runId = run_id || run;
  }
}

/** Hears `unauthorized`, `reached`, `unreached`, and `changed` after each change made here. */
export const connection = new EventTarget();

let shop = "";

/** Ask about this shop from now on; empty while there is one. */
export function useShop(name) {
  shop = name;
}

/** Read; `query` leaves out what is empty and repeats lists. */
export async function get(path, query = {}, { signal } = {}) {
  return (await ask("GET", path, { query, signal })).body;
}

/** Read, and say when the answer was given if it comes from the cache. */
export async function getKept(path, query = {}, { signal } = {}) {
  const { body, response } = await ask("GET", path, { query, signal });
  return { body, keptAt: response.headers.get(KEPT_AT) };
}

/**
 * Change something, once: when the answer is lost the same request is sent
 * again under the same key, and the server does it only once.
 */
export async function post(path, body = null, { query = {}, signal } = {}) {
  const { body: answer } = await askOnce(path, { query, body, key: requestKey(), signal });
  connection.dispatchEvent(new Event("changed"));
  return answer;
}

async function askOnce(path, options) {
  try {
    return await ask("POST", path, options);
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 0 || options.signal?.aborted) throw problem;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
    return ask("POST", path, options);
  }
}

/** Look for something whose words must not stand in an address. */
export async function search(path, body, { signal } = {}) {
  return (await ask("POST", path, { body, signal })).body;
}

/** End something. */
export async function remove(path) {
  return (await ask("DELETE", path, {})).body;
}

async function ask(method, path, { query = {}, body, key, signal }) {
  const headers = { accept: "application/json" };
  if (body !== null && body !== undefined) headers["content-type"] = "application/json";
  if (key) headers["idempotency-key"] = key;
  const response = await reached(address(path, query), {
    method,
    headers,
    body: body === null || body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.any([AbortSignal.timeout(LONGEST_MS), ...(signal ? [signal] : [])]),
  });
  if (!response.ok) throw await refusal(response);
  return { body: response.status === 204 ? null : await response.json(), response };
}

async function reached(url, options) {
  try {
    const response = await fetch(url, options);
    const kept = response.headers.has(KEPT_AT);
    connection.dispatchEvent(new Event(kept ? "unreached" : "reached"));
    return response;
  } catch (error) {
    // Whoever left the page does not want to hear of it.
    if (error.name === "AbortError") throw error;
    connection.dispatchEvent(new Event("unreached"));
    throw new Problem({ type: "urn:temu-jtl:unreached" });
  }
}

async function refusal(response) {
  const content = await response.json().catch(() => ({}));
  const problem = new Problem({ ...content, status: response.status });
  if (response.status === 401) connection.dispatchEvent(new Event("unauthorized"));
  return problem;
}

/** Return where to ask, with the shop. */
export function address(path, query) {
  const url = new URL(path, location.origin);
  const all = !shop || OF_NO_SHOP.test(path) ? query : { shop, ...query };
  for (const [name, value] of Object.entries(all)) {
    for (const one of [value].flat()) {
      if (one !== "" && one !== null && one !== undefined) url.searchParams.append(name, one);
    }
  }
  return url;
}

function requestKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
