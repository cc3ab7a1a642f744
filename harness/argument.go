package harness

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// An Argument is a field of a scenario that can be set by name. Such a field has tags:
//
//	type BootAndDelete struct {
//		Image    string        `arg:"image,required" help:"image to boot from: name, id or regular expression"`
//		MinSleep time.Duration `arg:"min_sleep" help:"shortest idle time between boot and deletion"`
//	}
//
// Strings, booleans, whole numbers, numbers, durations, lists of strings, and types that unmarshal themselves from text
// can be arguments. A duration is written "1.5s"; a plain number is seconds. A list is separated by commas. The fields of
// embedded structs belong to the struct that embeds them.
type Argument struct {
	Name     string
	Type     string // "string", "true or false", "whole number", "number", "duration", "list"
	Help     string
	Value    string // as text; "" is the zero value
	Required bool
}

// Arguments returns the arguments of a scenario, or a fixture, in the order of its fields, with their values.
func Arguments(s any) []Argument {
	var list []Argument
	for _, f := range argumentFields(s) {
		list = append(list, f.argument)
	}
	return list
}

// SetArgument sets the argument of a name from text. s must be a pointer to a struct. The error of an unknown name
// suggests the nearest one, that of a bad value says what was expected.
func SetArgument(s any, name, value string) error {
	fields := argumentFields(s)
	names := make([]string, 0, len(fields))
	for _, f := range fields {
		if f.argument.Name == name {
			err := setField(f.value, value)
			if _, own := f.value.Addr().Interface().(encoding.TextUnmarshaler); own && err != nil {
				return fmt.Errorf("argument %s: %w", name, err)
			}
			if err != nil {
				return fmt.Errorf("argument %s: %q is no %s: expected %s", name, value, f.argument.Type, example(f.value))
			}
			return nil
		}
		names = append(names, f.argument.Name)
	}
	return Unknown("argument", name, names)
}

// missing returns an error for a required argument that has no value.
func missing(s any) error {
	for _, a := range Arguments(s) {
		if a.Required && a.Value == "" {
			return fmt.Errorf("argument %s is missing: %s", a.Name, a.Help)
		}
	}
	return nil
}

type argumentField struct {
	argument Argument
	value    reflect.Value
}

func argumentFields(s any) []argumentField {
	v := reflect.ValueOf(s)
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return nil
	}
	return structFields(v)
}

func structFields(v reflect.Value) []argumentField {
	var list []argumentField
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Anonymous && field.Type.Kind() == reflect.Struct {
			list = append(list, structFields(v.Field(i))...)
			continue
		}
		name, option, _ := strings.Cut(field.Tag.Get("arg"), ",")
		if name == "" || !field.IsExported() {
			continue
		}
		list = append(list, argumentField{value: v.Field(i), argument: Argument{
			Name:     name,
			Type:     typeName(v.Field(i)),
			Help:     field.Tag.Get("help"),
			Value:    valueText(v.Field(i)),
			Required: option == "required",
		}})
	}
	return list
}

var durationType = reflect.TypeFor[time.Duration]()

func typeName(v reflect.Value) string {
	switch {
	case v.Type() == durationType:
		return "duration"
	case reflect.PointerTo(v.Type()).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return strings.ToLower(v.Type().Name())
	}
	switch v.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64, reflect.Int32:
		return "whole number"
	case reflect.Float64:
		return "number"
	case reflect.Slice:
		return "list"
	}
	return "string"
}

func example(v reflect.Value) string {
	switch typeName(v) {
	case "duration":
		return `one such as "1.5s", or seconds such as "1.5"`
	case "true or false":
		return `"true" or "false"`
	case "whole number":
		return `one such as "3"`
	case "number":
		return `one such as "0.5"`
	}
	return "another text"
}

func valueText(v reflect.Value) string {
	if v.IsZero() {
		return ""
	}
	if list := reflect.TypeFor[[]string](); v.Kind() == reflect.Slice && v.CanConvert(list) {
		return strings.Join(v.Convert(list).Interface().([]string), ", ")
	}
	m, ok := v.Interface().(encoding.TextMarshaler)
	if !ok && v.CanAddr() {
		m, ok = v.Addr().Interface().(encoding.TextMarshaler)
	}
	if ok {
		text, _ := m.MarshalText()
		return string(text)
	}
	return fmt.Sprint(v.Interface())
}

func setField(v reflect.Value, text string) error {
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(text))
	}
	if v.Type() == durationType {
		d, err := ParseDuration(text)
		if err == nil {
			v.SetInt(int64(d))
		}
		return err
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		b, err := strconv.ParseBool(strings.ToLower(text))
		if err == nil {
			v.SetBool(b)
		}
		return err
	case reflect.Int, reflect.Int64, reflect.Int32:
		n, err := strconv.ParseInt(text, 10, v.Type().Bits())
		if err == nil {
			v.SetInt(n)
		}
		return err
	case reflect.Float64:
		n, err := strconv.ParseFloat(text, 64)
		if err == nil && (math.IsNaN(n) || math.IsInf(n, 0)) {
			err = strconv.ErrRange
		}
		if err == nil {
			v.SetFloat(n)
		}
		return err
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.String {
			return fmt.Errorf("a field of type %v cannot be an argument", v.Type())
		}
		var list []string
		for _, item := range strings.Split(text, ",") {
			if item = strings.TrimSpace(item); item != "" {
				list = append(list, item)
			}
		}
		v.Set(reflect.ValueOf(list).Convert(v.Type()))
	default:
		return fmt.Errorf("a field of type %v cannot be an argument", v.Type())
	}
	return nil
}

// ParseDuration reads a duration that is not below zero: Go's own form ("1.5s", "1h30m"), or a number of seconds.
func ParseDuration(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if seconds, e := strconv.ParseFloat(text, 64); e == nil && seconds < 1e9 {
		d, err = time.Duration(seconds*float64(time.Second)), nil
	}
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q is no duration: expected one such as 1.5s, 20m or 1h30m", text)
	}
	return d, nil
}
