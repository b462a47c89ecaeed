// Calls to the service as the owner: the cookie goes along, writes carry their token.

import { at } from "../root.js";

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

let forgeryToken = "";

export async function call(path, { method = "GET", body } = {}) {
  const headers = body === undefined ? {} : { "content-type": "application/json" };
  if (method !== "GET") headers["x-csrf-token"] = forgeryToken;
  let response;
  try {
    response = await fetch(at(path), { method, headers, body: JSON.stringify(body) });
  } catch {
    throw new Refused(0, "The service does not answer.");
  }
  const found = await response.json().catch(() => ({}));
  // /health answers 503 with a body worth showing.
  if (!response.ok && !found.components) throw new Refused(response.status, found.message || "That did not work.");
  return found;
}

export async function session() {
  return known(await call("/api/dashboard/session"));
}

export async function logIn(token) {
  return known(await call("/api/dashboard/login", { method: "POST", body: { token } }));
}

export async function logOut() {
  return known(await call("/api/dashboard/logout", { method: "POST" }));
}

function known(found) {
  forgeryToken = found.csrf_token || "";
  return found;
}

// Calls `onNews` when turns came or went; `onState` says whether the line is open.
export function follow(onNews, onState) {
  const line = new EventSource(at("/api/dashboard/events"));
  let seen = null;
  line.addEventListener("turns", (event) => {
    const { revision } = JSON.parse(event.data);
    if (seen !== null && seen !== revision) onNews();
    seen = revision;
  });
  line.onopen = () => onState(true);
  line.onerror = () => onState(false);
  return () => line.close();
}
