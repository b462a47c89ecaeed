// Cards as the visitor sees them, with the fields the reply rests on marked.

import { el, safeLink } from "./dom.js";
import { text } from "./strings.js";

export function cards(items, evidence = []) {
  const paths = evidence.flatMap((piece) => piece.paths || []);
  return el("ul", { class: "cards" }, ...items.map((item) => el("li", {}, card(item, paths))));
}

function card(item, paths) {
  const source = item.content_source || "";
  const used = (field) => paths.some((path) => fieldOf(path, source) === field);
  const mark = (field, node) => {
    if (node && used(field)) node.classList.add("evidence");
    return node;
  };
  const subtitle = [item.company, item.role, item.institution, item.degree, item.organization]
    .filter((part) => part && part !== item.title)
    .join(" · ");
  return el(
    "article",
    { class: "card" },
    el("h3", {}, item.title || item.company || ""),
    item.date ? mark("date", el("p", { class: "date" }, item.date)) : null,
    subtitle ? mark("role", el("p", { class: "subtitle" }, subtitle)) : null,
    item.description ? mark("description", el("p", {}, item.description)) : null,
    item.metrics ? mark("metrics", el("p", { class: "metrics" }, item.metrics)) : null,
    bullets(item.highlights, mark),
    chips(item.technologies?.length ? item.technologies : item.skills),
    links(item),
  );
}

// `projects[2].highlights[0]` on a card from `projects[2]` is `highlights`.
function fieldOf(path, source) {
  if (!source || !path.startsWith(`${source}.`)) return null;
  const field = path.slice(source.length + 1).split(/[.[]/)[0];
  if (/date|year|start|end/i.test(field)) return "date";
  if (/role|position|degree|studyType|area/.test(field)) return "role";
  if (/summary|description|focus/.test(field)) return "description";
  return field;
}

function bullets(highlights, mark) {
  if (!highlights?.length) return null;
  return mark("highlights", el("ul", {}, ...highlights.slice(0, 3).map((line) => el("li", {}, line))));
}

function chips(words) {
  if (!words?.length) return null;
  return el("ul", { class: "chips" }, ...words.map((word) => el("li", {}, word)));
}

function links(item) {
  const found = ["link", "github", "demo"]
    .map((name) => [name, item[name] && safeLink(item[name])])
    .filter(([name, href], i, all) => href && all.findIndex((other) => other[1] === href) === i);
  if (!found.length) return null;
  const shown = found.map(([name, href]) =>
    el("a", { href, target: "_blank", rel: "noopener noreferrer" }, new URL(href).host || name),
  );
  return el("p", { class: "links" }, ...shown);
}
