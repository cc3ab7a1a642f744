package keystone

import (
	"maps"

	"github.com/pacenote/pacenote/harness"
)

// given are the attributes that are not empty texts.
func given(attributes harness.Object) harness.Object {
	maps.DeleteFunc(attributes, func(_ string, value any) bool { return value == "" })
	return attributes
}
