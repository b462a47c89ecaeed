// The guestbook: a wall of signatures, and a canvas to leave one.

import { el } from "./dom.js";
import { text } from "./strings.js";

const PAGE = 20;
const MOODS = ["👋", "😀", "🚀", "❤️", "🎉", "👏", "🤖", "☕"];
const INK = "#1d3557";

export class Guestbook {
  constructor(dialog, api) {
    this.dialog = dialog;
    this.api = api;
    this.wall = el("ul", { class: "wall" });
    this.status = el("p", { role: "status" });
    this.older = el("button", { class: "quiet", type: "button", onclick: () => this.more() }, text.guestbook.more);
    dialog.append(this.form(), this.status, this.wall, this.older);
  }

  async show() {
    this.dialog.showModal();
    await this.reload();
  }

  async reload() {
    this.wall.replaceChildren();
    await this.more();
  }

  async more() {
    const offset = this.wall.children.length;
    const { signatures } = await this.api.json(`/api/guestbook?limit=${PAGE}&offset=${offset}`);
    this.wall.append(...signatures.map(signature));
    this.older.hidden = signatures.length < PAGE;
    if (!this.wall.children.length) this.status.textContent = text.guestbook.empty;
  }

  form() {
    const name = el("input", { id: "signer", maxlength: 100, required: true, autocomplete: "name" });
    const mood = el("select", { id: "mood" }, ...MOODS.map((m) => el("option", {}, m)));
    const canvas = el("canvas", { width: 400, height: 200, "aria-label": text.guestbook.draw, role: "img" });
    draw(canvas);
    const clear = () => canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
    const sign = async (event) => {
      event.preventDefault();
      try {
        await this.api.post("/api/guestbook", {
          name: name.value.trim(),
          emoji: mood.value,
          image: canvas.toDataURL("image/png"),
        });
        this.status.textContent = text.guestbook.signed;
        clear();
        await this.reload();
      } catch (error) {
        this.status.textContent = text.guestbook.failed + error.message;
      }
    };
    return el(
      "form",
      { onsubmit: sign },
      el("label", { for: "signer" }, text.guestbook.name),
      name,
      el("label", { for: "mood" }, text.guestbook.emoji),
      mood,
      el("p", { class: "hint" }, text.guestbook.draw),
      canvas,
      el("div", { class: "row" },
        el("button", { type: "button", class: "quiet", onclick: clear }, text.guestbook.clear),
        el("button", { type: "submit" }, text.guestbook.sign),
        el("button", { type: "button", class: "quiet", onclick: () => this.dialog.close() }, text.guestbook.close),
      ),
    );
  }
}

function signature({ name, emoji, image, timestamp }) {
  const when = new Date(timestamp).toLocaleDateString(undefined, { month: "short", day: "numeric" });
  const safe = /^data:image\/(png|jpeg|webp);base64,/.test(image || "");
  return el(
    "li",
    {},
    safe ? el("img", { src: image, alt: text.guestbook.drawingBy(name), loading: "lazy" }) : null,
    el("p", {}, `${emoji} ${name}`),
    el("p", { class: "date" }, when),
  );
}

function draw(canvas) {
  const pen = canvas.getContext("2d");
  pen.lineWidth = 3;
  pen.lineCap = "round";
  pen.strokeStyle = INK;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  };
  canvas.onpointerdown = (event) => {
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
