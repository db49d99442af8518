// Sends a file as it is, and tells how much of it has left; `fetch` cannot tell.

import { Problem, address, connection } from "./api.js";

/**
 * Send a file; `told(share)` hears from 0 to 1 how much has left. Resolves to
 * the answer, or to null when `signal` ended it. It is sent once: whoever gets
 * no answer is told so and may send the file again.
 */
export function upload(path, file, { query = {}, told = () => {}, signal } = {}) {
  const request = new XMLHttpRequest();
  request.open("POST", address(path, query));
  request.setRequestHeader("accept", "application/json");
  request.setRequestHeader("content-type", "text/csv");
  request.responseType = "json";
  request.upload.addEventListener("progress", ({ loaded, total }) => total > 0 && told(loaded / total));
  signal?.addEventListener("abort", () => request.abort());
  return new Promise((resolve, reject) => {
    request.addEventListener("abort", () => resolve(null));
    request.addEventListener("error", () => {
      connection.dispatchEvent(new Event("unreached"));
      reject(new Problem({ type: "urn:temu-jtl:unreached" }));
    });
    request.addEventListener("load", () => {
      connection.dispatchEvent(new Event("reached"));
      if (request.status === 401) connection.dispatchEvent(new Event("unauthorized"));
      if (request.status >= 400) return reject(new Problem({ ...request.response, status: request.status }));
      connection.dispatchEvent(new Event("changed"));
      return resolve(request.response);
    });
    request.send(file);
  });
}
