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
    for (const [name, text] of Object.entries(model.get("session"))) {
      const notice = document.querySelector(`#wb-session [data-wb-when="${name}"]`);
      if (notice) notice.textContent = text;
      const reload = name === "reload" && document.querySelector("#wb-session [data-wb-reload]");
      if (reload) reload.textContent = text;
    }
    try {
      const chosen = model.get("chosen");
      if (Object.keys(chosen).length) localStorage.setItem("workbench:chosen", JSON.stringify(chosen));
    } catch {
      // Only a convenience.
    }
  }

  model.on("msg:custom", (message) => {
    if (message.kind === "announce") live.textContent = message.text;
    if (message.kind === "show") {
      setTimeout(() => {
        const target = document.querySelector(`.${message.name}`);
        if (!target) return;
        const field = target.querySelector("textarea, h1, h2, h3, button") ?? target;
        if (!field.matches("textarea, button")) field.tabIndex = -1;
        field.focus({ preventScroll: true });
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
      }, 150);
    }
  });
  for (const name of ["lang", "dir", "title", "session", "chosen"]) model.on(`change:${name}`, dress);
  dress();
  try {
    const chosen = JSON.parse(localStorage.getItem("workbench:chosen") ?? "null");
    model.send({ kind: "ready", chosen, languages: navigator.languages ?? [] });
  } catch {
    model.send({ kind: "ready", chosen: null, languages: [] });
  }
}

export default { render };
