package reports

import (
	"encoding/json"
	"html/template"
	"time"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"github.com/pacenote/pacenote/harness"
)

// A chart is a picture of the page, with what is said about it to those who cannot see it.
type chart struct {
	ID    string
	Title string
	Note  string // what is counted, and how
	Label string // what there is to see, in a sentence
	Kind  string // its height: "tall", "flat"
	Data  template.JS
}

// A drawing is what the page's script gets: numbers without units, and what their units are.
type drawing struct {
	X      string         `json:"x"` // unit of the category axis: "seconds", "µs", "≤µs", ""
	Y      []string       `json:"y"` // unit of each series
	Width  int64          `json:"width,omitempty"`
	Linear bool           `json:"linear,omitempty"` // points are pairs, and there is no category axis
	Mark   *mark          `json:"mark,omitempty"`
	Marks  []mark         `json:"marks,omitempty"`
	Bands  []band         `json:"bands,omitempty"`
	Limits []limit        `json:"limits,omitempty"`
	Fan    int            `json:"fan,omitempty"` // between how many of the first series it is filled
	Heat   *heat          `json:"heat,omitempty"`
	Option map[string]any `json:"option,omitempty"`
}

// A mark is a vertical line at an index of the category axis.
type mark struct {
	At   int    `json:"at"`
	Name string `json:"name"`
	Tone tone   `json:"tone,omitempty"` // good or bad; "" is neither
}

// annotate marks what there is to know about the time of a load: phases, and where a promise broke.
func (d *drawing) annotate(o *harness.Outcome, p parts) {
	d.Bands = bands(o, p)
	if b := o.Breach; b != nil {
		name := "promise broken"
		if b.Iteration > 0 {
			name += " by iteration " + number(b.Iteration)
		}
		d.Mark = &mark{At: p.index(b.At), Name: name}
	}
}

// A limit is a horizontal line at a value of the first axis: what was promised.
type limit struct {
	At   int64  `json:"at"`
	Name string `json:"name"`
}

// limits are the promises about the durations of iterations that are not far beyond all of them.
func limitsOf(o *harness.Outcome, most time.Duration) (list []limit) {
	for i := range o.Levels {
		if l := o.Levels[i].Limit; l != nil && l.Series == "" && l.At <= 3*most {
			list = append(list, limit{micros(l.At), l.Figure + " promised"})
		}
	}
	return list
}

// A band is a phase, or the window of a hook, between two indices of the category axis.
type band struct {
	From int    `json:"from"`
	To   int    `json:"to"`
	Name string `json:"name"`
	Hook bool   `json:"hook,omitempty"` // it is the window of one
}

// An optioner is a chart of go-echarts.
type optioner interface {
	JSON() map[string]any
	Validate()
}

// pack makes data of the options of a chart: JSON in which no < > or & is left, so that nothing in it can end the
// element that it is in.
func pack(from optioner, d drawing) template.JS {
	from.Validate()
	raw, err := json.Marshal(from.JSON())
	if err != nil {
		return "null" // numbers and strings only: does not happen
	}
	var option map[string]any
	if json.Unmarshal(raw, &option) != nil {
		return "null"
	}
	for _, key := range []string{"title", "legend", "tooltip", "color", "toolbox"} { // the page's script has its own
		delete(option, key)
	}
	d.Option = slim(option).(map[string]any)
	return d.json()
}

func (d drawing) json() template.JS {
	raw, err := json.Marshal(d)
	if err != nil {
		return "null"
	}
	return template.JS(raw)
}

// slim drops empty objects, and writes a value {"value": x} as x and {} as null.
func slim(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			if values, ok := x.([]any); ok && key == "data" {
				v[key] = bare(values)
				continue
			}
			v[key] = slim(x)
			if m, ok := v[key].(map[string]any); ok && len(m) == 0 {
				delete(v, key)
			}
		}
	case []any:
		for i := range v {
			v[i] = slim(v[i])
		}
	}
	return v
}

// bare are values without the objects around them.
func bare(values []any) []any {
	for i := range values {
		if m, ok := values[i].(map[string]any); ok && len(m) < 2 {
			values[i] = m["value"]
		}
	}
	return values
}

// Colours are names that the page's script looks up in the palette of the day or of the night.
const (
	colourGood  = "$good"
	colourBad   = "$bad"
	colourFirst = "$first"
	colourNext  = "$second"
	colourFaint = "$faint"
)

// numbers are the values of a line.
func numbers(list []any) []opts.LineData {
	out := make([]opts.LineData, len(list))
	for i := range list {
		out[i].Value = list[i]
	}
	return out
}

// heights are the values of bars.
func heights(list []any) []opts.BarData {
	out := make([]opts.BarData, len(list))
	for i := range list {
		out[i].Value = list[i]
	}
	return out
}

func colour(name string) charts.SeriesOpts {
	return charts.WithItemStyleOpts(opts.ItemStyle{Color: name})
}
