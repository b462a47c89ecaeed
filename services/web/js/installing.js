// Hands the page to the service worker, which shows something while the network is away.

import { language } from "./language.js";
import { at } from "./root.js";

const worker = at("/sw.js");
worker.searchParams.set("lang", language);
navigator.serviceWorker
  ?.register(worker, { scope: at("/app"), updateViaCache: "none" })
  // Where nothing may be kept, the browser says by itself that it is offline.
  .catch(() => {});
