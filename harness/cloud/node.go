package cloud

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// A node is a piece of a YAML file that remembers its place. Scalars are kept as they are written: 2.90 is not 2.9,
// and 0123 is a fine password. Nodes are shared and do not change.
type node struct {
	place string // as "clouds.yaml:12", or "OS_USERNAME"
	file  string // the file's whole path; "" for a variable
	kind  kind
	text  string
	pairs map[string]*node
	list  []*node
}

type kind int

const (
	null kind = iota
	scalar
	mapping
	sequence
)

func (k kind) String() string { return [...]string{"nothing", "text", "a mapping", "a list"}[k] }

// What a file may hold: more is refused, so that no file can keep the parser busy.
const (
	maxFile  = 1 << 20
	maxNodes = 50_000
	maxDepth = 50
)

// parseYAML reads a file's text. Aliases are resolved, merge keys are merged. Its errors do not repeat the text, which
// may hold passwords.
func parseYAML(file string, text []byte) (n *node, err error) {
	base := filepath.Base(file)
	defer func() {
		if p := recover(); p != nil {
			n, err = nil, fmt.Errorf("%s: is not YAML that can be read", base)
		}
	}()
	if len(text) > maxFile {
		return nil, fmt.Errorf("%s: has %d bytes: expected at most %d", base, len(text), maxFile)
	}
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		var syntax yaml.Error
		if errors.As(err, &syntax) && syntax.GetToken() != nil {
			return nil, fmt.Errorf("%s:%d: %s", base, syntax.GetToken().Position.Line, unquoted(syntax.GetMessage()))
		}
		return nil, fmt.Errorf("%s: is not YAML", base)
	}
	r := &reader{file: file, base: base, anchors: map[string]*node{}}
	for _, d := range tree.Docs {
		if d != nil && d.Body != nil {
			return r.read(d.Body, 0)
		}
	}
	return &node{place: base, file: file}, nil
}

var quoted = regexp.MustCompile("\"[^\"]*\"|'[^']*'|`[^`]*`")

// unquoted is a parser's message without the pieces of the file that it quotes.
func unquoted(message string) string {
	if strings.HasPrefix(message, "mapping key ") {
		return "a key is there twice"
	}
	return strings.TrimSpace(quoted.ReplaceAllString(strings.ToValidUTF8(message, ""), "…"))
}

type reader struct {
	file, base string
	anchors    map[string]*node
	nodes      int
}

func (r *reader) read(from ast.Node, depth int) (*node, error) {
	n := &node{file: r.file, place: r.base}
	if t := from.GetToken(); t != nil && t.Position != nil {
		n.place = r.base + ":" + strconv.Itoa(t.Position.Line)
	}
	if r.nodes++; r.nodes > maxNodes || depth > maxDepth {
		return nil, fmt.Errorf("%s: too much YAML: expected at most %d values, %d deep", n.place, maxNodes, maxDepth)
	}
	switch from := from.(type) {
	case *ast.MappingNode:
		return r.mapping(n, from.Values, depth)
	case *ast.MappingValueNode:
		return r.mapping(n, []*ast.MappingValueNode{from}, depth)
	case *ast.SequenceNode:
		n.kind = sequence
		for _, v := range from.Values {
			one, err := r.read(v, depth+1)
			if err != nil {
				return nil, err
			}
			n.list = append(n.list, one)
		}
	case *ast.AnchorNode:
		one, err := r.read(from.Value, depth+1)
		if err == nil && from.Name != nil {
			r.anchors[from.Name.GetToken().Value] = one
		}
		return one, err
	case *ast.AliasNode:
		name := from.Value.GetToken().Value
		if one := r.anchors[name]; one != nil {
			return one, nil
		}
		return nil, fmt.Errorf("%s: %w", n.place, unknown("alias", name, slices.Collect(maps.Keys(r.anchors))))
	case *ast.TagNode:
		if from.Value == nil {
			return n, nil
		}
		return r.read(from.Value, depth+1)
	case *ast.LiteralNode:
		n.kind, n.text = scalar, from.Value.Value
	case *ast.StringNode:
		n.kind, n.text = scalar, from.Value
	case *ast.NullNode:
	default:
		if t := from.GetToken(); t != nil {
			n.kind, n.text = scalar, t.Value
		}
	}
	return n, nil
}

func (r *reader) mapping(n *node, values []*ast.MappingValueNode, depth int) (*node, error) {
	n.kind, n.pairs = mapping, make(map[string]*node, len(values))
	if len(values) > 0 && values[0].Key != nil && values[0].Key.GetToken() != nil {
		n.place = r.base + ":" + strconv.Itoa(values[0].Key.GetToken().Position.Line)
	}
	var under []*node
	for _, v := range values {
		if v.Key == nil || v.Value == nil || v.Key.GetToken() == nil {
			return nil, fmt.Errorf("%s: a key without text", n.place)
		}
		one, err := r.read(v.Value, depth+1)
		if err != nil {
			return nil, err
		}
		switch {
		case !v.Key.IsMergeKey():
			key := v.Key.GetToken().Value
			at := *one
			at.place = r.base + ":" + strconv.Itoa(v.Key.GetToken().Position.Line)
			n.pairs[key] = &at
		case one.kind == sequence:
			under = append(under, one.list...)
		default:
			under = append(under, one)
		}
	}
	for _, u := range under { // a merge key fills in what is not there; its mappings are not merged deeply
		if u.kind != mapping {
			return nil, fmt.Errorf("%s: << is %v: expected an alias of a mapping", n.place, u.kind)
		}
		if r.nodes += len(u.pairs); r.nodes > maxNodes {
			return nil, fmt.Errorf("%s: too much YAML", n.place)
		}
		for k, v := range u.pairs {
			if n.pairs[k] == nil {
				n.pairs[k] = v
			}
		}
	}
	return n, nil
}

// over returns the node with top laid over it: mappings are merged at every depth, anything else is replaced.
func (n *node) over(top *node) *node {
	budget := maxNodes
	return lay(n, top, &budget)
}

func lay(n, top *node, budget *int) *node {
	if *budget--; *budget < 0 || n == nil || n.kind != mapping || top == nil || top.kind != mapping {
		if top == nil || top.kind == null && n != nil {
			return n
		}
		return top
	}
	merged := *n
	merged.pairs = make(map[string]*node, len(n.pairs)+len(top.pairs))
	for k, v := range n.pairs {
		merged.pairs[k] = v
	}
	for k, v := range top.pairs {
		old := k
		for other := range n.pairs {
			if same(other, k) {
				old = other
			}
		}
		merged.pairs[old] = lay(n.pairs[old], v, budget)
	}
	return &merged
}

// get returns the value of a key, written with dashes or underscores, or nil if there is none or nothing in it.
func (n *node) get(key string) *node {
	if n == nil || n.kind != mapping {
		return nil
	}
	v := n.pairs[key]
	if v == nil {
		v = n.pairs[strings.ReplaceAll(key, "_", "-")]
	}
	if v == nil || v.kind == null || v.kind == scalar && v.text == "" {
		return nil
	}
	return v
}

func (n *node) keys() []string {
	if n == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(n.pairs))
}

func same(a, b string) bool { return underscored(a) == underscored(b) }

func underscored(key string) string { return strings.ReplaceAll(key, "-", "_") }

// boolean is what YAML 1.1 and people take for one.
func (n *node) boolean() (value, ok bool) {
	if n.kind != scalar {
		return false, false
	}
	switch strings.ToLower(strings.TrimSpace(n.text)) {
	case "true", "yes", "on", "y", "1":
		return true, true
	case "false", "no", "off", "n", "0":
		return false, true
	}
	return false, false
}
