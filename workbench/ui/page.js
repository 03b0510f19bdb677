// Keeps the document in step with the page's language, announces, moves focus.
function render({ model, el }) {
  const live = document.createElement("div");
  live.setAttribute("role", "status");
  live.className = "wb-hidden";
  el.append(live);

  function dress() {
    const root = document.documentElement;
    if (document.body.classList.contains("wb-body")) {
      root.lang = model.get("lang");
      root.dir = model.get("dir");
      if (model.get("title")) document.title = model.get("title");
    }
    const parts = { home: ".wb-nav a:nth-of-type(1)", practice: ".wb-nav a:nth-of-type(2)", footer: ".wb-footer" };
    for (const [name, selector] of Object.entries(parts)) {
      const part = document.querySelector(selector);
      if (part && model.get("frame")[name]) part.textContent = model.get("frame")[name];
    }
    for (const [name, text] of Object.entries(model.get("frame"))) {
      const notice = document.querySelector(`#wb-session [data-wb-when="${name}"]`);
      if (notice) notice.textContent = text;
      const reload = name === "reload" && document.querySelector("#wb-session [data-wb-reload]");
      if (reload) reload.textContent = text;
    }
    try {
      const chosen = model.get("chosen");
      if (chosen.language) {
        // The server reads it for the frame of the next page; a year, this site only.
        document.cookie = `workbench_language=${chosen.language};path=/;max-age=31536000;SameSite=Lax`;
      }
    } catch {
      // Only a convenience.
    }
  }

  model.on("msg:custom", (message) => {
    if (message.kind === "announce") live.textContent = message.text;
    if (message.kind === "show") {
      setTimeout(() => {
        const target = document.querySelector(`.${message.name}`);
        if (!target || document.activeElement?.matches("textarea")) return; // who writes keeps the focus
        const field = target.querySelector("textarea, h1, h2, h3, button") ?? target;
        if (!field.matches("textarea, button")) field.tabIndex = -1;
        field.focus({ preventScroll: true });
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
      }, 150);
    }
  });
  for (const name of ["lang", "dir", "title", "frame", "chosen"]) model.on(`change:${name}`, dress);
  dress();

  // On a small screen the case file starts folded: the reply comes first.
  const small = matchMedia("(max-width: 63.99rem)");
  const fold = (root) =>
    small.matches && root.querySelectorAll?.("details[data-fold]").forEach((part) => (part.open = false));
  const watch = new MutationObserver((changes) =>
    changes.forEach((change) => change.addedNodes.forEach(fold)),
  );
  watch.observe(document.body, { childList: true, subtree: true });
  return () => watch.disconnect();
}

export default { render };
