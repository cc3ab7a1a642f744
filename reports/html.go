package reports

import (
	"bufio"
	"html/template"
	"io"
	"strings"

	"github.com/pacenote/pacenote/harness"
)

// functions are what templates may call.
var functions = template.FuncMap{"seconds": seconds, "percent": percent, "number": number, "size": size, "upper": strings.ToUpper}

// HTML writes one page about all results, complete in itself.
func HTML(w io.Writer, results ...*harness.Result) error {
	return writePage(w, newOutfit(), results)
}

// LiveHTML is [HTML] for a server that has "/", which is the page as it is now, and "/events", server-sent events: "state" with a
// sentence, "change" when there is more, and "done" with the last sentence.
func LiveHTML(w io.Writer, results ...*harness.Result) error {
	return writePage(w, newLiveOutfit(), results)
}

func writePage(w io.Writer, look outfit, results []*harness.Result) error {
	t, err := template.New("page.gohtml").Funcs(functions).ParseFS(templates, "assets/*.gohtml")
	if err != nil {
		return err
	}
	p := newPage(results)
	p.outfit = look
	if err := p.fold(t); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	if err := t.Execute(b, p); err != nil {
		return err
	}
	return b.Flush()
}
