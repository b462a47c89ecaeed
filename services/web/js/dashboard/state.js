// What is looked at: the range and the filters, kept in the page's address.

export const RANGES = { today: "Today", "7d": "7 days", "4w": "4 weeks", "12w": "12 weeks", all: "All" };
export const FILTERS = ["intent", "channel", "language", "engine", "unanswered", "q", "gap"];
const USUAL = "4w";
const DAYS = { "7d": 7, "4w": 28, "12w": 84 };
const DAY_MS = 86_400_000;
const YEAR = 366;
const KEYS = ["range", "from", "to", ...FILTERS, "conversation"];
const listeners = [];
let current = read();

function read() {
  const given = new URLSearchParams(location.search);
  const found = Object.fromEntries(KEYS.map((key) => [key, given.get(key) || ""]));
  if (!RANGES[found.range]) found.range = USUAL;
  return found;
}

export const state = () => current;
export const isFiltered = () => FILTERS.some((name) => current[name]);
export const onChange = (listener) => listeners.push(listener);

// Every change is a step that the back button takes back.
export function change(given) {
  const next = { ...current, ...given };
  if (KEYS.every((key) => next[key] === current[key])) return;
  const before = current;
  current = next;
  history.pushState(null, "", address(next));
  tell(before);
}

export const clearFilters = () => change({ from: "", to: "", ...Object.fromEntries(FILTERS.map((name) => [name, ""])) });

function address(wanted) {
  const kept = KEYS.filter((key) => wanted[key] && !(key === "range" && wanted.range === USUAL));
  const query = new URLSearchParams(kept.map((key) => [key, wanted[key]]));
  return `${location.pathname}${kept.length ? `?${query}` : ""}`;
}

function tell(before) {
  const isOther = KEYS.some((key) => key !== "conversation" && before[key] !== current[key]);
  for (const listener of listeners) listener({ isOther, before });
}

addEventListener("popstate", () => {
  const before = current;
  current = read();
  tell(before);
});

// The same as a query of the HTTP interface.
export function query(more = {}) {
  const found = new URLSearchParams(more);
  const { range, from, to } = current;
  if (from || to) {
    found.set("from", from || "start");
    if (to) found.set("to", to);
  } else found.set("from", begin(range));
  for (const name of FILTERS) if (current[name]) found.set(name, current[name]);
  return found;
}

function begin(range) {
  if (range === "all") return "start";
  if (range === "today") return new Date().toISOString().slice(0, 10);
  return new Date(Date.now() - DAYS[range] * DAY_MS).toISOString();
}

// How many days ago the range begins, of a year at most.
export function daysBack() {
  const begun = new Date(query().get("from"));
  const days = Math.ceil((Date.now() - begun) / DAY_MS);
  return Math.min(Math.max(days || YEAR, 1), YEAR);
}

// A bar of the chart: its hour, or its day.
export function pickTime(at, bucket) {
  const begun = new Date(at);
  const day = begun.toISOString().slice(0, 10);
  if (bucket === "day") return change({ from: day, to: day });
  return change({ from: begun.toISOString(), to: new Date(begun.getTime() + DAY_MS / 24).toISOString() });
}

// The questions with these very words.
export const phrase = (words) => (words.includes('"') ? words.replaceAll('"', " ") : `"${words}"`);
