package cloud

// A MissingServiceError says that a catalog has no service of a type.
type MissingServiceError struct {
	Service string   // the type that was asked for
	Have    []string // the types that there are
}

// Error names the nearest service that there is, or all.
func (e *MissingServiceError) Error() string { return unknown("service", e.Service, e.Have).Error() }
