"use strict";
// Draws the charts of the page from the data beside them: options made by go-echarts, whose numbers have units.
const Charts = (() => {
  const palettes = {
    light: { ink: "#17202b", quiet: "#586474", edge: "#dfe3e9", line: "#eceff3", card: "#ffffff",
      good: "#17683f", bad: "#c23a2f", first: "#2b69d9", second: "#d06a10", faint: "#9aa4b1",
      parts: ["#2b69d9", "#e08a2c", "#2f9c7c", "#8a5cc7", "#c9485b", "#4aa3c7", "#a67c3d", "#7c8f2e", "#c76aa6", "#5b6b8a"] },
    dark: { ink: "#e5eaf1", quiet: "#9ba8b8", edge: "#3a4654", line: "#232d38", card: "#1c2530",
      good: "#5bd197", bad: "#f0776c", first: "#74a5ff", second: "#f0a34d", faint: "#6d7989",
      parts: ["#74a5ff", "#f0a34d", "#55c9a5", "#b393ea", "#ee8090", "#76c7e6", "#cfa568", "#afc35a", "#e79bcb", "#92a3c4"] },
  };
  const three = (x) => {
    if (x === 0) return "0";
    const a = Math.abs(x);
    return a >= 99.95 ? x.toFixed(0) : String(+x.toPrecision(3));
  };
  const micros = (v) => v === 0 ? "0 s" : v < 999.5 ? three(v) + " µs" : v < 999500 ? three(v / 1e3) + " ms" : moment(v / 1e6);
  function moment(s) {
    if (s < 99.95 && (s < 60 || s % 60)) return three(s) + " s";
    const all = Math.round(s), h = Math.floor(all / 3600), m = Math.floor(all / 60) % 60, rest = all % 60;
    if (h) return h + " h" + (m ? " " + m + " min" : "");
    return m + " min" + (rest ? " " + rest + " s" : "");
  }
  function write(unit, v) {
    if (v === null || v === undefined || v === "-") return "–";
    switch (unit) {
      case "µs": return micros(+v);
      case "≤µs": return micros(+v);
      case "seconds": return moment(+v);
      case "%": return v + " %";
      case "/s": return three(+v) + "/s";
      case "value": return String(+(+v).toPrecision(7));
      case "place": return String(+(+v).toPrecision(12));
      case "count": return String(+v).replace(/\B(?=(\d{3})+$)/g, "\u202f");
    }
    return String(v);
  }
  // unpack is the text that squeeze made small.
  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }
  let engine;
  // load runs ECharts, once.
  function load() {
    engine = engine || unpack(Packed).then((text) => {
      const script = document.createElement("script");
      script.textContent = text;
      document.head.append(script);
      script.remove();
    });
    return engine;
  }
  const make = (tag, text) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    return e;
  };
  const axes = (v) => (Array.isArray(v) ? v : v ? [v] : []);
  const lying = (option) => (axes(option.yAxis)[0] || {}).data !== undefined;
  const isPie = (option) => option.series[0].type === "pie";
  // value is what a series has at a place of the category axis: of several points there, the highest.
  function value(s, i) {
    if (!Array.isArray(s.data[0])) return s.data[i];
    return s.data.reduce((most, p) => (p[0] === i && !(p[1] <= most) ? p[1] : most), undefined);
  }
  // places are what the numbers of a drawing stand at.
  function places(d) {
    if (isPie(d.option)) return d.option.series[0].data.map((s) => s.name);
    if (!d.linear) return category(d.option);
    return [...new Set(d.option.series.flatMap((s) => s.data.map((p) => p[0])))].sort((a, b) => a - b);
  }
  const category = (option) => axes(lying(option) ? option.yAxis : option.xAxis)[0].data || axes(option.xAxis)[0].data;
  const read = (box) => JSON.parse(document.getElementById(box.dataset.chart).textContent);

  function stretch(d, i, xs) {
    if (d.x === "seconds") return moment(xs[i]) + " – " + moment(xs[i] + d.width / 1000);
    if (d.x === "≤µs") return "at most " + micros(xs[i]);
    if (d.x === "µs" && i + 1 < xs.length) return micros(xs[i]) + " – " + micros(xs[i + 1]);
    return d.x === "µs" ? "from " + micros(xs[i]) : write(d.x, xs[i]);
  }
  function line(color, name, text) {
    const row = make("span"), label = make("i");
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [key, value] of [["cx", 4.5], ["cy", 4.5], ["r", 4.5], ["fill", color]]) circle.setAttribute(key, value);
    dot.append(circle);
    label.append(dot, name);
    row.append(label, make("strong", text));
    return row;
  }
  function tip(d, xs, shown) {
    const at = new Map(xs.map((x, i) => [String(x), i]));
    return (items) => {
      items = axes(items);
      const box = make("div"), first = items[0];
      if (d.linear) {
        box.append(make("b", write(d.x, first.value[0])));
        for (const item of items) box.append(line(item.color, item.seriesName, write(d.y[item.seriesIndex], item.value[1])));
        return box;
      }
      const i = at.has(String(first.axisValue)) ? at.get(String(first.axisValue)) : first.dataIndex;
      box.append(make("b", stretch(d, i, xs)));
      shown.forEach((s, k) => {
        const v = value(s, i);
        if (v !== null && v !== undefined && (!lying(d.option) || k === first.seriesIndex)) box.append(line(s.itemStyle.color, s.name, write(d.y[k], v)));
      });
      return box;
    };
  }
  // bridge fills gaps with what lies between their ends.
  function bridge(data) {
    const out = data.map((v) => (v === undefined ? null : v)), known = out.flatMap((v, i) => (v === null ? [] : [i]));
    known.slice(1).forEach((to, k) => {
      const from = known[k];
      for (let i = from + 1; i < to; i++) out[i] = out[from] + (out[to] - out[from]) * (i - from) / (to - from);
    });
    return out;
  }
  // fan fills what is between neighbours of some lines.
  function fan(list, p) {
    const fill = (data, opacity) => ({ type: "line", name: "", stack: "fan", silent: true, symbol: "none", showSymbol: false, connectNulls: true, data, z: 0,
      lineStyle: { opacity: 0 }, itemStyle: { opacity: 0 }, areaStyle: opacity ? { color: p.first, opacity } : { opacity: 0 } });
    const bridged = list.map((s) => bridge(s.data));
    const gap = (a, b) => b.map((v, i) => (v === null ? null : v - a[i]));
    return [fill(bridged[0], 0), ...bridged.slice(1).map((data, k) => fill(gap(bridged[k], data), [.26, .17, .1][k] || .1))];
  }
  // steps marks the round moments of a time axis.
  function steps(xs, width) {
    const fits = Math.max(2, Math.floor(width / 90)), span = xs[xs.length - 1] || 1;
    const round = [.1, .2, .5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400, 172800, 604800];
    for (const step of round) {
      const on = xs.map((x) => Math.round(x * 1000) % Math.round(step * 1000) === 0);
      const n = on.filter(Boolean).length;
      if (span / step <= fits && n > 1 && n <= fits + 1) return (i) => on[i];
    }
    return "auto";
  }
  // slices are the options of a pie.
  function slices(d, p) {
    const s = d.option.series[0], text = { color: p.quiet, fontSize: 13 }, sum = s.data.reduce((n, x) => n + x.value, 0);
    const share = (x) => x.name + ": " + write(d.y[0], x.value) + (sum ? " (" + (100 * x.value / sum).toFixed(1) + " %)" : "");
    Object.assign(s, { radius: ["38%", "78%"], label: { ...text, formatter: share }, labelLine: { lineStyle: { color: p.edge } } });
    s.data.forEach((x, i) => { x.itemStyle = { color: p.parts[i % p.parts.length], borderColor: p.card, borderWidth: 2 }; });
    return { animation: false, series: [s], textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      tooltip: { trigger: "item", confine: true, className: "tip", transitionDuration: 0, backgroundColor: p.card, borderColor: p.edge,
        textStyle: { color: p.ink, fontSize: 13 }, padding: [7, 11], formatter: (x) => make("b", share(x)) } };
  }
  function options(d, p, width) {
    if (isPie(d.option)) return slices(d, p);
    const o = d.option, xs = places(d), flat = lying(o);
    const tint = (v) => {
      if (!v || typeof v !== "object") return;
      for (const key of Object.keys(v)) {
        const m = key === "color" && /^\$([a-z]+?)(\d*)$/.exec(v[key]);
        if (m) v[key] = m[2] ? p.parts[+m[2] % p.parts.length] : p[m[1]];
        else if (key !== "data") tint(v[key]);
      }
    };
    o.series.forEach(tint);
    const shown = o.series, text = { color: p.quiet, fontSize: 12 };
    const mine = (unit) => ({ ...text, formatter: (v) => write(unit, v) });
    o.animation = false;
    o.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily };
    o.legend = { top: 0, left: 0, itemWidth: 14, itemHeight: 9, itemGap: 18, icon: "roundRect",
      textStyle: { ...text, fontSize: 13 },
      type: "scroll", pageIconColor: p.quiet, pageIconInactiveColor: p.edge, pageTextStyle: text, data: shown.map((s) => s.name), show: o.series.length > 1 && !flat };
    o.grid = { left: 2, right: 20, top: o.series.length > 1 && !flat ? 40 : 16, bottom: 2, containLabel: !flat };
    if (flat) o.grid.right = o.grid.left = 0;
    o.tooltip = { trigger: flat ? "item" : "axis", confine: true, className: "tip", transitionDuration: 0, backgroundColor: p.card, borderColor: p.edge,
      textStyle: { color: p.ink, fontSize: 13 }, padding: [7, 11], formatter: tip(d, xs, shown), axisPointer: { lineStyle: { color: p.quiet } } };
    const values = axes(flat ? o.xAxis : o.yAxis), names = axes(flat ? o.yAxis : o.xAxis);
    const unit = (i) => d.y[o.series.findIndex((s) => (s.yAxisIndex || 0) === i)];
    values.forEach((axis, i) => Object.assign(axis, { type: "value", splitNumber: 4, axisLine: { show: false }, axisTick: { show: false },
      splitLine: { show: i === 0, lineStyle: { color: p.line } }, axisLabel: mine(unit(i)), show: !flat },
      unit(i) === "%" ? { min: 0, max: 100, interval: 25 } : {}));
    if (flat) values.forEach((axis) => { axis.max = "dataMax"; });
    const bars = o.series.some((s) => s.type === "bar"), last = xs.length - 1;
    names.forEach((axis) => Object.assign(axis, { type: "category", boundaryGap: bars, axisTick: { show: false, interval: 0 }, show: !flat,
      axisLine: { lineStyle: { color: p.edge } }, axisLabel: { ...mine(d.x), hideOverlap: true, interval: d.x === "seconds" ? steps(xs, width) : "auto" } }));
    if (d.linear) names.forEach((axis) => Object.assign(axis, { type: "value", scale: true, splitLine: { show: false }, axisTick: { show: true }, axisLabel: { ...mine(d.x), hideOverlap: true } }));
    const marks = d.marks || (d.mark ? [{ ...d.mark, tone: "bad" }] : []);
    if (marks.length) o.series[0].markLine = { symbol: "none", silent: true, animation: false, data: marks.map((m, i) => ({ xAxis: m.at,
      lineStyle: { color: p[m.tone] || p.quiet, width: 1.5, type: [4, 3] },
      label: { formatter: m.name, color: p[m.tone] || p.quiet, fontWeight: 600, position: "insideEndBottom", rotate: 0, offset: [0, 16 * i], align: m.at > xs.length / 2 ? "right" : "left", padding: [0, 6, 14, 6] } })) };
    if (d.bands) o.series[0].markArea = { silent: true, animation: false, itemStyle: { color: p.quiet, opacity: .1 },
      label: { color: p.quiet, position: "insideTop" }, data: d.bands.map((b) => [{ name: b.name, xAxis: b.from, ...(b.hook ? { itemStyle: { color: p.bad, opacity: .12 }, label: { color: p.bad } } : {}) }, { xAxis: bars && b.to < last ? b.to - 1 : b.to }]) }; // of a bar, the far edge
    if (d.limits) {
      const axis = axes(o.yAxis)[0], top = Math.max(...d.limits.map((l) => l.at));
      axis.max = (v) => Math.max(v.max, top);
      o.series[1].markLine = { symbol: "none", silent: true, animation: false, lineStyle: { color: p.quiet, width: 1.2, type: [6, 4] },
        data: d.limits.map((l) => ({ yAxis: l.at, label: { formatter: l.name + ", " + write(d.y[0], l.at), color: p.quiet, position: "insideStartTop" } })) };
    }
    for (const s of o.series) {
      if (s.type === "line") s.lineStyle = { width: 1.8, ...s.lineStyle };
      if (s.type === "scatter") Object.assign(s, { itemStyle: { ...s.itemStyle, opacity: .75 }, z: 1 });
    }
    if (d.fan) o.series = [...shown, ...fan(shown.slice(0, d.fan), p)];
    return o;
  }
  const drawn = new Map(), waiting = new Map();
  // draw fills a box, at once if ECharts is there; theme is "light" or "dark", fixed a width other than that of the box.
  function draw(box, theme, fixed) {
    const last = drawn.get(box), width = fixed || box.clientWidth || 680, height = box.clientHeight || 240;
    if (last && last.theme === theme && last.width === width) return;
    const d = read(box);
    if (!d.heat && !window.echarts) {
      waiting.set(box, [theme, fixed]);
      if (waiting.size === 1) load().then(drawWaiting, () => { for (const box of waiting.keys()) box.textContent = "This browser is too old to draw: the numbers are below."; });
      return;
    }
    if (last) last.chart.dispose();
    let chart;
    if (d.heat) {
      chart = Heat.draw(box, d, { palette: palettes[theme], width, height, write, stretch: (i) => stretch(d, i, d.heat.from), make, steps });
    } else {
      chart = echarts.init(box, null, { renderer: "svg", width, height });
      chart.setOption(options(d, palettes[theme], width));
    }
    drawn.set(box, { chart, theme, width });
  }
  function drawWaiting() {
    const list = [...waiting];
    waiting.clear();
    for (const [box, how] of list) if (box.isConnected) draw(box, ...how);
    performance.mark("drawn"); // for whoever measures
  }
  // tidy forgets boxes that are gone.
  function tidy() {
    for (const [box, { chart }] of drawn) {
      if (box.isConnected) continue;
      chart.dispose();
      drawn.delete(box);
    }
  }
  // table writes the numbers of a chart.
  function table(box) {
    const d = read(box);
    if (d.heat) return Heat.table(d, { write, stretch: (i) => stretch(d, i, d.heat.from), make });
    const xs = places(d), pie = isPie(d.option);
    const t = make("table"), head = t.createTHead().insertRow(), body = t.createTBody();
    const th = (row, text, scope, number) => {
      const e = make("th", text);
      e.scope = scope;
      if (number) e.className = "n";
      row.append(e);
    };
    th(head, d.x === "seconds" ? "Time" : d.x.endsWith("µs") ? "Duration" : "", "col");
    d.option.series.forEach((s) => th(head, s.name, "col", true));
    xs.forEach((x, i) => {
      const row = body.insertRow();
      th(row, d.linear ? write(d.x, x) : stretch(d, i, xs), "row");
      d.option.series.forEach((s, k) => {
        const cell = row.insertCell();
        cell.className = "n";
        cell.textContent = write(d.y[k], pie ? s.data[i].value : d.linear ? (s.data.find((p) => p[0] === x) || [])[1] : value(s, i));
      });
    });
    return t;
  }
  return { draw, table, drawn, load, tidy, unpack };
})();
