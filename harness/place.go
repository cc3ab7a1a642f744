package harness

// mostPlaces is how many projects, or hosts, of an outcome have numbers of their own; those of the others are together.
const mostPlaces = 200

// place counts a record in where it took place: number is that of the place, and 1.
func place(list *[]*Series, number int32, r *record) {
	if number == 0 || r.outcome == skipped {
		return
	}
	at(list, min(number-1, mostPlaces)).count(r.service(), r.outcome)
}

// places are the series of the places, if there are several.
func places(list []*Series, names []string) []Series {
	if len(list) > mostPlaces {
		names = append(names[:mostPlaces:mostPlaces], "others")
	}
	if series := named(list, names); len(series) > 1 {
		return series
	}
	return nil
}
