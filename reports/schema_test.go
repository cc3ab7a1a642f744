package reports_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/pacenote/pacenote/reports"
)

// The schema of the JSON report is that of its types, with their comments, and what is written is valid by it.
func TestSchema(t *testing.T) {
	s := schema{comments: comments(t, "document.go", "capacity.go", "sweep.go", "baseline.go", "outputjson.go", "../harness/chart.go"), defs: make(map[string]any)}
	root := s.of(reflect.TypeFor[reports.Document]())
	root["$schema"], root["title"], root["$defs"] = "https://json-schema.org/draft/2020-12/schema", "The JSON report of Pacenote", s.defs
	text, err := json.MarshalIndent(root, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	if *update {
		if err := os.WriteFile("schema.json", text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile("schema.json")
	if err != nil || !bytes.Equal(kept, text) {
		t.Errorf("schema.json is not that of the types (%v): run the test with -update", err)
	}
	var loaded any
	if err := json.Unmarshal(text, &loaded); err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", loaded); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var report bytes.Buffer
	if err := reports.JSON(&report, sample()...); err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(&report)
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(document); err != nil {
		t.Error(err)
	}
	document.(map[string]any)["pacenot"] = 1
	if compiled.Validate(document) == nil {
		t.Error("a key that nobody knows is valid")
	}
}

// A schema is types of Go as JSON schema.
type schema struct {
	comments map[string]string // by "Type" and "Type.Field"
	defs     map[string]any
}

func (s *schema) of(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.Slice, reflect.Array:
		return map[string]any{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": s.of(t.Elem())}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Struct:
		if s.defs[t.Name()] == nil {
			s.defs[t.Name()] = map[string]any{} // which may hold itself
			s.defs[t.Name()] = s.object(t)
		}
		return map[string]any{"$ref": "#/$defs/" + t.Name()}
	}
	return map[string]any{"type": "integer"}
}

func (s *schema) object(t reflect.Type) map[string]any {
	properties, required := make(map[string]any), []string{}
	var add func(t reflect.Type)
	add = func(t reflect.Type) {
		for i := range t.NumField() {
			f := t.Field(i)
			if f.Anonymous && f.Tag.Get("json") == "" {
				add(f.Type)
				continue
			}
			name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			p := s.of(f.Type)
			if strings.Contains(options, "string") {
				p = map[string]any{"type": "string"}
			}
			if text := s.comments[t.Name()+"."+f.Name]; text != "" {
				p["description"] = text
			}
			properties[name] = p
			if !strings.Contains(options, "omit") {
				required = append(required, name)
			}
		}
	}
	add(t)
	x := map[string]any{"type": "object", "properties": properties, "additionalProperties": false, "required": required}
	if text := s.comments[t.Name()]; text != "" {
		x["description"] = text
	}
	return x
}

// comments are those of the types in some files, and of their fields.
func comments(t *testing.T, files ...string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			d, ok := n.(*ast.GenDecl)
			if !ok {
				return true
			}
			for _, spec := range d.Specs {
				x, ok := spec.(*ast.TypeSpec)
				if !ok {
					continue
				}
				found[x.Name.Name] = plainText(d.Doc.Text())
				if fields, ok := x.Type.(*ast.StructType); ok {
					for _, f := range fields.Fields.List {
						for _, n := range f.Names {
							found[x.Name.Name+"."+n.Name] = plainText(f.Comment.Text())
						}
					}
				}
			}
			return true
		})
	}
	return found
}

func plainText(text string) string {
	return strings.TrimSpace(strings.NewReplacer("\n", " ", "[", "", "]", "").Replace(text))
}
