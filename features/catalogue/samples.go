// Package catalogue has a sample feature for every scenario of the catalogue, each of which is run.
package catalogue

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.feature
var features embed.FS

// Sample is a feature of its own for the scenario of a name, to be pasted; "" if there is none.
func Sample(name string) string {
	paths, _ := fs.Glob(features, "*.feature") // the pattern is a good one
	for _, path := range paths {
		text, _ := features.ReadFile(path) // it is built in
		if sample := cut(string(text), name); sample != "" {
			return sample
		}
	}
	return ""
}

// cut is the scenario of a name with the background of its feature.
func cut(text, name string) string {
	blocks := strings.Split(text, "\n\n")
	background, scenario := "", ""
	for _, block := range blocks {
		head, steps, _ := strings.Cut(strings.TrimSpace(bare(block)), "\n")
		switch head {
		case "Background:":
			background = steps + "\n"
		case "Scenario: " + name:
			scenario = steps
		}
	}
	if scenario == "" {
		return ""
	}
	return "Feature: " + name + "\n\n  Scenario: a few of them\n" + background + strings.TrimRight(scenario, "\n") + "\n"
}

// bare is a block without tags and comments.
func bare(block string) string {
	var lines []string
	for line := range strings.Lines(block) {
		if word := strings.TrimSpace(line); !strings.HasPrefix(word, "@") && !strings.HasPrefix(word, "#") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}
