// The reply editor. A transparent textarea lies over a copy of its text that carries the
// marks. Text comes from the person only; the kernel replaces it through `load`.
const SOON = 120; // milliseconds between two messages while a person types
const PAUSE = 500; // milliseconds of silence after which the whole draft is read
const HUGE = 20000; // characters from which the text is only kept: browsers lay out Arabic in squared time
const AGAIN = 4000; // milliseconds after which an unconfirmed draft is sent again

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function mirrorOf(key) {
  try {
    return JSON.parse(localStorage.getItem(`workbench:draft:${key}`) ?? "null");
  } catch {
    return null;
  }
}

function keep(key, text, sequence) {
  try {
    localStorage.setItem(`workbench:draft:${key}`, JSON.stringify({ text, sequence }));
  } catch {
    // A full or forbidden storage only costs the second copy; the service keeps the first.
  }
}

function render({ model, el }) {
  const id = `wb-editor-${Math.random().toString(36).slice(2)}`;
  const label = element("label", { class: "wb-editor__label", for: id });
  const marks = element("div", { class: "wb-editor__marks", "aria-hidden": "true" });
  const area = element("textarea", {
    id,
    class: "wb-editor__text",
    rows: "5",
    spellcheck: "true",
    autocomplete: "off",
    "aria-describedby": `${id}-foot`,
  });
  const box = element("div", { class: "wb-editor__box" }, marks, area);
  const status = element("span", { class: "wb-editor__status", role: "status" });
  const counter = element("span", { class: "wb-editor__counter" });
  const foot = element("div", { class: "wb-editor__foot", id: `${id}-foot` }, status, counter);
  const notes = element("ul", { class: "wb-editor__notes" });
  el.classList.add("wb-editor");
  el.append(label, box, foot, notes);

  let key = "";
  let sequence = 0;
  let soon = 0;
  let pause = 0;
  let segments = [];

  const words = () => model.get("words");
  const unsaved = () => (model.get("acknowledged").sequence ?? 0) < sequence;

  function send(kind) {
    try {
      model.send({ kind, text: area.value, sequence });
    } catch {
      // The page is being left or its kernel is gone; the mirror has the text.
    }
  }

  function paint() {
    marks.replaceChildren();
    notes.replaceChildren();
    if (area.value.length > HUGE) return;
    let rest = area.value;
    const shown = new Map();
    for (const segment of segments) {
      if (!rest.startsWith(segment.text)) break;
      rest = rest.slice(segment.text.length);
      if (!segment.mark) {
        marks.append(segment.text);
        continue;
      }
      marks.append(element("mark", { class: `wb-mark wb-mark--${segment.mark}` }, segment.text));
      if (segment.note) shown.set(segment.text.trim(), segment);
    }
    marks.append(rest, "\u200b");
    notes.replaceChildren(
      ...[...shown].slice(0, 4).map(([text, segment]) =>
        element(
          "li",
          {},
          element("bdi", { class: `wb-mark wb-mark--${segment.mark}` }, text),
          " ",
          element("span", {}, segment.note),
        ),
      ),
    );
  }

  function count() {
    const length = [...area.value].length;
    const limit = model.get("limit");
    counter.textContent = (words().counter ?? "{count} / {limit}")
      .replace("{count}", length.toLocaleString(model.get("lang")))
      .replace("{limit}", limit.toLocaleString(model.get("lang")));
    counter.classList.toggle("wb-editor__counter--over", length > limit);
    if (length > limit) counter.textContent += ` · ${words().over ?? ""}`;
  }

  function grow() {
    if (area.value.length > HUGE) return void (area.style.blockSize = "24rem");
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  }

  function tell() {
    const { at } = model.get("acknowledged");
    let text = "";
    if (sequence && unsaved()) text = words().saving;
    else if (at) {
      const time = new Date(at).toLocaleTimeString(model.get("lang"), {
        hour: "2-digit",
        minute: "2-digit",
      });
      text = (words().saved ?? "").replace("{time}", time);
    }
    if (status.textContent !== text) status.textContent = text ?? "";
  }

  function refresh() {
    paint();
    count();
    grow();
    tell();
  }

  area.addEventListener("input", () => {
    sequence = Math.max(sequence + 1, Date.now());
    keep(key, area.value, sequence);
    refresh();
    if (!soon) soon = setTimeout(() => ((soon = 0), send("typed")), SOON);
    clearTimeout(pause);
    pause = setTimeout(() => send("paused"), PAUSE);
  });
  // Whoever leaves the editor for a button must find all text there before the click arrives.
  area.addEventListener("blur", () => {
    if (!soon) return;
    clearTimeout(soon);
    soon = 0;
    send("typed");
  });
  area.addEventListener("scroll", () => (marks.scrollTop = area.scrollTop));

  const again = setInterval(() => {
    if (sequence && unsaved()) {
      if (status.textContent !== words().unsaved) status.textContent = words().unsaved ?? "";
      send("typed");
    }
  }, AGAIN);
  const leave = () => unsaved() && send("typed");
  window.addEventListener("pagehide", leave);

  function loaded() {
    const load = model.get("load");
    if (!load.key) return;
    const mirror = mirrorOf(load.key);
    const later = !load.force && mirror && mirror.sequence >= load.sequence && mirror.text;
    key = load.key;
    segments = [];
    area.value = later ? mirror.text : load.text;
    sequence = later ? mirror.sequence : load.sequence;
    if (load.force) {
      sequence = Math.max(sequence + 1, Date.now());
      keep(key, area.value, sequence);
      send("typed");
      area.focus();
    } else if (later) {
      send("typed");
    }
    if (area.value) send("paused");
    requestAnimationFrame(refresh);
  }

  function configured() {
    label.textContent = model.get("label");
    area.lang = marks.lang = model.get("lang");
    box.dir = model.get("dir");
    area.placeholder = words().placeholder ?? "";
    area.disabled = !model.get("enabled");
    refresh();
  }

  const on = {
    "change:load": loaded,
    "change:segments": () => ((segments = model.get("segments")), paint()),
    "change:acknowledged": tell,
    "change:label": configured,
    "change:lang": configured,
    "change:dir": configured,
    "change:limit": configured,
    "change:words": configured,
    "change:enabled": configured,
  };
  for (const [event, act] of Object.entries(on)) model.on(event, act);
  configured();
  loaded();
  const watch = new ResizeObserver(grow);
  watch.observe(el);
  return () => {
    clearInterval(again);
    clearTimeout(soon);
    clearTimeout(pause);
    watch.disconnect();
    window.removeEventListener("pagehide", leave);
    for (const [event, act] of Object.entries(on)) model.off(event, act);
  };
}

export default { render };
