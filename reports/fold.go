package reports

import (
	"encoding/json"
	"html/template"
	"strconv"
	"strings"
)

// A page of many benchmarks is folded: it shows the one that it opens with, and has the others compressed, some of them
// in a bundle, until somebody looks at them.
const (
	mostUnfolded = 10
	perBundle    = 16
)

// A bundle is benchmarks that are compressed together.
type bundle struct {
	ID   string
	Text template.JS // a string
}

func bundleID(n int) string { return "bundle" + strconv.Itoa(n) }

// fold takes the inside of benchmarks that are not shown first out of the page.
func (p *page) fold(t *template.Template) error {
	if len(p.Benchmarks) <= mostUnfolded {
		return nil
	}
	var inside []string
	for i, b := range p.Benchmarks {
		if !b.Opens {
			var s strings.Builder
			if err := t.ExecuteTemplate(&s, "inside", b); err != nil {
				return err
			}
			b.Bundle, b.Place = bundleID(len(p.Bundles)), len(inside)
			inside = append(inside, s.String())
		}
		if len(inside) == perBundle || i == len(p.Benchmarks)-1 && len(inside) > 0 {
			raw, err := json.Marshal(inside)
			if err != nil {
				return err
			}
			p.Bundles = append(p.Bundles, bundle{bundleID(len(p.Bundles)), template.JS(`"` + squeeze(string(raw)) + `"`)})
			inside = nil
		}
	}
	return nil
}
