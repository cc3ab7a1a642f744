"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const dark = matchMedia("(prefers-color-scheme: dark)"), paper = matchMedia("print");
  const benchmarks = all(".benchmark");
  let printing = false;
  root.classList.add("js");

  const mostPrinted = 200; // charts that are drawn on paper
  function draw() {
    const boxes = printing ? all("[data-chart]").slice(0, mostPrinted) : all(".benchmark.opens .panel.opens [data-chart]");
    for (const box of boxes) if (!box.closest("details:not([open])")) Charts.draw(box, dark.matches && !printing ? "dark" : "light");
  }

  // show opens a benchmark at a tab; without one, at the tab that it was left at.
  function show(benchmark, key) {
    for (const b of benchmarks) b.classList.toggle("opens", b === benchmark);
    for (const row of all("tr[data-of]")) row.classList.toggle("current", row.dataset.of === benchmark.id);
    for (const tab of all("[role=tab]", benchmark)) {
      const panel = document.getElementById(tab.getAttribute("aria-controls"));
      const on = key ? panel.id === benchmark.id + "/" + key : tab.getAttribute("aria-selected") === "true";
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      panel.classList.toggle("opens", on);
      if (on && key) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    draw();
  }
  function follow() {
    const [name, key] = decodeURIComponent(location.hash.slice(1)).split("/");
    const benchmark = benchmarks.find((b) => b.id === name);
    if (!benchmark) return false;
    const known = key && document.getElementById(name + "_" + key);
    show(benchmark, known ? key : undefined);
    benchmark.scrollIntoView();
    return true;
  }
  addEventListener("hashchange", follow);

  for (const benchmark of benchmarks) {
    const tabs = all("[role=tab]", benchmark);
    const choose = (tab) => {
      const id = tab.getAttribute("aria-controls");
      history.replaceState(null, "", "#" + id);
      show(benchmark, id.slice(benchmark.id.length + 1));
    };
    tabs.forEach((tab, i) => {
      tab.addEventListener("click", () => choose(tab));
      tab.addEventListener("keydown", (e) => {
        const to = { ArrowRight: i + 1, ArrowLeft: i - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[e.key];
        if (to === undefined) return;
        e.preventDefault();
        const next = tabs[to % tabs.length];
        next.focus();
        choose(next);
      });
    });
  }
  for (const row of all("tr[data-of]")) {
    row.addEventListener("click", (e) => { if (!e.target.closest("a") && !String(getSelection())) location.hash = row.dataset.of; });
  }

  for (const details of all(".numbers")) {
    details.addEventListener("toggle", () => {
      const into = details.querySelector(".scroll");
      if (details.open && !into.firstChild) into.append(Charts.table(details.parentNode.querySelector("[data-chart]")));
    });
  }

  for (const details of all(".iteration")) details.addEventListener("toggle", draw);

  const words = document.getElementById("the_filter"), broken = document.getElementById("the_broken");
  function filter() {
    const word = words.value.trim().toLowerCase(), seen = new Set(), names = new Map();
    for (const row of all("tr[data-of]")) names.set(row.dataset.of, (names.get(row.dataset.of) || "") + " " + row.textContent.toLowerCase());
    for (const row of all("tr[data-of]")) {
      row.hidden = !names.get(row.dataset.of).includes(word) || (broken.checked && row.dataset.tone === "good");
      if (!row.hidden) seen.add(row.dataset.of);
    }
    document.getElementById("the_found").textContent = seen.size === names.size ? "" : seen.size + " of " + names.size;
  }
  if (words) {
    words.form.addEventListener("submit", (e) => e.preventDefault());
    words.addEventListener("input", filter);
    broken.addEventListener("change", filter);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }
  for (const button of all("[data-copy]")) {
    button.addEventListener("click", async () => {
      const said = button.textContent;
      await copy(button.dataset.copy);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = said; }, 1500);
    });
  }

  const folded = all(".iteration:not([open])");
  const press = (on) => {
    if (on !== printing) for (const details of folded) details.open = on;
    printing = on;
    draw();
  };
  addEventListener("beforeprint", () => press(true));
  addEventListener("afterprint", () => press(false));
  paper.addEventListener("change", () => press(paper.matches));
  dark.addEventListener("change", draw);
  let soon;
  addEventListener("resize", () => { clearTimeout(soon); soon = setTimeout(draw, 120); });

  if (!follow() && benchmarks.length) show(benchmarks.find((b) => b.classList.contains("opens")) || benchmarks[0]);
})();
