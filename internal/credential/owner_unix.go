//go:build unix

package credential

import (
	"io/fs"
	"syscall"
)

// isRoots says whether a file belongs to root.
func isRoots(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	return known && stat.Uid == 0
}
