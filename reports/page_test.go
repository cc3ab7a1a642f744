package reports_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/pacenote/pacenote/harness"
)

var screenshot = flag.Bool("screenshot", false, "renew assets/page.png, the picture of the page")

func TestPageInABrowser(t *testing.T) {
	browser := start(t)

	t.Run("text from a cloud is inert", func(t *testing.T) {
		s := open(t, browser, "light", 1280, 900, hostileSample())
		const tabs = `document.querySelectorAll("[role=tab]").length`
		for range ask[int](s, tabs) { // draw every chart, show every tool tip
			s.do(chromedp.Evaluate[chromedp.Void](`(() => {
				for (const { chart } of Charts.drawn.values()) chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: 0 });
				for (const d of document.querySelectorAll("details")) d.open = true;
				const all = [...document.querySelectorAll("[role=tab]")];
				all[(all.findIndex((x) => x.ariaSelected === "true") + 1) % all.length].click();
			})()`))
		}
		if n := ask[int](s, `document.querySelectorAll("img, iframe, object, embed, link").length`); n != 0 {
			t.Errorf("%d elements were injected", n)
		}
		for _, selector := range []string{
			"h2[id]", ".why", ".tag", ".description", ".load", ".levels th", ".levels td:last-child", ".levels small", ".series th", ".failure pre",
			".failure header", ".failure code", ".notice", ".facts", ".source", ".sections th", ".sections small", ".route", ".shares th", ".overview a",
			".overview small", ".place", ".incidents p", ".incidents a", ".spent th", ".call .route", "[id$='/run'] li", "[id$='/run'] code", "[id$='/run'] td",
		} {
			if !ask[bool](s, `[...document.querySelectorAll(`+"`"+selector+"`"+`)].some((e) => e.textContent.includes("</scr"+"ipt><img src=x onerror=alert(1)> __f__alert(1)__f__"))`) {
				t.Errorf("%s does not show the text literally", selector)
			}
		}
		s.harmless()
	})

	t.Run("tabs and addresses", func(t *testing.T) {
		s := open(t, browser, "light", 1280, 900, sample()...)
		shown := func() string {
			return ask[string](s, `[...document.querySelectorAll("[role=tabpanel]")].filter((e) => e.getClientRects().length).map((e) => e.id).join()`)
		}
		expect := func(when, want string) {
			t.Helper()
			for i := 0; i < 100 && shown() != want; i++ { // an address is followed by an event
				time.Sleep(20 * time.Millisecond)
			}
			if got := shown(); got != want {
				t.Errorf("%s, %q is shown, not %q", when, got, want)
			}
			if got := ask[string](s, `[...document.querySelectorAll("[aria-selected=true]")].filter((e) => e.getClientRects().length).map((e) => e.getAttribute("aria-controls")).join()`); got != want {
				t.Errorf("%s, the tab of %q is selected, not that of %q", when, got, want)
			}
			if bare := ask[int](s, `[...document.querySelectorAll("[data-chart]")].filter((e) => e.getClientRects().length && !e.querySelector("svg path")).length`); bare != 0 {
				t.Errorf("%s, %d charts in sight are not drawn", when, bare)
			}
		}
		expect("at first", "volume-mill-at-twelve-a-second/summary")
		if n := ask[int](s, `Charts.drawn.size`); n != 2 {
			t.Errorf("%d charts are drawn; want the 2 in sight", n)
		}
		s.do(chromedp.Click(chromedp.CSS("#volume-mill-at-twelve-a-second_load")))
		expect("after a click", "volume-mill-at-twelve-a-second/load")
		s.do(chromedp.KeyEvent(kb.ArrowRight))
		expect("after ArrowRight", "volume-mill-at-twelve-a-second/failures")
		s.do(chromedp.KeyEvent(kb.End))
		expect("after End", "volume-mill-at-twelve-a-second/run")
		s.do(chromedp.KeyEvent(kb.ArrowRight))
		expect("after the last one", "volume-mill-at-twelve-a-second/summary")
		s.do(chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.Home), chromedp.KeyEvent(kb.ArrowRight))
		expect("after ArrowLeft, Home, ArrowRight", "volume-mill-at-twelve-a-second/actions")
		if got := ask[string](s, `location.hash`); got != "#volume-mill-at-twelve-a-second/actions" {
			t.Errorf("the address ends with %q", got)
		}
		s.do(chromedp.Click(chromedp.CSS(`.overview a[href^="#boot-storm"]`)))
		expect("after a click in the overview", "boot-storm-twenty-users-boot-and-delete-servers/summary")
		s.do(chromedp.Navigate("about:blank"), chromedp.Navigate(s.url+"#volume-mill-at-twelve-a-second/failures"))
		expect("by address", "volume-mill-at-twelve-a-second/failures")
		s.do(chromedp.Evaluate[chromedp.Void](`location.hash = "nothing/of-the-kind"`))
		expect("by a wrong address", "volume-mill-at-twelve-a-second/failures")
		s.do(chromedp.Click(chromedp.CSS("#volume-mill-at-twelve-a-second_summary")), chromedp.Click(chromedp.CSS(".benchmark.opens details summary")))
		s.eventually(`document.querySelectorAll(".benchmark.opens .panel.opens details tbody tr").length >= 20`)
	})

	t.Run("loads, phases and a mix", func(t *testing.T) {
		s := open(t, browser, "light", 1280, 900, loadsSample())
		for _, words := range []string{
			"The load generator was the limit, not the cloud: one of twenty starts", "378 of 678 starts were skipped", "all together",
			"Figures and service levels are those of the steady phase", "GlanceImages.list_images",
		} {
			if !ask[bool](s, `document.querySelector(".benchmark.opens").innerText.includes("`+words+`")`) {
				t.Errorf("the summary does not say %q", words)
			}
		}
		if red := ask[int](s, `document.querySelectorAll(".verdict.bad").length`); red != 0 {
			t.Errorf("%d verdicts are those of a fault of the cloud", red)
		}
		s.do(chromedp.Click(chromedp.CSS("#readers-and-writers_load")))
		s.eventually(`document.querySelectorAll("[data-chart$=throughput] svg").length === 2`)
		drawn := ask[string](s, `[...document.querySelectorAll("[data-chart$=throughput] svg")].map((e) => e.textContent).join()`)
		for _, words := range []string{harness.WarmUp, harness.CoolDown, "skipped"} {
			if n := strings.Count(drawn, words); n != 1 {
				t.Errorf("%q is in %d charts of throughput; want one: %s", words, n, drawn)
			}
		}
		s.harmless()
	})

	t.Run("light and dark", func(t *testing.T) {
		s := open(t, browser, "light", 1280, 900, stormSample())
		const ground = `getComputedStyle(document.body).backgroundColor`
		const theme = `[...Charts.drawn.values()].map((d) => d.theme).join()`
		light := ask[string](s, ground)
		if got := ask[string](s, theme); got != "light,light" {
			t.Errorf("by day the charts are %s", got)
		}
		s.do(media("", "dark"))
		if dark := ask[string](s, ground); dark == light {
			t.Errorf("by night the page has the ground of the day: %s", dark)
		}
		s.eventually(theme + ` === "dark,dark"`)
		s.harmless()
	})

	t.Run("paper", func(t *testing.T) {
		s := open(t, browser, "dark", 718, 900, sample()...) // A4
		s.do(media("print", "dark"))
		s.eventually(`[...document.querySelectorAll("[data-chart]")].every((e) => e.querySelector("svg path"))`)
		if hidden := ask[string](s, `[...document.querySelectorAll(".panel, .failure, table, [data-chart], pre")].filter((e) => !e.closest("details") && !e.getClientRects().length).map((e) => e.id || e.className).join()`); hidden != "" {
			t.Errorf("not printed: %s", hidden)
		}
		if got := ask[string](s, `getComputedStyle(document.body).backgroundColor`); got != "rgb(255, 255, 255)" {
			t.Errorf("paper is %s", got)
		}
		if wide := ask[string](s, `[...document.querySelectorAll("table, [data-chart] svg, pre")].filter((e) => e.getBoundingClientRect().right > 719).map((e) => e.tagName + " " + e.className + " " + (e.closest("[id]") || e).id + " " + e.getBoundingClientRect().right).join("\n")`); wide != "" {
			t.Errorf("wider than paper:\n%s", wide)
		}
		if pdf, err := chromedp.Run(s.ctx, chromedp.PrintToPDF()); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Errorf("it does not print: %v", err)
		} else {
			keep(t, "page.pdf", pdf)
		}
		s.harmless()
	})

	t.Run("phone", func(t *testing.T) {
		s := open(t, browser, "light", 390, 800, sample()...)
		for range 6 {
			if wide := ask[int](s, `document.documentElement.scrollWidth`); wide > 390 {
				t.Errorf("the page is %d wide on a screen of 390, at %s", wide, ask[string](s, `location.hash`))
			}
			s.do(chromedp.Evaluate[chromedp.Void](`(() => {
				const all = [...document.querySelectorAll(".benchmark.opens [role=tab]")];
				all[(all.findIndex((x) => x.ariaSelected === "true") + 1) % all.length].click();
			})()`))
		}
		s.harmless()
	})

	t.Run("many", func(t *testing.T) {
		var all []*harness.Result
		for range 6 {
			all = append(all, sample()...)
		}
		s := open(t, browser, "light", 1280, 900, all...)
		visible := `[...document.querySelectorAll(".overview tbody tr")].filter((e) => e.getClientRects().length).length`
		s.do(chromedp.SendKeys(chromedp.CSS("#the_filter"), "mill"))
		if n := ask[int](s, visible); n != 6 {
			t.Errorf("%d rows are found; want 6", n)
		}
		s.do(chromedp.Evaluate[chromedp.Void](`the_filter.value = ""; the_filter.dispatchEvent(new Event("input", { bubbles: true }))`), chromedp.Click(chromedp.CSS("#the_broken")))
		if n := ask[int](s, visible); n != 24 {
			t.Errorf("%d rows did not pass; want 24", n)
		}
		if n := ask[int](s, `Charts.drawn.size`); n != 2 {
			t.Errorf("%d charts are drawn; want the 2 in sight", n)
		}
		s.harmless()
	})
}

// TestScreenshots keeps pictures of the page as artifacts of the test.
func TestScreenshots(t *testing.T) {
	browser := start(t)
	shoot := func(name, scheme string, width, height int64, address string, results ...*harness.Result) []byte {
		s := open(t, browser, scheme, width, height, results...)
		if address != "" {
			s.do(chromedp.Evaluate[chromedp.Void](`location.hash = "` + address + `"; scrollTo(0, 0)`))
		}
		s.do(chromedp.Evaluate[chromedp.Void](`scrollTo(0, 0)`))
		picture, err := chromedp.Run(s.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		keep(t, name, picture)
		return picture
	}
	tame := []*harness.Result{stormSample(), breachedSample()}
	picture := shoot("light.png", "light", 1200, 1860, "", tame...)
	shoot("dark.png", "dark", 1280, 1700, "", sample()...)
	shoot("phone.png", "light", 390, 2600, "", sample()...)
	for _, tab := range []string{"actions", "load", "failures"} {
		shoot(tab+".png", "light", 1280, 1900, "volume-mill-at-twelve-a-second/"+tab, tame...)
		shoot(tab+"-phone.png", "dark", 390, 2600, "volume-mill-at-twelve-a-second/"+tab, tame...)
	}
	paper := open(t, browser, "dark", 718, 4200, tame...)
	paper.do(media("print", "dark"))
	paper.eventually(`[...document.querySelectorAll("[data-chart]")].every((e) => e.querySelector("svg path"))`)
	if picture, err := chromedp.Run(paper.ctx, chromedp.CaptureScreenshot()); err != nil {
		t.Error(err)
	} else {
		keep(t, "paper.png", picture)
	}
	if !*screenshot {
		return
	}
	for _, tab := range []string{"calls", "run"} {
		shoot(tab+".png", "light", 1280, 1900, "volume-mill-at-twelve-a-second/"+tab, tame...)
	}
	shoot("hostile.png", "light", 1280, 2200, "", hostileSample())
	if err := os.WriteFile("assets/page.png", picture, 0o644); err != nil {
		t.Fatal(err)
	}
}

func keep(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(t.ArtifactDir(), name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}
