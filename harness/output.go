package harness

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Add puts out an additive chart: a value for each of its series. The values of all iterations that succeed are combined into
// one chart for each title, and service levels may judge them. A chart that is refused makes the iteration a failed one.
func (it *Iteration) Add(c Chart) { it.put(c, true) }

// Show puts out a complete chart, which is shown as it is. Of all iterations that show some, the result has a few. A chart
// that is refused makes the iteration a failed one.
func (it *Iteration) Show(c Chart) { it.put(c, false) }

// Output puts out all charts of o.
func (it *Iteration) Output(o Output) {
	for _, c := range o.Additive {
		it.Add(c)
	}
	for _, c := range o.Complete {
		it.Show(c)
	}
}

func (it *Iteration) put(c Chart, additive bool) {
	it.use()
	var values []addedRecord
	var shown string
	err := c.check(additive)
	switch {
	case err != nil:
	case additive:
		values, err = it.names.added(&c)
	default:
		var text []byte
		text, err = json.Marshal(c) // finite numbers and text: does not fail
		shown = string(text)
	}
	it.mu.Lock()
	defer it.mu.Unlock()
	if it.output == nil {
		it.output = new(outputRecord)
	}
	if err == nil {
		err = it.output.add(&c, values, shown)
	}
	if it.output.refused == nil {
		it.output.refused = err
	}
}

// An outputRecord is what an iteration put out.
type outputRecord struct {
	added   []addedRecord
	shown   []string // charts as JSON
	charts  int
	bytes   int   // of the complete ones
	refused error // why the first chart was that was refused
}

// add keeps a chart, or refuses more than an iteration may put out. It has values, or is shown.
func (o *outputRecord) add(c *Chart, values []addedRecord, shown string) error {
	o.charts++
	o.bytes += len(shown)
	for _, has := range []struct {
		n, most int
		what    string
	}{{o.charts, mostCharts, "charts"}, {len(o.added) + len(values), mostValues, "values"}, {o.bytes, mostShown, "bytes of complete charts"}} {
		if has.n > has.most {
			return &OutputError{c.Title, fmt.Errorf("the iteration puts out more than %d %s", has.most, has.what)}
		}
	}
	for _, v := range values {
		v.again = slices.ContainsFunc(o.added, func(a addedRecord) bool { return a.measure == v.measure && a.chart != v.chart })
		o.added = append(o.added, v)
	}
	if shown != "" {
		o.shown = append(o.shown, shown)
	}
	return nil
}

// An addedRecord is a value that an iteration added.
type addedRecord struct {
	chart   int32 // what is drawn: its title, how, and in which words
	measure int32
	again   bool // the iteration has it in another chart already
	value   float64
}

// validateMeasures refuses service levels on what the scenario never adds.
func (w *Workload) validateMeasures() error {
	known, ok := Measures(w.Scenario)
	if !ok {
		return nil
	}
	var names []string
	for _, m := range known {
		names = append(names, strings.Join(m[:], " / "))
	}
	for _, check := range w.SLA {
		for _, m := range measuresOf(check) {
			if !slices.Contains(known, m) {
				return fmt.Errorf("service level %q: %w", Describe(check), Unknown("value", strings.Join(m[:], " / "), names))
			}
		}
	}
	return nil
}

// mostMeasures bounds how many series a run may have: a title or a name that holds an id comes once.
const mostMeasures = 500

// added are the values of an additive chart.
func (n *names) added(c *Chart) ([]addedRecord, error) {
	bare := *c
	bare.Values = nil
	key, err := json.Marshal(bare)
	if err != nil {
		return nil, err
	}
	chart, known := n.charts.among(string(key), mostMeasures)
	list := make([]addedRecord, len(c.Values))
	for i, v := range c.Values {
		id, ok := n.measures.among(measureKey(c.Title, v.Name), mostMeasures)
		known = known && ok
		list[i] = addedRecord{chart: chart, measure: id, value: v.Number + 0} // -0 is 0
	}
	if !known {
		return nil, &OutputError{c.Title, fmt.Errorf("all iterations together have more than %d series: titles, names and what is said about them have to be the same in each", mostMeasures)}
	}
	return list, nil
}
