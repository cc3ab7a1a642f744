package cinder

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	return harness.Catalogue{
		harness.NewEntry("CinderVolumes.create_and_delete_volume", "create a volume, idle, delete it", CreateAndDeleteVolume{}),
	}
}
