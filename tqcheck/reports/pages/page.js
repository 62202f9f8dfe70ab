"use strict";
// Sorts and narrows the list of segments. It reads the page's own elements and nothing else; its
// state is the fragment of the address, so that a bar of a picture can be a link and a view can be sent.
(() => {
  const byId = (id) => document.getElementById(id);
  for (const element of document.querySelectorAll(".copy, .scripted")) element.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".copy");
    if (button) copy(button);
  });

  async function copy(button) {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code); // no clipboard: a person can copy what is selected
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  }

  const list = byId("rows");
  const controls = byId("controls");
  if (!list || !controls) return;
  const status = document.querySelector(".status");
  const more = byId("more");
  const keys = ["metric", "sort", "system", "kind", "from", "to", "show", "search"];
  const fields = {};
  for (const key of keys) {
    const field = byId("c-" + key);
    if (field) fields[key] = field;
  }
  const metrics = fields.metric ? [...fields.metric.options].map((option) => option.value) : [];
  const rows = [...list.children].map((element) => ({
    element,
    order: Number(element.dataset.order),
    kinds: (element.dataset.kinds || "").split(" "),
    scores: new Map(element.dataset.scores.split(";").map((part) => {
      const [system, values] = part.split(":");
      return [system, (values || "").split(",").map((value) => (value === "" ? NaN : Number(value)))];
    })),
  }));
  const lower = new Set(metrics.filter((name, index) => fields.metric.options[index].dataset.lower !== undefined));
  const defaults = {};
  for (const key in fields) defaults[key] = fields[key].value;

  // What a person reads in a row, without the words that a hypothesis lacks.
  function words(row) {
    if (row.words === undefined) {
      const walker = document.createTreeWalker(row.element, NodeFilter.SHOW_TEXT);
      row.words = "";
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.parentElement.closest("del, .foot")) row.words += node.data;
        if (!node.nextSibling && node.parentElement.matches("p, b")) row.words += "\n";
      }
      row.words = row.words.normalize("NFC").toLowerCase();
    }
    return row.words;
  }

  function state() {
    const found = {};
    for (const key in fields) found[key] = fields[key].value;
    return found;
  }

  // "#metric=chrF&sort=worst": what is not named has its default.
  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (location.hash.length > 1 && !location.hash.includes("=")) return;
    for (const key in fields) {
      let value = given.get(key);
      if (value === null) value = defaults[key];
      if (fields[key].tagName === "SELECT") {
        const wanted = value.replaceAll(" ", "+").toLowerCase(); // "chrF++" typed by hand arrives with spaces
        const option = [...fields[key].options].find((o) => o.value === value || o.value.toLowerCase() === wanted);
        value = option ? option.value : defaults[key];
      }
      fields[key].value = value;
    }
  }

  function write() {
    const now = state();
    const changed = new URLSearchParams();
    for (const key in now) if (now[key] !== defaults[key]) changed.set(key, now[key]);
    try {
      history.replaceState(null, "", "#" + (changed.size ? changed : "segments"));
    } catch {
      // a page inside another may not change its address; the list is sorted all the same
    }
  }

  function apply() {
    const now = state();
    const metric = Math.max(0, metrics.indexOf(now.metric));
    const sign = lower.has(now.metric) ? -1 : 1;
    const from = now.from === undefined || now.from === "" ? -Infinity : Number(now.from);
    const to = now.to === undefined || now.to === "" ? Infinity : Number(now.to);
    const bounded = from > -Infinity || to < Infinity;
    const wanted = (now.search || "").normalize("NFC").toLowerCase().trim();
    const held = [];
    for (const row of rows) {
      row.element.hidden = true;
      const values = now.system
        ? [(row.scores.get(String(Number(now.system) - 1)) || [])[metric]]
        : [...row.scores.values()].map((scores) => scores[metric]);
      const numbers = values.filter((value) => Number.isFinite(value));
      if (now.system && !row.scores.has(String(Number(now.system) - 1))) continue;
      if (bounded && !numbers.some((value) => value >= from && value < to)) continue;
      if (now.kind && !row.kinds.includes(now.kind)) continue;
      if (wanted && !words(row).includes(wanted)) continue;
      row.key = key(now.sort, numbers.map((value) => value * sign), row);
      held.push(row);
    }
    held.sort((a, b) => a.key - b.key || a.order - b.order);
    const most = now.show === "all" ? held.length : Number(now.show);
    const sorted = document.createDocumentFragment();
    held.forEach((row, place) => {
      row.element.hidden = place >= most;
      sorted.append(row.element);
    });
    list.prepend(sorted);
    const shown = Math.min(most, held.length);
    const count = (number) => number.toLocaleString("en");
    status.textContent = held.length === 0
      ? `None of the ${count(rows.length)} segments on this page is like that.`
      : held.length === rows.length
        ? `Showing ${count(shown)} of the ${count(rows.length)} segments on this page.`
        : `Showing ${count(shown)} of ${count(held.length)} that fit, among the ${count(rows.length)} segments on this page.`;
    more.parentElement.hidden = shown >= held.length;
    for (const bar of document.querySelectorAll(".histogram a")) {
      const here = new URLSearchParams(bar.getAttribute("href").slice(1));
      const same = bounded && ["metric", "from", "to", "system"].every((name) => (here.get(name) || "") === (now[name] || ""));
      if (same) bar.setAttribute("aria-current", "true");
      else bar.removeAttribute("aria-current");
    }
  }

  // Rises in the wanted order; `numbers` are turned so that higher is better.
  function key(sort, numbers, row) {
    if (sort === "order") return row.order;
    if (!numbers.length) return Number.MAX_VALUE;
    const low = Math.min(...numbers);
    const high = Math.max(...numbers);
    return sort === "best" ? -high : sort === "apart" ? low - high : low;
  }

  let waiting = 0;
  controls.hidden = false;
  status.hidden = false;
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("input", (event) => {
    if (event.target.id === "c-missing") {
      document.body.classList.toggle("without-missing", !event.target.checked);
      return;
    }
    clearTimeout(waiting);
    waiting = setTimeout(() => { apply(); write(); }, event.target.type === "search" ? 150 : 0);
  });
  controls.addEventListener("reset", () => setTimeout(() => {
    document.body.classList.remove("without-missing");
    for (const key in fields) fields[key].value = defaults[key];
    apply();
    write();
  }));
  more.addEventListener("click", () => {
    const next = [...fields.show.options].findIndex((option) => option.selected) + 1;
    fields.show.selectedIndex = Math.min(next, fields.show.options.length - 1);
    apply();
    write();
  });
  addEventListener("hashchange", () => {
    read();
    apply();
    if (location.hash.includes("=")) byId("segments").scrollIntoView();
  });
  read();
  apply();
  if (location.hash.includes("=")) byId("segments").scrollIntoView();
})();
