// The guestbook: a wall of signatures, and a canvas to leave one.

import { button, el } from "./dom.js";
import { day } from "./language.js";
import { say } from "./strings.js";

const PAGE = 20;
const MOODS = ["👋", "😀", "🚀", "❤️", "🎉", "👏", "🤖", "☕"];
const INK = "#1d3557";

export class Guestbook {
  constructor(dialog, api) {
    this.dialog = dialog;
    this.api = api;
    this.status = el("p", { role: "status" });
    this.wall = el("ul", { class: "wall" });
    this.older = button(say("guestbook.more"), () => this.#more());
    const head = el(
      "header",
      {},
      el("h2", {}, say("guestbook.open")),
      button("✕", () => dialog.close(), { class: "quiet icon", "aria-label": say("close") }),
    );
    dialog.append(head, this.#form(), this.status, this.wall, this.older);
  }

  async show() {
    await dressed();
    this.dialog.showModal();
    this.status.textContent = "";
    await this.#reload();
  }

  async #reload() {
    this.wall.replaceChildren();
    await this.#more();
  }

  async #more() {
    const shown = this.wall.children.length;
    const signatures = await this.api.signatures(shown, PAGE).catch(() => null);
    if (!signatures) this.status.textContent = say("guestbook.unread");
    this.wall.append(...(signatures || []).map(signature));
    this.older.hidden = (signatures || []).length < PAGE;
    if (signatures && !this.wall.children.length) this.status.textContent = say("guestbook.empty");
  }

  #form() {
    const name = el("input", { id: "signer", maxlength: 100, required: true, autocomplete: "name" });
    const mood = el("select", { id: "mood" }, ...MOODS.map((one) => el("option", {}, one)));
    const canvas = el("canvas", { width: 400, height: 200, role: "img", "aria-label": say("guestbook.draw") });
    let isDrawn = false;
    drawOn(canvas, () => (isDrawn = true));
    const clear = () => {
      canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
      isDrawn = false;
    };
    const sign = async (event) => {
      event.preventDefault();
      const isBlank = !isDrawn;
      if (isBlank) drawMood(canvas, mood.value);
      try {
        const image = canvas.toDataURL("image/png");
        await this.api.sign({ name: name.value.trim(), emoji: mood.value, image });
        name.value = "";
        clear();
        await this.#reload();
        this.status.textContent = say("guestbook.signed");
      } catch (error) {
        this.status.textContent = say("guestbook.failed", { reason: error.message });
        if (isBlank) clear();
      }
    };
    return el(
      "form",
      { onsubmit: sign },
      el("label", { for: "signer" }, say("guestbook.name")),
      name,
      el("label", { for: "mood" }, say("guestbook.mood")),
      mood,
      el("p", {}, say("guestbook.draw")),
      canvas,
      el("div", { class: "row" },
        button(say("guestbook.clear"), clear),
        el("button", { type: "submit" }, say("guestbook.sign")),
      ),
    );
  }
}

// Its look comes with it; nobody who leaves it closed has to wait for that.
let look = null;
function dressed() {
  look ??= new Promise((resolve) => {
    const href = new URL("../css/guestbook.css", import.meta.url);
    const link = el("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
  return look;
}

function signature({ id, name, emoji, image, timestamp }) {
  const when = day(new Date(timestamp), { month: "short", day: "numeric" });
  const isInline = /^data:image\/(png|jpeg|webp);base64,/.test(image);
  const src = isInline ? image : new URL(`../../api/guestbook/${encodeURIComponent(id)}/picture`, import.meta.url).href;
  const drawing = image
    ? el("img", { src, alt: say("guestbook.drawingBy", { name }), width: 400, height: 200, loading: "lazy" })
    : null;
  return el("li", {}, drawing, el("p", {}, `${emoji} ${name}`), el("p", { class: "date" }, when));
}

// Whoever draws nothing leaves their mood, large.
function drawMood(canvas, mood) {
  const pen = canvas.getContext("2d");
  pen.font = `${canvas.height / 2}px sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(mood, canvas.width / 2, canvas.height / 2);
}

function drawOn(canvas, onDrawn) {
  const pen = canvas.getContext("2d");
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = INK;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const scale = canvas.width / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  };
  canvas.onpointerdown = (event) => {
    onDrawn();
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  };
  canvas.onpointermove = (event) => {
    if (!event.buttons) return;
    pen.lineTo(...at(event));
    pen.stroke();
  };
}
