package reports_test

import (
	"os"
	"testing"

	"github.com/pacenote/pacenote/reports"
)

func TestWriteTmp(t *testing.T) {
	f, _ := os.Create("/tmp/page.html")
	if err := reports.HTML(f, sample()...); err != nil {
		t.Fatal(err)
	}
	f.Close()
	g, _ := os.Create("/tmp/page.txt")
	if err := reports.Text(g, sample()...); err != nil {
		t.Fatal(err)
	}
}
