// The life of a page: the skeleton until the first widget exists, and a notice when the
// kernel behind the page has ended or cannot be reached. Needs no other script.
(() => {
  const BEAT = 4000; // milliseconds between two looks at the kernel
  const MISSES = 2; // unanswered looks before the visitor is told
  const STUCK = 60000; // milliseconds after which a page without its widget is given up
  const OUTPUT = 'script[type="application/vnd.voila.cell-output+json"]';
  const WIDGET = "application/vnd.jupyter.widget-view+json";

  let state = "live"; // live | away | ended | stuck
  let misses = 0;
  let ready = false;

  const byId = (id) => document.getElementById(id);

  function show(next) {
    if (state === next || state === "ended") return;
    state = next;
    const notice = byId("wb-session");
    for (const text of notice.querySelectorAll("[data-wb-when]")) {
      text.hidden = text.dataset.wbWhen !== state;
    }
    notice.hidden = state === "live";
    document.dispatchEvent(new CustomEvent("wb:session", { detail: state }));
  }

  async function look() {
    if (state === "ended") return;
    const config = JSON.parse(byId("jupyter-config-data").textContent);
    try {
      const answer = await fetch(`${config.baseUrl}api/kernels/${config.kernelId}`, {
        cache: "no-store",
        signal: AbortSignal.timeout(BEAT),
      });
      if (answer.status === 404 || answer.status === 403) return show("ended");
      misses = answer.ok ? 0 : misses + 1;
    } catch {
      misses += 1;
    }
    if (misses >= MISSES) show("away");
    else if (misses === 0 && state === "away") show("live");
  }

  function reveal() {
    if (ready) return;
    ready = true;
    observer.disconnect();
    byId("wb-skeleton")?.remove();
  }

  const observer = new MutationObserver(() => {
    if (document.querySelector("#rendered_cells .jupyter-widgets")) reveal();
  });
  observer.observe(document, { childList: true, subtree: true });

  window.workbench = {
    // Called by the page when all its cells have run.
    complete() {
      const outputs = [...document.querySelectorAll(OUTPUT)];
      if (!outputs.some((output) => output.textContent.includes(WIDGET))) reveal();
      setTimeout(() => ready || (reveal(), show("stuck")), STUCK);
    },
  };
  // Voila calls these by name while it sends the page.
  window.voila_heartbeat = window.voila_process = window.voila_finish = () => {};

  setInterval(look, BEAT);
  window.addEventListener("online", look);
  window.addEventListener("pageshow", (event) => event.persisted && look());
  window.addEventListener("offline", () => show("away"));
  document.addEventListener("visibilitychange", () => document.hidden || look());
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-wb-reload]")) location.reload();
  });
})();
