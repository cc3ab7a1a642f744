package neutron

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	"github.com/pacenote/pacenote/harness"
)

// BGPVPN is what every scenario asks for that creates a BGP VPN, which is the administrator's to do.
type BGPVPN struct {
	asAdmin
	RouteTargets        []string `arg:"route_targets" help:"route targets that are imported and exported, such as 64512:1"`
	ImportTargets       []string `arg:"import_targets" help:"route targets that are imported as well"`
	ExportTargets       []string `arg:"export_targets" help:"route targets that are exported as well"`
	RouteDistinguishers []string `arg:"route_distinguishers" help:"with which routes are announced, such as 64512:1"`
	Type                string   `arg:"bgpvpn_type" help:"l3, or l2; l3 if none is given"`
}

// target is what a route target, or a route distinguisher, looks like.
var target = regexp.MustCompile(`^(\d{1,5}|\d{1,3}(\.\d{1,3}){3}):\d{1,10}$`)

// targets refuses what are no route targets.
func targets(argument string, list []string) error {
	for _, t := range list {
		if !target.MatchString(t) {
			return fmt.Errorf("argument %s: %q: expected numbers such as 64512:1", argument, t)
		}
	}
	return nil
}

// Validate refuses what are no route targets, and unknown types.
func (b BGPVPN) Validate() error {
	if b.Type != "" && b.Type != "l2" && b.Type != "l3" {
		return fmt.Errorf("argument bgpvpn_type: %w", harness.Unknown("type", b.Type, []string{"l2", "l3"}))
	}
	return errors.Join(targets("route_targets", b.RouteTargets), targets("import_targets", b.ImportTargets),
		targets("export_targets", b.ExportTargets), targets("route_distinguishers", b.RouteDistinguishers))
}

// prepare sees that there are BGP VPNs.
func (BGPVPN) prepare(ctx context.Context, w *harness.World) error {
	return requireExtension(ctx, w, "bgpvpn")
}

// create creates a BGP VPN, of a project if one is named: the action neutron.create_bgpvpn.
func (b BGPVPN) create(ctx context.Context, it *harness.Iteration, projectID string) (id string, err error) {
	attributes := lists(harness.Object{"name": it.Name(), "type": "l3"}, b.RouteTargets, b.ImportTargets, b.ExportTargets, b.RouteDistinguishers)
	if b.Type != "" {
		attributes["type"] = b.Type
	}
	if projectID != "" {
		attributes["tenant_id"] = projectID
	}
	return bgpvpn.create(ctx, it, attributes)
}

// lists adds the lists of a BGP VPN that are not empty to its attributes.
func lists(attributes harness.Object, routeTargets, importTargets, exportTargets, routeDistinguishers []string) harness.Object {
	for name, list := range map[string][]string{
		"route_targets": routeTargets, "import_targets": importTargets, "export_targets": exportTargets, "route_distinguishers": routeDistinguishers,
	} {
		if len(list) > 0 {
			attributes[name] = list
		}
	}
	return attributes
}

// drawTarget draws a route target.
func drawTarget(it *harness.Iteration) string {
	r := it.Rand("route target")
	return fmt.Sprintf("%d:%d", r.IntN(1<<16), r.Uint32())
}

// CreateAndDeleteBGPVPNs creates a BGP VPN and deletes it: NeutronBGPVPN.create_and_delete_bgpvpns.
type CreateAndDeleteBGPVPNs struct{ BGPVPN }

// Name is Rally's.
func (CreateAndDeleteBGPVPNs) Name() string { return "NeutronBGPVPN.create_and_delete_bgpvpns" }

// Actions are those of Run.
func (CreateAndDeleteBGPVPNs) Actions() []string {
	return []string{"neutron.create_bgpvpn", "neutron.delete_bgpvpn"}
}

// Prepare sees that there are BGP VPNs.
func (s CreateAndDeleteBGPVPNs) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run creates a BGP VPN and deletes it.
func (s CreateAndDeleteBGPVPNs) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it, "")
	if err != nil {
		return err
	}
	return bgpvpn.remove(ctx, it, id)
}

// CreateAndListBGPVPNs creates a BGP VPN, lists all, and sees that it is among them: NeutronBGPVPN.create_and_list_bgpvpns.
type CreateAndListBGPVPNs struct{ BGPVPN }

// Name is Rally's.
func (CreateAndListBGPVPNs) Name() string { return "NeutronBGPVPN.create_and_list_bgpvpns" }

// Actions are those of Run.
func (CreateAndListBGPVPNs) Actions() []string {
	return []string{"neutron.create_bgpvpn", "neutron.list_bgpvpns"}
}

// Prepare sees that there are BGP VPNs.
func (s CreateAndListBGPVPNs) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run creates a BGP VPN and finds it in the list.
func (s CreateAndListBGPVPNs) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it, "")
	if err != nil {
		return err
	}
	return bgpvpn.find(ctx, it, id)
}

// CreateAndUpdateBGPVPNs creates a BGP VPN and updates it: NeutronBGPVPN.create_and_update_bgpvpns.
type CreateAndUpdateBGPVPNs struct {
	BGPVPN
	UpdateName                 bool     `arg:"update_name" help:"give it another name"`
	UpdatedRouteTargets        []string `arg:"updated_route_targets" help:"route targets that are imported and exported from then on"`
	UpdatedImportTargets       []string `arg:"updated_import_targets" help:"route targets that are imported as well from then on"`
	UpdatedExportTargets       []string `arg:"updated_export_targets" help:"route targets that are exported as well from then on"`
	UpdatedRouteDistinguishers []string `arg:"updated_route_distinguishers" help:"with which routes are announced from then on"`
}

// Name is Rally's.
func (CreateAndUpdateBGPVPNs) Name() string { return "NeutronBGPVPN.create_and_update_bgpvpns" }

// Actions are those of Run.
func (CreateAndUpdateBGPVPNs) Actions() []string {
	return []string{"neutron.create_bgpvpn", "neutron.update_bgpvpn"}
}

// Validate refuses what are no route targets, and unknown types.
func (s CreateAndUpdateBGPVPNs) Validate() error {
	return errors.Join(s.BGPVPN.Validate(), targets("updated_route_targets", s.UpdatedRouteTargets), targets("updated_import_targets", s.UpdatedImportTargets),
		targets("updated_export_targets", s.UpdatedExportTargets), targets("updated_route_distinguishers", s.UpdatedRouteDistinguishers))
}

// Prepare sees that there are BGP VPNs.
func (s CreateAndUpdateBGPVPNs) Prepare(ctx context.Context, w *harness.World) (harness.Scenario, error) {
	return s, s.prepare(ctx, w)
}

// Run creates a BGP VPN and updates it. Lists that are not given become empty, as with Rally.
func (s CreateAndUpdateBGPVPNs) Run(ctx context.Context, it *harness.Iteration) error {
	id, err := s.create(ctx, it, "")
	if err != nil {
		return err
	}
	change := harness.Object{"route_targets": []string{}, "import_targets": []string{}, "export_targets": []string{}, "route_distinguishers": []string{}}
	if s.UpdateName {
		change["name"] = it.Name()
	}
	return bgpvpn.update(ctx, it, id, lists(change, s.UpdatedRouteTargets, s.UpdatedImportTargets, s.UpdatedExportTargets, s.UpdatedRouteDistinguishers))
}
