package designate

import (
	"github.com/pacenote/pacenote/harness"
)

// Catalogue are the scenarios of this package, by name.
func Catalogue() harness.Catalogue {
	five := RecordSets{Count: 5}
	return harness.Catalogue{
		harness.NewEntry("DesignateBasic.create_and_delete_recordsets", "create record sets in a zone, delete them", CreateAndDeleteRecordSets{five}),
		harness.NewEntry("DesignateBasic.create_and_delete_zone", "create a zone, delete it", CreateAndDeleteZone{}),
		harness.NewEntry("DesignateBasic.create_and_list_recordsets", "create record sets in a zone, list them", CreateAndListRecordSets{five}),
		harness.NewEntry("DesignateBasic.create_and_list_zones", "create a zone, find it in the list", CreateAndListZones{}),
		harness.NewEntry("DesignateBasic.list_recordsets", "list the record sets of a zone", ListRecordSets{}),
		harness.NewEntry("DesignateBasic.list_zones", "list zones", ListZones{}),
	}
}
