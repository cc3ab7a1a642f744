package harness

import (
	"io/fs"
	"os"
)

// Files holds the files that scenarios and fixtures read: those of the lab, or those below the working directory.
func (w *World) Files() fs.FS {
	if w.files == nil {
		return os.DirFS(".")
	}
	return w.files
}
