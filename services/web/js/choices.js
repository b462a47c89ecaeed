// What the visitor chose, kept for the next visit; where a browser keeps nothing, it
// holds for this one.

import { byId } from "./dom.js";

const KEY = "viva-voce-choices";
const chosen = read();

export const choice = (name) => chosen[name];

export function choose(name, value) {
  chosen[name] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // A full or forbidden store costs the memory, nothing else.
  }
}

// The controls as they were left, and whatever is changed on them kept.
export function keepControls(player) {
  const mute = byId("mute");
  const speed = byId("speed");
  const voice = byId("browser-voice");
  mute.checked = choice("mute") === true;
  speed.value = choice("speed");
  if (speed.selectedIndex < 0) speed.value = "1";
  player.speed = Number(speed.value);
  mute.addEventListener("change", () => choose("mute", mute.checked));
  speed.addEventListener("change", () => {
    player.speed = Number(speed.value);
    choose("speed", speed.value);
  });
  // Where it is not offered, it is the page that takes it back.
  voice.addEventListener("change", () => voice.parentElement.hidden || choose("browser-voice", voice.checked));
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}
