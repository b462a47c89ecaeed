// The page's language: what was chosen, and how numbers and days are written in it.

import { at } from "./root.js";

const KEY = "viva-voce-language";
const YEAR_S = 365 * 24 * 3600;
const SAFE = location.protocol === "https:" ? "; secure" : "";

export const language = document.documentElement.lang;

// Of the ways to write it, the visitor's own.
export const locale =
  navigator.languages.find((one) => one.toLowerCase().split("-")[0] === language) ?? language;

// Whoever chose a language speaks it, too; else that is told by ear.
export const spoken = chosen() === language ? language : null;

// A cookie, so that the server writes the page in that language at once; in a frame the
// page around it remembers.
export function choose(wanted) {
  if (window.parent !== window) window.parent.postMessage({ vivaVoce: "language", language: wanted }, "*");
  else document.cookie = `${KEY}=${wanted}; path=${at("/").pathname}; max-age=${YEAR_S}; samesite=lax${SAFE}`;
}

function chosen() {
  if (window.parent !== window) return null;
  return document.cookie.split("; ").find((one) => one.startsWith(`${KEY}=`))?.slice(KEY.length + 1);
}

const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(locale);

export const number = (value) => numbers.format(value);

export const plural = (count) => plurals.select(count);

export function day(moment, parts) {
  return new Intl.DateTimeFormat(locale, parts).format(moment);
}
