package reports_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const shownPanels = `[...document.querySelectorAll("[role=tabpanel]")].filter((e) => e.getClientRects().length).map((e) => e.id).join()`

// A benchmark that is folded is there as soon as somebody goes to it, by whatever way.
func TestFoldedPage(t *testing.T) {
	browser := start(t)
	s := open(t, browser, "light", 1280, 900, many(40)...)
	const mill = "volume-mill-at-twelve-a-second-38"
	folded := `document.querySelectorAll(".benchmark:empty").length`
	if n := ask[int](s, folded); n != 39 {
		t.Errorf("%d benchmarks are folded; want all but the one that is shown", n)
	}
	s.do(chromedp.Evaluate[chromedp.Void](`location.hash = "` + mill + `/failures"`))
	s.eventually(shownPanels + ` === "` + mill + `/failures"`)
	s.eventually(`!!document.querySelector(".benchmark.opens .panel.opens [data-chart] svg path")`)
	if n := ask[int](s, folded); n != 38 {
		t.Errorf("%d benchmarks are folded; want 38", n)
	}
	s.do(chromedp.Click(chromedp.CSS("#"+mill+"_failures")), chromedp.KeyEvent(kb.ArrowRight))
	s.eventually(shownPanels + ` === "` + mill + `/calls"`)
	s.do(chromedp.Navigate("about:blank"), chromedp.Navigate(s.url+"#"+mill+"/actions"))
	s.eventually(shownPanels + ` === "` + mill + `/actions"`)

	again, err := os.ReadFile(strings.TrimPrefix(s.url, "file://"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(string(again))
	if err != nil {
		t.Fatal(err)
	}
	s.do(chromedp.Evaluate[chromedp.Void](`{
		the_filter.value = "twelve a second, 38"; the_filter.dispatchEvent(new Event("input", { bubbles: true }));
		const main = document.querySelector("main"), fresh = new DOMParser().parseFromString(` + string(text) + `, "text/html");
		main.replaceChildren(...fresh.querySelector("main").childNodes);
		Page.refresh();
	}`))
	s.eventually(shownPanels + ` === "` + mill + `/actions"`)
	s.eventually(`[...document.querySelectorAll(".benchmark.opens .panel.opens [data-chart]")].every((e) => e.querySelector("svg path"))`)
	if n := ask[int](s, `[...document.querySelectorAll(".overview tbody tr")].filter((e) => e.getClientRects().length).length`); n != 1 {
		t.Errorf("%d rows are shown when <main> was filled anew; want the one that was found", n)
	}
	if n := ask[int](s, `[...Charts.drawn.keys()].filter((e) => !e.isConnected).length`); n != 0 {
		t.Errorf("%d charts are remembered that are gone", n)
	}

	s.do(media("print", "light"))
	s.eventually(folded + ` === 0`)
	s.harmless()
}

// Buttons copy what they say, boxes hide what they say, and a chart that is drawn without ECharts has tips and numbers, too.
func TestPageTools(t *testing.T) {
	browser := start(t)
	s := open(t, browser, "dark", 1280, 900, sample()...)
	s.do(chromedp.Evaluate[chromedp.Void](`Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } })`))
	const mill = "volume-mill-at-twelve-a-second"
	press := func(selector, want string) {
		t.Helper()
		s.do(chromedp.Evaluate[chromedp.Void](`{ window.copied = undefined; document.querySelector('` + selector + `').click(); }`))
		s.eventually(`window.copied !== undefined`)
		if got := ask[string](s, `window.copied`); !strings.Contains(got, want) {
			t.Errorf("%s copies %q; want %q in it", selector, got, want)
		}
	}
	press(".benchmark.opens [data-link]", s.url+"#"+mill)
	s.do(chromedp.Evaluate[chromedp.Void](`{ const d = document.querySelector(".benchmark.opens .panel.opens .numbers"); d.open = true; }`))
	s.eventually(`!!document.querySelector(".benchmark.opens .panel.opens .numbers tbody tr")`)
	press(".benchmark.opens .panel.opens .numbers[open] [data-table]", "Time\tp50\tp90\tp95\tp99\tslowest\n")
	s.do(chromedp.Click(chromedp.CSS("#" + mill + "_failures")))
	press(".benchmark.opens .panel.opens [data-copy]", "req-5dd3a1f0")

	s.do(chromedp.Click(chromedp.CSS("#" + mill + "_actions")))
	const calls = `[...document.querySelectorAll(".benchmark.opens .call")].filter((e) => e.getClientRects().length).length`
	if n := ask[int](s, calls); n != 3 {
		t.Errorf("%d rows of HTTP calls; want 3", n)
	}
	s.do(chromedp.Click(chromedp.CSS(".benchmark.opens .toggle input")))
	if n := ask[int](s, calls); n != 0 {
		t.Errorf("%d rows of HTTP calls are not hidden", n)
	}
	s.eventually(`!!document.querySelector("[data-chart$=heat] svg path")`)
	if tip := ask[string](s, `(() => {
		const svg = document.querySelector(".benchmark.opens [data-chart$=heat] svg"), at = svg.getBoundingClientRect(), tip = svg.nextSibling;
		for (let x = 70; x < at.width; x += 5) for (let y = 5; y < at.height; y += 5) {
			svg.dispatchEvent(new PointerEvent("pointermove", { clientX: at.left + x, clientY: at.top + y }));
			if (!tip.hidden) return tip.textContent;
		}
	})() || ""`); !strings.Contains(tip, " s – ") || !strings.Contains(tip, ": ") {
		t.Errorf("the tip of the heat map says %q", tip)
	}
	s.do(chromedp.Evaluate[chromedp.Void](`document.querySelector(".benchmark.opens [data-chart$=heat]").parentNode.querySelector("details").open = true`))
	s.eventually(`document.querySelectorAll(".benchmark.opens [data-chart$=heat] ~ details tbody tr").length > 10`)
	s.harmless()
}

// All text can be read: its contrast to what is behind it is at least 4.5, by day and by night.
func TestContrast(t *testing.T) {
	browser := start(t)
	for _, scheme := range []string{"light", "dark"} {
		s := open(t, browser, scheme, 1280, 900, sample()...)
		for range 6 {
			if weak := ask[string](s, contrast); weak != "" {
				t.Errorf("%s, %s: %s", scheme, ask[string](s, `location.hash`), weak)
			}
			s.do(chromedp.Evaluate[chromedp.Void](`(() => {
				const all = [...document.querySelectorAll(".benchmark.opens [role=tab]")];
				all[(all.findIndex((x) => x.ariaSelected === "true") + 1) % all.length].click();
			})()`))
		}
	}
}

// contrast lists texts in sight that can hardly be read.
const contrast = `(() => {
	const channel = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
	const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
	const parse = (text) => (text.match(/[\d.]+/g) || []).map(Number);
	const behind = (e) => {
		for (; e; e = e.parentElement) {
			const c = parse(getComputedStyle(e).backgroundColor);
			if (c.length === 3 || c[3] === 1) return c;
		}
		return [255, 255, 255];
	};
	const weak = new Set();
	for (const e of document.querySelectorAll("body *")) {
		if (e.closest("svg") || !e.getClientRects().length || ![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
		const a = light(parse(getComputedStyle(e).color)), b = light(behind(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
		if (ratio < 4.5) weak.add(e.tagName + "." + e.className + " " + ratio.toFixed(2));
	}
	return [...weak].join();
})()`
