// Goes back to the page as soon as the service can be reached.

const AGAIN_MS = 3000;
const alive = new URL("../../health/live", import.meta.url);

async function look() {
  const isAlive = await fetch(alive, { cache: "no-store" }).then(({ ok }) => ok, () => false);
  if (isAlive) location.reload();
  else setTimeout(look, AGAIN_MS);
}

window.addEventListener("online", () => location.reload());
setTimeout(look, AGAIN_MS);
