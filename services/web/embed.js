// Puts the assistant into another page: a button that opens it in a frame.
// Options are data- attributes of the script element; docs/embedding.md lists them.

(() => {
  const script = document.currentScript;
  const words = {/* words */};
  const { lang = "", theme = "auto" } = script.dataset;
  const CHOSEN = "viva-voce-language";
  const liked = [remembered(CHOSEN) ?? "", lang, ...navigator.languages, "en"];
  const language = liked.map((tag) => tag.toLowerCase().split("-")[0]).find((one) => words[one]);
  const { label = words[language].label } = script.dataset;
  const { sections = "section[id], [data-section]", section, context = "text" } = script.dataset;
  const page = new URL("embed", script.src);
  const home = page.origin;
  const LONGEST = 120;
  const MOST_STARTERS = 4;
  const PATIENCE_MS = 2000;
  const STILL_MS = 200;
  const GREETED = "viva-voce-greeted";
  const ICONS = {
    microphone: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
    chat: "M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z",
    none: "",
    cross: "M6 6l12 12M18 6L6 18",
  };

  // What cannot be used is passed over, and said once.
  const remark = (name, why) => {
    console.warn(`Viva Voce: data-${name} ${why}; it is left out.`);
    return null;
  };

  /* widget/colours.js */
  /* widget/memory.js */
  /* widget/visible-text.js */

  function plain(name, words) {
    if (!words) return null;
    if (/<[a-z/!?]/i.test(words)) return remark(name, "holds HTML, and plain words are shown");
    if (words.length > LONGEST) return remark(name, `is longer than ${LONGEST} characters`);
    return words.trim() || null;
  }

  function starters(written) {
    const texts = (written ?? "").split("|").map((text) => plain("starters", text.trim())).filter(Boolean);
    if (texts.length > MOST_STARTERS) remark("starters", `has room for ${MOST_STARTERS} and holds more`);
    return texts.slice(0, MOST_STARTERS);
  }

  // "left", "top", "top left", "bottom-right": what is not said is right and at the bottom.
  function place(written) {
    const words = written.toLowerCase().split(/[\s-]+/).filter(Boolean);
    const isKnown = words.every((word) => ["left", "right", "top", "bottom"].includes(word));
    if (!isKnown) remark("position", "takes left or right, and top or bottom");
    return {
      side: isKnown && words.includes("left") ? "left" : "right",
      edge: isKnown && words.includes("top") ? "top" : "bottom",
    };
  }

  // "photo" is the owner's own; else an address of yours.
  function picture(written, photo) {
    if (!written || written === "none") return null;
    if (written === "photo") return photo ? new URL(photo, script.src).href : remark("avatar", "is photo, and the résumé has none");
    try {
      const address = new URL(written, document.baseURI);
      if (["http:", "https:"].includes(address.protocol) || written.startsWith("data:image/")) return address.href;
    } catch {
      // Said below.
    }
    return remark("avatar", "is no address of a picture");
  }

  // Whether this page may frame the assistant, and how the owner looks. Where that cannot
  // be asked, as under a strict policy of this page, the frame is tried.
  async function terms() {
    try {
      const asked = { credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS) };
      const reply = await fetch(new URL("embed/allowed", script.src), asked);
      return reply.ok ? await reply.json() : { allowed: true };
    } catch {
      return { allowed: true };
    }
  }

  const { side, edge } = place(script.dataset.position ?? "");
  const greeting = plain("greeting", script.dataset.greeting);
  const firstQuestions = starters(script.dataset.starters);

  const look = (accent, ink) => `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .dock, iframe { position: fixed; z-index: 2147483000; ${side}: 1rem; }
    .dock { ${edge}: 1rem; display: flex; flex-direction: ${edge === "top" ? "column" : "column-reverse"}; gap: 0.6rem;
      align-items: ${side === "left" ? "flex-start" : "flex-end"}; pointer-events: none; font: 1rem/1.35 system-ui, sans-serif; }
    .dock > * { pointer-events: auto; }
    button { font: inherit; cursor: pointer; border: 0; }
    button:focus-visible { outline: 2px solid #fff; outline-offset: 0; box-shadow: 0 0 0 5px #14181f; }
    .open { display: flex; align-items: center; gap: 0.6rem; min-height: 3rem; padding: 0.5rem 1.2rem; border-radius: 99px; font-weight: 600;
      color: ${ink}; background: ${accent}; border: 1px solid color-mix(in srgb, ${ink} 30%, ${accent}); box-shadow: 0 4px 18px rgb(0 0 0 / 25%);
      transition: translate 160ms ease, box-shadow 160ms ease; }
    .open:hover { translate: 0 -2px; box-shadow: 0 8px 24px rgb(0 0 0 / 30%); }
    .open:has(svg, img) { padding-inline-start: 0.9rem; }
    svg { width: 1.4rem; height: 1.4rem; flex: none; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
    img { width: 2.2rem; height: 2.2rem; margin: -0.2rem 0 -0.2rem -0.4rem; border-radius: 50%; object-fit: cover; flex: none; }
    .open[aria-expanded="true"] :is(.icon, img), .open:not([aria-expanded="true"]) .cross { display: none; }
    .teaser { display: flex; align-items: flex-start; max-width: min(20rem, calc(100vw - 2rem)); border-radius: 16px; border-end-${side === "left" ? "start" : "end"}-radius: 4px;
      color: CanvasText; background: Canvas; border: 1px solid rgb(128 128 128 / 40%); box-shadow: 0 8px 28px rgb(0 0 0 / 22%); animation: rise 240ms ease both; }
    .teaser button { color: inherit; background: none; border-radius: 16px; }
    .say { padding: 0.75rem 0 0.75rem 1rem; text-align: start; overflow-wrap: anywhere; }
    .away { width: 2.5rem; min-height: 2.75rem; display: grid; place-items: center; flex: none; }
    .away svg { width: 1rem; height: 1rem; }
    iframe { ${edge}: 5rem; width: min(25rem, calc(100vw - 2rem)); height: min(40rem, calc(100dvh - 6.5rem)); transform-origin: ${edge} ${side};
      border: 1px solid rgb(128 128 128 / 40%); border-radius: 18px; background: Canvas; box-shadow: 0 12px 48px rgb(0 0 0 / 30%);
      transition: opacity 180ms ease, scale 180ms ease, display 180ms allow-discrete; }
    [hidden] { display: none; }
    iframe[hidden] { opacity: 0; scale: 0.96; pointer-events: none; }
    @starting-style { iframe:not([hidden]) { opacity: 0; scale: 0.96; } }
    @keyframes rise { from { opacity: 0; translate: 0 0.5rem; } }
    @media (width < 30rem) {
      iframe { inset: 0; width: 100vw; height: 100dvh; border: 0; border-radius: 0; }
    }
    @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
    @media (forced-colors: active) { .open, .teaser { border: 2px solid ButtonText; } }
  `;

  function drawing(name, kind) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", ICONS[name]);
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", kind);
    svg.append(path);
    return svg;
  }

  function knob(kind, onclick, ...children) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: kind, onclick });
    made.append(...children);
    return made;
  }

  const host = document.createElement("viva-voce");
  const root = host.attachShadow({ mode: "open" });
  const dock = document.createElement("div");
  dock.className = "dock";
  root.append(dock);
  const shownLabel = document.createElement("span");
  shownLabel.textContent = label;
  const button = knob("open", () => (frame && !frame.hidden ? close() : open()), shownLabel, drawing("cross", "cross"));
  dock.append(button);

  let frame = null;
  let teaser = null;
  let isReady = false;
  let isAllowed = true;
  let seen = { name: section, node: null };

  const tell = (what) => {
    if (isReady) frame.contentWindow.postMessage(what, home);
  };
  const textOf = (node) => (context === "text" ? visibleText(node ?? document.body) : "");
  const tellSection = () => isReady && tell({ vivaVoce: "section", section: seen.name, text: textOf(seen.node) });

  function open() {
    dismiss();
    if (!isAllowed) {
      window.open(new URL("app", script.src), "_blank", "noopener");
      return;
    }
    frame ??= makeFrame();
    frame.hidden = false;
    button.setAttribute("aria-expanded", "true");
    tellSection();
    tell({ vivaVoce: "opened" });
  }

  function close() {
    frame.hidden = true;
    tell({ vivaVoce: "closed" });
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  function makeFrame() {
    const made = document.createElement("iframe");
    made.title = label;
    made.allow = "microphone; autoplay; screen-wake-lock";
    page.searchParams.set("theme", theme);
    page.searchParams.set("lang", language);
    made.src = page.href;
    root.append(made);
    return made;
  }

  function dismiss() {
    teaser?.remove();
    teaser = null;
  }

  // Once for a visitor.
  function isGreeted() {
    const before = remembered(GREETED);
    remember(GREETED, "yes");
    return before !== null;
  }

  function greet() {
    if (!greeting || isGreeted()) return;
    const away = knob("away", () => { dismiss(); button.focus(); }, drawing("cross", "x"));
    away.setAttribute("aria-label", words[language].dismiss);
    teaser = document.createElement("div");
    teaser.className = "teaser";
    teaser.append(knob("say", open, greeting), away);
    teaser.onkeydown = ({ key }) => key === "Escape" && away.click();
    dock.append(teaser);
  }

  function refuse() {
    isAllowed = false;
    const more = `${location.origin} is not among the pages that may show it in a frame`;
    const fix = `Add ${location.origin} to CORS_ORIGINS of the service at ${home}`;
    console.error(`Viva Voce: ${more}. ${fix}. Until then the button opens the assistant in a tab.`);
  }

  // Colours, picture and icon, as this page says, or else as the owner does.
  function dress({ accent, photo }) {
    const wished = script.dataset.color && (colour(script.dataset.color) ?? remark("color", "is no colour"));
    const shade = wished || colour(accent ?? "") || "#0b6470";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look(shade, inkOn(shade)));
    root.adoptedStyleSheets = [sheet];
    const address = picture(script.dataset.avatar, photo);
    const { icon = "microphone" } = script.dataset;
    const known = ["microphone", "chat", "none"].includes(icon) ? icon : remark("icon", "takes microphone, chat or none") ?? "microphone";
    const sign = known === "none" ? "" : drawing(known, "icon");
    if (!address) return button.prepend(sign);
    const image = new Image();
    Object.assign(image, { alt: "", src: address, onerror: () => image.replaceWith(sign) });
    button.prepend(image);
  }

  window.addEventListener("message", ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== home) return;
    if (data?.vivaVoce === "close") close();
    if (data?.vivaVoce === "language" && words[data.language]) remember(CHOSEN, data.language);
    if (data?.vivaVoce !== "ready") return;
    isReady = true;
    tell({ vivaVoce: "opening", greeting, starters: firstQuestions });
    tellSection();
    tell({ vivaVoce: "opened" });
  });

  // The section that crosses the middle of the window is the one looked at.
  function watchSections() {
    const watcher = new IntersectionObserver(
      (entries) => {
        const entered = entries.filter((entry) => entry.isIntersecting).at(-1);
        if (!entered) return;
        seen = { name: entered.target.dataset.section || entered.target.id, node: entered.target };
        tellSection();
      },
      { rootMargin: "-50% 0px -50% 0px" },
    );
    for (const node of document.querySelectorAll(sections)) watcher.observe(node);
  }

  // Once the page stands still, other words of a long part may be seen.
  let stillness = 0;
  function scrolled() {
    clearTimeout(stillness);
    if (frame && !frame.hidden) stillness = setTimeout(tellSection, STILL_MS);
  }

  async function start() {
    if (!section) watchSections();
    window.addEventListener("scroll", scrolled, { passive: true });
    const found = await terms();
    dress(found);
    if (found.allowed) button.setAttribute("aria-expanded", "false");
    else refuse();
    document.body.append(host);
    greet();
  }

  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
