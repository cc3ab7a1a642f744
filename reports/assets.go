package reports

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"strings"
	"sync"
)

//go:embed assets/page.css assets/page.js assets/chart.js assets/heat.js assets/live.js assets/echarts/echarts.common.min.js
var assets embed.FS

//go:embed assets/*.gohtml
var templates embed.FS

// asset returns the text of an embedded file, which is there.
func asset(name string) string {
	text, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// outfit is what every page carries: its look, its scripts, and the policy that allows them and nothing else.
type outfit struct {
	Policy  string
	Style   template.CSS
	Scripts []template.JS
	Live    bool // whoever serves it has more
}

// newLiveOutfit is that of a page which asks who served it for more.
var newLiveOutfit = sync.OnceValue(func() outfit {
	out, script := newOutfit(), asset("live.js")
	out.Scripts = append(out.Scripts[:len(out.Scripts):len(out.Scripts)], template.JS(script))
	out.Policy = strings.Replace(out.Policy, "script-src ", "connect-src 'self'; script-src "+fingerprint(script)+" ", 1)
	out.Live = true
	return out
})

// newOutfit is the same each time. ECharts travels compressed: the policy knows it by what it is when it is unpacked.
var newOutfit = sync.OnceValue(func() outfit {
	style, drawer := asset("page.css"), asset("echarts/echarts.common.min.js")
	scripts := []string{`const Packed = "` + squeeze(drawer) + `";`, asset("heat.js"), asset("chart.js"), asset("page.js")}
	out := outfit{Style: template.CSS(style)}
	allowed := []string{fingerprint(drawer)}
	for _, s := range scripts {
		out.Scripts = append(out.Scripts, template.JS(s))
		allowed = append(allowed, fingerprint(s))
	}
	out.Policy = "default-src 'none'; script-src " + strings.Join(allowed, " ") + "; style-src " + fingerprint(style) +
		"; base-uri 'none'; form-action 'none'"
	return out
})

// fingerprint is how a policy names a script or a style.
func fingerprint(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
