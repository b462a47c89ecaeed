// Elements from plain values; text is always text, never markup.

import { at } from "./root.js";

export const byId = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

export function button(words, onclick, attributes = {}) {
  return el("button", { type: "button", class: "quiet", onclick, ...attributes }, words);
}

// A drawing of one line on a field of 24 by 24, in the colour of the words beside it.
export function drawing(line) {
  const made = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  const svg = made("svg", { viewBox: "0 0 24 24", class: "drawing", "aria-hidden": "true" });
  svg.append(made("path", { d: line }));
  return svg;
}

// Only addresses a visitor can open; a résumé may hold anything. One that begins with
// "/" is a page of this service's, which may be served under a path.
export function safeLink(address) {
  try {
    const isOurs = address.startsWith("/") && !address.startsWith("//");
    const url = isOurs ? at(address) : new URL(address, location.href);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

// A link that leaves the conversation where it is.
export function outside(href, attributes, ...children) {
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", ...attributes }, ...children);
}
