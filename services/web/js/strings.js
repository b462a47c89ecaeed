// Every word the page says comes from strings.json and its translations; the server puts
// those of the page's language into it.

import { number, plural } from "./language.js";

const strings = JSON.parse(document.getElementById("strings").textContent);

// What the visitor can do something about: the message is a key of strings.json.
export class Trouble extends Error {}

export const explained = (error) =>
  say(error instanceof Trouble ? error.message : "trouble.failed");

// Of one thing, the words under `key.one` are said, where there are such.
export function say(key, values = {}) {
  const isOne = "count" in values && plural(values.count) === "one";
  const words = (isOne && strings[`${key}.one`]) || strings[key] || "";
  return words.replace(/\{(\w+)\}/g, (_, name) => written(values[name]));
}

const written = (value) => (typeof value === "number" ? number(value) : value);
