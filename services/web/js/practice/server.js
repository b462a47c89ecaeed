// Calls of an interview: with the owner's cookie, or with an invitation.

import { at } from "../root.js";
import { say } from "../strings.js";

export class Server {
  constructor(invitation) {
    this.invitation = invitation;
    this.forgery = "";
  }

  // Whether the owner is logged in; remembers what writes have to carry.
  async loggedIn() {
    const session = await this.get("/api/dashboard/session");
    this.forgery = session.csrf_token || "";
    return session.logged_in;
  }

  get(path) {
    return this.#send(path, {});
  }

  post(path, body) {
    const form = body instanceof FormData;
    const headers = form || !body ? {} : { "content-type": "application/json" };
    return this.#send(path, { method: "POST", headers, body: form || !body ? body : JSON.stringify(body) });
  }

  async #send(path, options) {
    const headers = { ...options.headers };
    if (this.invitation) headers["x-invitation"] = this.invitation;
    else if (this.forgery) headers["x-csrf-token"] = this.forgery;
    const reply = await fetch(at(path), { ...options, headers }).catch(() => {
      throw new Error(say("practice.away"));
    });
    const body = await reply.json().catch(() => ({}));
    if (!reply.ok) throw new Error(body.message || say("practice.refused", { status: reply.status }));
    return body;
  }
}
