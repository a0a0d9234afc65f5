package backup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteFile makes a file that only its owner may read. It appears under its name, in place of one that was there, only when fill has
// filled it and it is on disk; what is not finished has the name with .part, and goes when fill fails.
func WriteFile(path string, fill func(*os.File) error) error {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := errors.Join(fill(file), file.Sync()); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	if err := stillThere(file, part); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return syncFolder(filepath.Dir(path))
}

// stillThere says whether the name is still that of the file: two that write under one name must not publish each other's half.
func stillThere(file *os.File, part string) error {
	mine, err := file.Stat()
	if err != nil {
		return err
	}
	if there, err := os.Stat(part); err != nil || !os.SameFile(mine, there) {
		return fmt.Errorf("%s was taken away while it was written", part)
	}
	return nil
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
