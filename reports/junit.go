package reports

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/pacenote/pacenote/harness"
)

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Time     string       `xml:"time,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string          `xml:"name,attr"`
	Tests      int             `xml:"tests,attr"`
	Failures   int             `xml:"failures,attr"`
	Errors     int             `xml:"errors,attr"`
	Time       string          `xml:"time,attr"`
	Timestamp  string          `xml:"timestamp,attr,omitempty"`
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
	Output     string          `xml:"system-out,omitempty"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Class   string      `xml:"classname,attr"`
	Name    string      `xml:"name,attr"`
	Time    string      `xml:"time,attr"`
	Failure *junitFault `xml:"failure"`
	Error   *junitFault `xml:"error"`
}

type junitFault struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// JUnit writes a testsuite for each result, with a testcase for its verdict and one for each service level of each
// workload. A broken promise, or something left behind, is a failure; a run that could not be made, did not come to its
// end for another reason than a promise, or was limited by the generator, is an error, and so are the promises that broke
// in the latter. The text summary of the result is the suite's output.
func JUnit(w io.Writer, results ...*harness.Result) error {
	all := junitSuites{Name: "pacenote"}
	var took time.Duration
	for _, r := range results {
		s, err := suite(r)
		if err != nil {
			return err
		}
		all.Suites = append(all.Suites, s)
		all.Tests += s.Tests
		all.Failures += s.Failures
		all.Errors += s.Errors
		took += length(r)
	}
	all.Time = inSeconds(took)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func suite(r *harness.Result) (junitSuite, error) {
	var output strings.Builder
	if err := Text(&output, r); err != nil {
		return junitSuite{}, err
	}
	s := junitSuite{Name: title(r), Time: inSeconds(length(r)), Properties: junitProperties(r), Output: output.String()}
	if !r.Started.IsZero() {
		s.Timestamp = r.Started.UTC().Format("2006-01-02T15:04:05")
	}
	verdict := junitCase{Class: s.Name, Name: "verdict", Time: s.Time}
	if !fine(r) {
		fault := &junitFault{Message: why(r), Type: string(r.Verdict), Text: why(r)}
		switch r.Verdict {
		case harness.Broken, harness.Interrupted, harness.TimedOut, harness.Bound:
			verdict.Error = fault
		default:
			verdict.Failure = fault
		}
	}
	s.Cases = append(s.Cases, verdict)
	for i := range r.Workloads {
		o := &r.Workloads[i]
		for _, l := range o.Levels {
			c := junitCase{Class: s.Name, Name: line(o.Workload + ": " + l.Promise), Time: inSeconds(o.Elapsed)}
			if !l.Kept && !r.Expected {
				fault := &junitFault{Message: line("promised " + l.Promise + ", seen " + l.Seen), Type: "promise", Text: line(l.Reason)}
				if r.Verdict == harness.Bound {
					fault.Type, c.Error = string(r.Verdict), fault
				} else {
					c.Failure = fault
				}
			}
			s.Cases = append(s.Cases, c)
		}
	}
	for _, c := range s.Cases {
		s.Tests++
		if c.Failure != nil {
			s.Failures++
		}
		if c.Error != nil {
			s.Errors++
		}
	}
	return s, nil
}

func junitProperties(r *harness.Result) []junitProperty {
	e := &r.Environment
	list := []junitProperty{
		{"pacenote.run", r.ID},
		{"pacenote.rehearsal", strconv.FormatBool(r.Rehearsal)},
		{"pacenote.verdict", string(r.Verdict)},
		{"pacenote.seed", strconv.FormatUint(r.Seed, 10)},
		{"pacenote.tags", strings.Join(r.Tags, " ")},
		{"pacenote.cloud", e.Cloud},
		{"pacenote.region", e.Region},
		{"pacenote.version", e.Version},
		{"pacenote.machine", e.Machine},
	}
	for i := range r.Workloads {
		o := &r.Workloads[i]
		name := fmt.Sprintf("pacenote.workload.%d", i+1)
		list = append(list, junitProperty{name, o.Workload}, junitProperty{name + ".scenario", o.Scenario}, junitProperty{name + ".load", o.Load})
		if o.Open {
			list = append(list, junitProperty{name + ".skipped", strconv.FormatInt(whole(o, skippedOf), 10)},
				junitProperty{name + ".lateness_p99_seconds", inSeconds(o.Lateness.Percentile(99))})
		}
		if p95 := o.Iterations.Success; p95.Count > 0 {
			list = append(list, junitProperty{name + ".p95_seconds", inSeconds(p95.Percentile(95))})
		}
	}
	kept := list[:0]
	for _, p := range list {
		if p.Value = line(p.Value); p.Value != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// length is how long a run took, from the first section to the end of the last.
func length(r *harness.Result) (end time.Duration) {
	for _, s := range r.Sections {
		end = max(end, s.Start+s.Duration)
	}
	for i := range r.Workloads {
		end = max(end, ended(&r.Workloads[i]))
	}
	return end
}

func inSeconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }
