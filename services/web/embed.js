// Puts the assistant into another page: a button that opens it in a frame.
// Options are data- attributes of the script element; docs/embedding.md lists them.

(() => {
  const script = document.currentScript;
  const labels = {/* labels */};
  const { lang = "", position = "right", theme = "auto" } = script.dataset;
  const spoken = [lang, ...navigator.languages, "en"].map((tag) => tag.toLowerCase().split("-")[0]);
  const language = spoken.find((one) => labels[one]);
  const { label = labels[language] } = script.dataset;
  const { sections = "section[id], [data-section]", section } = script.dataset;
  const page = new URL("embed", script.src);
  const home = page.origin;

  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host { all: initial; }
    * { box-sizing: border-box; }
    button, iframe { position: fixed; z-index: 2147483000; ${position === "left" ? "left" : "right"}: 1rem; }
    button {
      bottom: 1rem; min-height: 3rem; padding: 0.6rem 1.2rem; border: 0; border-radius: 99px; cursor: pointer;
      font: 600 1rem/1.3 system-ui, sans-serif; color: #fff; background: #0b6470; box-shadow: 0 4px 18px rgb(0 0 0 / 25%);
    }
    button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #0b6470; }
    iframe {
      bottom: 5rem; width: min(25rem, calc(100vw - 2rem)); height: min(40rem, calc(100dvh - 6.5rem));
      border: 1px solid rgb(128 128 128 / 40%); border-radius: 18px; background: Canvas; box-shadow: 0 12px 48px rgb(0 0 0 / 30%);
    }
    [hidden] { display: none; }
    @media (width < 30rem) {
      iframe { inset: 0; width: 100vw; height: 100dvh; border: 0; border-radius: 0; }
    }
  `);
  const host = document.createElement("viva-voce");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [look];
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.setAttribute("aria-expanded", "false");
  root.append(button);

  let frame = null;
  let isReady = false;
  let seen = section;

  const tell = (what) => {
    if (isReady) frame.contentWindow.postMessage(what, home);
  };
  const tellSection = () => tell({ vivaVoce: "section", section: seen });

  function open() {
    frame ??= makeFrame();
    frame.hidden = false;
    button.setAttribute("aria-expanded", "true");
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
    if (lang) page.searchParams.set("lang", language);
    made.src = page.href;
    root.append(made);
    return made;
  }

  button.onclick = () => (frame && !frame.hidden ? close() : open());
  window.addEventListener("message", ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== home) return;
    if (data?.vivaVoce === "close") close();
    if (data?.vivaVoce !== "ready") return;
    isReady = true;
    tellSection();
    tell({ vivaVoce: "opened" });
  });

  // The section that crosses the middle of the window is the one looked at.
  function watchSections() {
    const watcher = new IntersectionObserver(
      (entries) => {
        const entered = entries.filter((entry) => entry.isIntersecting).at(-1);
        if (!entered) return;
        seen = entered.target.dataset.section || entered.target.id;
        tellSection();
      },
      { rootMargin: "-50% 0px -50% 0px" },
    );
    for (const node of document.querySelectorAll(sections)) watcher.observe(node);
  }

  function start() {
    document.body.append(host);
    if (!section) watchSections();
  }

  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
