// In a frame, before anything is drawn: who chose a language gets the page in it.

(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("viva-voce-language");
  } catch {
    // Where nothing may be kept, nothing was chosen.
  }
  const { documentElement: page } = document;
  const address = new URL(location);
  const isThere = chosen === page.lang || chosen === address.searchParams.get("lang");
  if (isThere || !/^[a-z]{2}$/.test(chosen ?? "")) return;
  page.hidden = true;
  address.searchParams.set("lang", chosen);
  location.replace(address);
})();
