"use strict";
// Draws how many iterations took how long, and when: time to the right, durations upwards, the more the darker. The
// ECharts that the page carries has no such chart.
const Heat = (() => {
  const shades = 7;
  const element = (tag, attributes) => {
    const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const key in attributes) e.setAttribute(key, attributes[key]);
    return e;
  };
  const most = (d) => Math.max(1, ...d.heat.counts.map((column) => (column ? Math.max(...column) : 0)));
  const between = (d, row, write) => write("µs", d.heat.rows[row]) + " – " + write("µs", d.heat.rows[row + 1] || d.heat.top);

  // draw fills a box. What it returns can be disposed of, as a chart of ECharts.
  function draw(box, d, { palette, width, height, write, stretch, make, steps }) {
    const { rows, counts, from } = d.heat, left = 64, bottom = 22, top = 4;
    const w = (width - left - 8) / counts.length, h = (height - top - bottom) / rows.length, all = most(d);
    const svg = element("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    const paths = Array.from({ length: shades }, () => "");
    counts.forEach((column, x) => (column || []).forEach((n, y) => {
      if (!n) return; // shades follow the logarithm: one iteration can still be seen beside a thousand
      const shade = all === 1 ? shades - 1 : Math.min(shades - 1, Math.floor(shades * Math.log(n + 1) / Math.log(all + 1)));
      paths[shade] += `M${(left + x * w).toFixed(1)} ${(top + (rows.length - 1 - y) * h).toFixed(1)}h${(w + .3).toFixed(1)}v${(h + .3).toFixed(1)}h-${(w + .3).toFixed(1)}z`;
    }));
    paths.forEach((path, i) => { if (path) svg.append(element("path", { d: path, fill: palette.first, "fill-opacity": (.12 + .88 * i / (shades - 1)).toFixed(2) })); });
    const text = (x, y, anchor, said) => {
      const e = element("text", { x, y, "text-anchor": anchor, fill: palette.quiet, "font-size": 12 });
      e.textContent = said;
      svg.append(e);
    };
    const every = Math.max(1, Math.ceil(16 / h));
    rows.forEach((row, y) => { if (y % every === 0) text(left - 8, top + (rows.length - y) * h, "end", write("µs", row)); });
    const on = steps(from, width), last = { x: -99 };
    from.forEach((second, i) => {
      const x = left + i * w;
      if (typeof on === "function" ? !on(i) : x < last.x + 90) return;
      last.x = x;
      if (x < width - 40) text(x, height - 6, i ? "middle" : "start", write("seconds", second));
    });
    svg.append(element("path", { d: `M${left} ${height - bottom}H${width - 8}`, stroke: palette.edge }));
    if (d.mark) svg.append(element("path", { d: `M${(left + d.mark.at * w).toFixed(1)} ${top}V${height - bottom}`, stroke: palette.bad, "stroke-width": 1.5, "stroke-dasharray": "4 3" }));
    const tip = make("div");
    tip.className = "tip heat";
    tip.hidden = true;
    const move = (e) => {
      const at = svg.getBoundingClientRect(), x = Math.floor((e.clientX - at.left - left) / w), y = rows.length - 1 - Math.floor((e.clientY - at.top - top) / h);
      const n = counts[x] && counts[x][y];
      tip.hidden = !n;
      if (!n) return;
      tip.replaceChildren(make("b", stretch(x)), make("span", between(d, y, write) + ": " + write("count", n)));
      tip.style.left = Math.min(e.clientX - at.left + 12, width - 190) + "px";
      tip.style.top = Math.max(0, e.clientY - at.top - 52) + "px";
    };
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerleave", () => { tip.hidden = true; });
    box.replaceChildren(svg, tip);
    return { dispose() { box.replaceChildren(); }, dispatchAction() {} };
  }

  // table has a row for each stretch of time, and a column for each row of the drawing that is not empty.
  function table(d, { write, stretch, make }) {
    const { rows, counts } = d.heat, t = make("table"), head = t.createTHead().insertRow(), body = t.createTBody();
    const used = rows.map((_, y) => y).filter((y) => counts.some((column) => column && column[y]));
    const th = (row, text, scope, name) => {
      const e = make("th", text);
      e.scope = scope;
      if (name) e.className = name;
      row.append(e);
    };
    th(head, "Time", "col");
    for (const y of used) th(head, between(d, y, write), "col", "n");
    counts.forEach((column, x) => {
      if (!column) return;
      const row = body.insertRow();
      th(row, stretch(x), "row");
      for (const y of used) {
        const cell = row.insertCell();
        cell.className = "n";
        cell.textContent = write("count", column[y]);
      }
    });
    return t;
  }
  return { draw, table };
})();
