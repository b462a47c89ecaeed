// Before anything is drawn: who chose a language gets the page in it, unless its address
// names one.

(() => {
  const address = new URL(location);
  if (address.searchParams.has("lang")) return;
  let chosen = null;
  try {
    chosen = localStorage.getItem("viva-voce-language");
  } catch {
    // Where nothing may be kept, nothing was chosen.
  }
  if (!/^[a-z]{2}$/.test(chosen ?? "") || chosen === document.documentElement.lang) return;
  address.searchParams.set("lang", chosen);
  location.replace(address);
})();
