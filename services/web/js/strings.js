// Every word the page says comes from strings.json, which the server puts into it.

const strings = JSON.parse(document.getElementById("strings").textContent);

// What the visitor can do something about: the message is a key of strings.json.
export class Trouble extends Error {}

export const explained = (error) =>
  say(error instanceof Trouble ? error.message : "trouble.failed");

export function say(key, values = {}) {
  return strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
