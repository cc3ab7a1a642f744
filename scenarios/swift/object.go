package swift

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/objectstorage/v1/containers"
	"github.com/gophercloud/gophercloud/v2/openstack/objectstorage/v1/objects"

	"github.com/pacenote/pacenote/harness"
)

// createContainer is the action swift.create_container.
func createContainer(ctx context.Context, it *harness.Iteration) (name string, err error) {
	name = it.Name()
	return name, timed(ctx, it, "swift.create_container", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return containers.Create(ctx, client, name, nil).Err
	})
}

// deleteContainer is the action swift.delete_container.
func deleteContainer(ctx context.Context, it *harness.Iteration, name string) error {
	return timed(ctx, it, "swift.delete_container", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return containers.Delete(ctx, client, name).Err
	})
}

// upload is the action swift.upload_object.
func upload(ctx context.Context, it *harness.Iteration, container string, data []byte) (name string, err error) {
	name = it.Name()
	return name, timed(ctx, it, "swift.upload_object", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return objects.Create(ctx, client, container, name, objects.CreateOpts{Content: bytes.NewReader(data), NoETag: true}).Err
	})
}

// download reads all of an object: the action swift.download_object. It returns how many bytes that were.
func download(ctx context.Context, it *harness.Iteration, container, name string) (size int64, err error) {
	err = timed(ctx, it, "swift.download_object", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		response := objects.Download(ctx, client, container, name, nil)
		if response.Err != nil {
			return response.Err
		}
		defer response.Body.Close()
		size, err = io.Copy(io.Discard, response.Body)
		return err
	})
	return size, err
}

// remove is the action swift.delete_object.
func remove(ctx context.Context, it *harness.Iteration, container, name string) error {
	return timed(ctx, it, "swift.delete_object", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		return objects.Delete(ctx, client, container, name, nil).Err
	})
}

// listContainers are the names of the project's containers: the action swift.list_containers.
func listContainers(ctx context.Context, it *harness.Iteration) (names []string, err error) {
	err = timed(ctx, it, "swift.list_containers", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		pages, err := containers.List(client, nil).AllPages(ctx)
		if err == nil {
			names, err = containers.ExtractNames(pages)
		}
		return err
	})
	return names, err
}

// listObjects are the names of a container's objects: the action swift.list_objects.
func listObjects(ctx context.Context, it *harness.Iteration, container string) (names []string, err error) {
	err = timed(ctx, it, "swift.list_objects", func(ctx context.Context, client *gophercloud.ServiceClient) error {
		pages, err := objects.List(client, container, nil).AllPages(ctx)
		if err == nil {
			names, err = objects.ExtractNames(pages)
		}
		return err
	})
	return names, err
}

// Filled is what scenarios ask for that make a container with objects.
type Filled struct {
	asUser
	Count int `arg:"objects_per_container" help:"objects in the container"`
	Size  int `arg:"object_size" help:"bytes of each object, all of them zero"`
}

// Validate refuses numbers below one.
func (f Filled) Validate() error {
	if err := positive("objects_per_container", f.Count); err != nil {
		return err
	}
	return positive("object_size", f.Size)
}

// fill makes the container and its objects.
func (f Filled) fill(ctx context.Context, it *harness.Iteration) (container string, names []string, err error) {
	if container, err = createContainer(ctx, it); err != nil {
		return "", nil, err
	}
	names, data := make([]string, f.Count), make([]byte, f.Size)
	for i := range names {
		if names[i], err = upload(ctx, it, container, data); err != nil {
			return "", nil, err
		}
	}
	return container, names, nil
}

// get downloads an object, which has to have its size.
func (f Filled) get(ctx context.Context, it *harness.Iteration, container, name string) error {
	size, err := download(ctx, it, container, name)
	if err == nil && size != int64(f.Size) {
		err = &harness.AssertionError{Message: fmt.Sprintf("object %s has %d bytes: expected %d", name, size, f.Size)}
	}
	return err
}
