// The page's language: what was chosen, and how numbers and days are written in it.

const KEY = "viva-voce-language";

export const language = document.documentElement.lang;

// Of the ways to write it, the visitor's own.
export const locale =
  navigator.languages.find((one) => one.toLowerCase().split("-")[0] === language) ?? language;

// Asked for, it is the language that is spoken, too; else that is told by ear.
export const spoken =
  new URL(location).searchParams.has("lang") || kept() === language ? language : null;

export function choose(chosen) {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // It holds for as long as the address names it.
  }
}

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(locale);

export const number = (value) => numbers.format(value);

export const plural = (count) => plurals.select(count);

export function day(moment, parts) {
  return new Intl.DateTimeFormat(locale, parts).format(moment);
}
