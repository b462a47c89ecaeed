// Cards as the visitor sees them, with what the answer rests on marked.

import { el, outside, safeLink } from "./dom.js";
import { at } from "./root.js";
import { say } from "./strings.js";

const MOST_HIGHLIGHTS = 3;

export function cards(items, metadata) {
  const paths = (metadata.evidence || []).flatMap((piece) => piece.paths || []);
  const asked = metadata.filters?.technologies || [];
  const list = el("ul", { class: "cards" });
  const drawn = (item) => (item.type === "contact" ? contact(item) : card(item, paths, asked));
  list.append(...items.map((item) => el("li", {}, drawn(item))));
  const legend = list.querySelector("mark") && el("p", { class: "aside" }, say("reply.evidence"));
  return [list, legend].filter(Boolean);
}

function card(item, paths, asked) {
  const restsOn = new Set(paths.map((path) => fieldOf(path, item.content_source)));
  const marked = (field, words) => (restsOn.has(field) ? el("mark", {}, words) : words);
  const line = (field, words, attributes) => words && el("p", attributes, marked(field, words));
  const about = [item.company, item.role, item.institution, item.degree, item.organization, item.venue]
    .filter((part) => part && !item.title.includes(part))
    .join(" · ");
  return el(
    "article",
    { class: "card", "data-id": item.id },
    line("date", item.date, { class: "date" }),
    el("h3", {}, item.title),
    line("role", about, { class: "about" }),
    line("description", item.description, {}),
    bullets(item.highlights || [], (words) => marked("highlights", words)),
    line("metrics", item.metrics, { class: "metrics" }),
    chips(item.technologies?.length ? item.technologies : item.skills || [], asked),
    links(item),
  );
}

// The ways to reach the person: each value is a link that does what it says.
function contact(item) {
  const ways = (item.links || []).map((address, i) => [item.link_names[i], safeLink(address)]);
  const way = ([name, href]) => {
    const link = /^https?:/.test(href) ? outside : plain;
    const words = [name, readable(href)].filter(Boolean);
    return el("li", {}, link(href, {}, ...words.map((one) => el("span", {}, one))));
  };
  return el(
    "article",
    { class: "card contact", "data-id": item.id },
    el("h3", {}, item.title),
    el("ul", { class: "ways" }, ...ways.filter(([, href]) => href).map(way)),
    ...(item.highlights || []).map((words) => el("p", { class: "about" }, words)),
  );
}

const plain = (href, attributes, ...children) => el("a", { href, ...attributes }, ...children);

// "mailto:ada@example.com" is "ada@example.com"; our own page needs no address.
function readable(href) {
  const url = new URL(href);
  if (url.origin === location.origin) return null;
  if (url.protocol === "tel:") return url.pathname.replaceAll("-", " ");
  if (url.protocol === "mailto:") return decoded(url.pathname);
  return `${url.host.replace(/^www\./, "")}${url.pathname.replace(/\/$/, "")}`;
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

// `projects[2].highlights[0]` on a card from `projects[2]` is `highlights`.
function fieldOf(path, source) {
  if (!source || !path.startsWith(`${source}.`)) return null;
  const field = path.slice(source.length + 1).split(/[.[]/)[0];
  if (/date|year|start|end/i.test(field)) return "date";
  if (/role|position|degree|studyType|area|company|institution/.test(field)) return "role";
  if (/summary|description|focus/.test(field)) return "description";
  return field;
}

function bullets(highlights, marked) {
  if (!highlights.length) return null;
  const shown = highlights.slice(0, MOST_HIGHLIGHTS);
  return el("ul", { class: "points" }, ...shown.map((words) => el("li", {}, marked(words))));
}

function chips(words, asked) {
  if (!words.length) return null;
  const chip = (word) => el("li", {}, asked.includes(word) ? el("mark", {}, word) : word);
  return el("ul", { class: "chips" }, ...words.map(chip));
}

// That a link was followed, not which, nor by whom.
function told() {
  navigator.sendBeacon(at("/api/opened"), new Blob(['{"kind":"link"}'], { type: "application/json" }));
}

// Each link by the name of what it leads to; pages of old replies know addresses only.
function links(item) {
  const named = (item.links || []).map((address, i) => [item.link_names?.[i], safeLink(address)]);
  const plain = [item.link, item.github, item.demo].map((address) => [null, address && safeLink(address)]);
  const shown = new Map((named.length ? named : plain).filter(([, href]) => href).map(([name, href]) => [href, name]));
  if (!shown.size) return null;
  const link = ([href, name]) => {
    const words = name || new URL(href).host || href;
    return outside(href, { onclick: told, onauxclick: told, "aria-label": `${words}: ${item.title}` }, words);
  };
  return el("p", { class: "links" }, ...[...shown].map(link));
}
