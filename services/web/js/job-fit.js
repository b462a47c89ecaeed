// A pasted advertisement against the résumé: what is met, in part, and not named.

import { button, el } from "./dom.js";
import { explained, say } from "./strings.js";

const LONGEST = 20_000;
const INVALID = 422;
// Advertisements are read in it, and what comes of them is told in it.
const ENGLISH = { lang: "en" };
const VERDICTS = { met: "fit.met", partly: "fit.partly", "not named": "fit.notNamed" };

export class JobFit {
  constructor(dialog, api) {
    this.dialog = dialog;
    this.api = api;
    this.status = el("p", { role: "status" });
    this.found = el("div", { class: "fit" });
    this.text = el("textarea", { id: "advertisement", rows: 8, maxlength: LONGEST, required: true });
    const head = el(
      "header",
      {},
      el("h2", {}, say("fit.open")),
      button("✕", () => dialog.close(), { class: "quiet icon", "aria-label": say("close") }),
    );
    const form = el(
      "form",
      { onsubmit: (event) => this.#compare(event) },
      el("label", { for: "advertisement" }, say("fit.label")),
      this.text,
      el("div", { class: "row" }, el("button", { type: "submit" }, say("fit.compare"))),
    );
    dialog.append(head, form, this.status, this.found);
  }

  async show() {
    await dressed();
    this.dialog.showModal();
  }

  async #compare(event) {
    event.preventDefault();
    this.found.replaceChildren();
    this.status.textContent = say("fit.reading");
    try {
      const fit = await this.api.fit(this.text.value);
      this.status.replaceChildren(el("span", ENGLISH, fit.picture));
      this.found.append(...parts(fit));
    } catch (error) {
      this.status.textContent = error.status === INVALID
        ? say("trouble.refused", { message: error.message })
        : explained(error);
    }
  }
}

function parts({ requirements, questions, notes }) {
  return [
    ...notes.map((note) => el("p", { class: "note", ...ENGLISH }, note)),
    el("ul", {}, ...requirements.map(requirement)),
    el("h3", {}, say("fit.questions")),
    el("ul", {}, ...questions.map((question) => el("li", ENGLISH, question))),
  ];
}

function requirement({ words, must, verdict, facts }) {
  const kind = say(must ? "fit.must" : "fit.wish");
  return el(
    "li",
    {},
    el("strong", {}, `${say(VERDICTS[verdict])}: `),
    `${words} `,
    el("span", { class: "soft" }, `(${kind})`),
    facts.length ? el("ul", { class: "facts", ...ENGLISH }, ...facts.map(({ text }) => el("li", {}, text))) : null,
  );
}

// Its look comes with it, as the guestbook's does.
let look = null;
function dressed() {
  look ??= new Promise((resolve) => {
    const href = new URL("../css/job-fit.css", import.meta.url);
    const link = el("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
  return look;
}
