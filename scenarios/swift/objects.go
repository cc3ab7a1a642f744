package swift

import (
	"context"
	"fmt"

	"github.com/pacenote/pacenote/fixtures"
	"github.com/pacenote/pacenote/harness"
)

// CreateContainerAndObjectThenDeleteAll makes a container with objects, and deletes all:
// SwiftObjects.create_container_and_object_then_delete_all.
type CreateContainerAndObjectThenDeleteAll struct{ Filled }

// Name is Rally's.
func (CreateContainerAndObjectThenDeleteAll) Name() string {
	return "SwiftObjects.create_container_and_object_then_delete_all"
}

// Actions are those of Run.
func (CreateContainerAndObjectThenDeleteAll) Actions() []string {
	return []string{"swift.create_container", "swift.upload_object", "swift.delete_object", "swift.delete_container"}
}

// Run makes a container with objects, and deletes all.
func (s CreateContainerAndObjectThenDeleteAll) Run(ctx context.Context, it *harness.Iteration) error {
	container, names, err := s.fill(ctx, it)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := remove(ctx, it, container, name); err != nil {
			return err
		}
	}
	return deleteContainer(ctx, it, container)
}

// CreateContainerAndObjectThenDownloadObject makes a container with objects, and downloads each:
// SwiftObjects.create_container_and_object_then_download_object.
type CreateContainerAndObjectThenDownloadObject struct{ Filled }

// Name is Rally's.
func (CreateContainerAndObjectThenDownloadObject) Name() string {
	return "SwiftObjects.create_container_and_object_then_download_object"
}

// Actions are those of Run.
func (CreateContainerAndObjectThenDownloadObject) Actions() []string {
	return []string{"swift.create_container", "swift.upload_object", "swift.download_object"}
}

// Run makes a container with objects, and downloads them.
func (s CreateContainerAndObjectThenDownloadObject) Run(ctx context.Context, it *harness.Iteration) error {
	container, names, err := s.fill(ctx, it)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := s.get(ctx, it, container, name); err != nil {
			return err
		}
	}
	return nil
}

// CreateContainerAndObjectThenListObjects makes a container with objects, and lists them:
// SwiftObjects.create_container_and_object_then_list_objects.
type CreateContainerAndObjectThenListObjects struct{ Filled }

// Name is Rally's.
func (CreateContainerAndObjectThenListObjects) Name() string {
	return "SwiftObjects.create_container_and_object_then_list_objects"
}

// Actions are those of Run.
func (CreateContainerAndObjectThenListObjects) Actions() []string {
	return []string{"swift.create_container", "swift.upload_object", "swift.list_objects"}
}

// Run makes a container with objects, and lists them all.
func (s CreateContainerAndObjectThenListObjects) Run(ctx context.Context, it *harness.Iteration) error {
	container, names, err := s.fill(ctx, it)
	if err != nil {
		return err
	}
	list, err := listObjects(ctx, it, container)
	if err == nil && len(list) != len(names) {
		err = &harness.AssertionError{Message: fmt.Sprintf("container %s lists %d objects: expected %d", container, len(list), len(names))}
	}
	return err
}

// onContainers is a scenario of a user whose project has containers with objects.
type onContainers struct{ asUser }

// Fixtures brings a user, containers with objects, and the removal of what is left.
func (onContainers) Fixtures() []harness.Fixture {
	return []harness.Fixture{fixtures.Users{}, fixtures.Objects{}, fixtures.Sweep{}}
}

// ListObjectsInContainers lists the containers, and the objects of each: SwiftObjects.list_objects_in_containers.
type ListObjectsInContainers struct{ onContainers }

// Name is Rally's.
func (ListObjectsInContainers) Name() string { return "SwiftObjects.list_objects_in_containers" }

// Actions are those of Run.
func (ListObjectsInContainers) Actions() []string {
	return []string{"swift.list_containers", "swift.list_objects"}
}

// Run lists containers and objects.
func (ListObjectsInContainers) Run(ctx context.Context, it *harness.Iteration) error {
	containers, err := listContainers(ctx, it)
	if err != nil {
		return err
	}
	for _, container := range containers {
		if _, err := listObjects(ctx, it, container); err != nil {
			return err
		}
	}
	return nil
}

// ListAndDownloadObjectsInContainers lists the containers, and the objects of each, and then downloads all:
// SwiftObjects.list_and_download_objects_in_containers.
type ListAndDownloadObjectsInContainers struct{ onContainers }

// Name is Rally's.
func (ListAndDownloadObjectsInContainers) Name() string {
	return "SwiftObjects.list_and_download_objects_in_containers"
}

// Actions are those of Run.
func (ListAndDownloadObjectsInContainers) Actions() []string {
	return []string{"swift.list_containers", "swift.list_objects", "swift.download_object"}
}

// Run lists containers and objects, and downloads these.
func (ListAndDownloadObjectsInContainers) Run(ctx context.Context, it *harness.Iteration) error {
	containers, err := listContainers(ctx, it)
	if err != nil {
		return err
	}
	names := make([][]string, len(containers))
	for i, container := range containers {
		if names[i], err = listObjects(ctx, it, container); err != nil {
			return err
		}
	}
	for i, container := range containers {
		for _, name := range names[i] {
			if _, err := download(ctx, it, container, name); err != nil {
				return err
			}
		}
	}
	return nil
}
