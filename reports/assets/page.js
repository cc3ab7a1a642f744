"use strict";
// The page's behaviour. It listens at the document, so that <main> can be filled anew at any time: Page.refresh then shows
// it as the address and the filter say.
const Page = (() => {
  const root = document.documentElement;
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const one = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)"), paper = matchMedia("print");
  const benchmarks = () => all(".benchmark");
  let printing = false;
  root.classList.add("js");

  // What is printed at most, and how wide a chart is on paper.
  const mostCharts = 200, mostBenchmarks = 60, paperWidth = 680;
  function draw() {
    const boxes = printing ? all("[data-chart]").slice(0, mostCharts) : all(".benchmark.opens .panel.opens [data-chart], .glance [data-chart]");
    for (const box of boxes) if (!box.closest("details:not([open])")) Charts.draw(box, dark.matches && !printing ? "dark" : "light", printing ? paperWidth : 0);
  }

  // bundles are what is inside of benchmarks, by the element that holds it: a promise, and when it is kept its list.
  const bundles = new WeakMap();
  function fetchBundle(name) {
    const element = one(name);
    if (!bundles.has(element)) {
      const bundle = {};
      bundle.ready = Charts.unpack(JSON.parse(element.textContent)).then((text) => { bundle.list = JSON.parse(text); });
      bundles.set(element, bundle);
    }
    return bundles.get(element);
  }
  // unfold puts into a benchmark what is inside, and tells whether it is there. If it is not yet, it calls then later.
  function unfold(benchmark, then) {
    const { bundle, place } = benchmark.dataset;
    if (!bundle) return true;
    const { list, ready } = fetchBundle(bundle);
    if (!list) {
      if (then) ready.then(then, () => { benchmark.textContent = "This browser is too old to unpack what is here."; });
      return false;
    }
    benchmark.innerHTML = list[+place]; // escaped where it was made; its scripts are data
    delete benchmark.dataset.bundle;
    return true;
  }

  // show opens a benchmark at a tab; without one, at the tab that it was left at.
  function show(benchmark, key) {
    for (const b of benchmarks()) b.classList.toggle("opens", b === benchmark);
    for (const row of all("tr[data-of]")) row.classList.toggle("current", row.dataset.of === benchmark.id);
    if (!unfold(benchmark, () => { if (benchmark.classList.contains("opens")) show(benchmark, key); })) return;
    const tabs = all("[role=tab]", benchmark);
    const known = tabs.some((tab) => tab.getAttribute("aria-controls") === benchmark.id + "/" + key);
    for (const tab of tabs) {
      const panel = one(tab.getAttribute("aria-controls"));
      const on = known ? panel.id === benchmark.id + "/" + key : tab.getAttribute("aria-selected") === "true";
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      panel.classList.toggle("opens", on);
      if (on && known) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    draw();
  }
  // follow shows what the address names, and tells whether that is anything.
  function follow() {
    const [name, key] = decodeURIComponent(location.hash.slice(1)).split("/");
    const benchmark = benchmarks().find((b) => b.id === name);
    if (!benchmark) return false;
    show(benchmark, key);
    return true;
  }
  addEventListener("hashchange", () => {
    if (follow()) document.querySelector(".benchmark.opens").scrollIntoView();
  });

  function choose(tab) {
    const id = tab.getAttribute("aria-controls"), benchmark = tab.closest(".benchmark");
    history.replaceState(null, "", "#" + id);
    show(benchmark, id.slice(benchmark.id.length + 1));
  }
  document.addEventListener("keydown", (e) => {
    const tab = e.target.closest("[role=tab]");
    if (!tab) return;
    const tabs = all("[role=tab]", tab.parentNode), i = tabs.indexOf(tab);
    const to = { ArrowRight: i + 1, ArrowLeft: i - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    const next = tabs[to % tabs.length];
    next.focus();
    choose(next);
  });

  async function copy(button, text) {
    const said = button.textContent;
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
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = said; }, 1500);
  }
  const cells = (table) => Array.from(table.rows, (row) => Array.from(row.cells, (cell) => cell.textContent).join("\t")).join("\n");
  document.addEventListener("click", (e) => {
    const tab = e.target.closest("[role=tab]"), button = e.target.closest("button"), row = e.target.closest("tr[data-of]");
    if (tab) choose(tab);
    else if (button && button.dataset.copy !== undefined) copy(button, button.dataset.copy);
    else if (button && button.dataset.link !== undefined) copy(button, location.href.split("#")[0] + "#" + button.dataset.link);
    else if (button && button.dataset.table !== undefined) copy(button, cells(button.parentNode.querySelector("table")));
    else if (button && button.dataset.source !== undefined) copy(button, button.parentNode.parentNode.querySelector("pre").textContent);
    else if (row && !e.target.closest("a") && !String(getSelection())) location.hash = row.dataset.of;
  });
  document.addEventListener("toggle", (e) => {
    const details = e.target;
    if (details.matches(".iteration")) draw();
    if (!details.matches(".numbers") || !details.open) return;
    const into = details.querySelector(".scroll");
    if (!into.firstChild) into.append(Charts.table(details.parentNode.querySelector("[data-chart]")));
  }, true);

  // The filter stays what it is when <main> is filled anew.
  let word = "", broken = false;
  function filter() {
    const seen = new Set(), names = new Map();
    for (const row of all("tr[data-of]")) names.set(row.dataset.of, (names.get(row.dataset.of) || "") + " " + row.textContent.toLowerCase());
    for (const row of all("tr[data-of]")) {
      row.hidden = !names.get(row.dataset.of).includes(word.trim().toLowerCase()) || (broken && row.dataset.tone === "good");
      if (!row.hidden) seen.add(row.dataset.of);
    }
    one("the_found").textContent = seen.size === names.size ? "" : seen.size + " of " + names.size;
  }
  document.addEventListener("input", (e) => {
    if (e.target.id === "the_filter") word = e.target.value;
    else if (e.target.id === "the_broken") broken = e.target.checked;
    else return;
    filter();
  });
  document.addEventListener("submit", (e) => { if (e.target.closest(".filter")) e.preventDefault(); });

  // press makes all of the page fit for paper, or undoes it.
  let folded = [];
  function press(on) {
    if (on && !printing) {
      const list = benchmarks(), first = list.filter((b) => b.dataset.tone !== "good").concat(list.filter((b) => b.dataset.tone === "good")).slice(0, mostBenchmarks);
      for (const b of first) unfold(b, () => { if (printing) { unfold(b); draw(); } });
      folded = all(".iteration:not([open])");
    }
    if (on !== printing) for (const details of folded) details.open = on;
    printing = on;
    draw();
  }
  addEventListener("beforeprint", () => press(true));
  addEventListener("afterprint", () => press(false));
  paper.addEventListener("change", () => press(paper.matches));
  dark.addEventListener("change", draw);
  let soon;
  addEventListener("resize", () => { clearTimeout(soon); soon = setTimeout(draw, 120); });

  // refresh shows what is new in <main>, and tells whether it is what the address names.
  function refresh() {
    Charts.tidy();
    if (one("the_filter")) {
      one("the_filter").value = word;
      one("the_broken").checked = broken;
      filter();
    }
    const list = benchmarks(), followed = follow();
    if (!followed && list.length) show(list.find((b) => b.classList.contains("opens")) || list[0]);
    return followed;
  }
  if (refresh()) document.querySelector(".benchmark.opens").scrollIntoView();
  // What may be wanted later, on paper at once, is unpacked when there is nothing else to do.
  (window.requestIdleCallback || setTimeout)(() => {
    if (all("[data-chart], [data-bundle]").length) Charts.load().catch(() => {});
    for (const element of all("script[id^=bundle]")) fetchBundle(element.id).ready.catch(() => {});
  });
  return { refresh, show, draw };
})();
