package backup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// checkFile wants a file with the content, and nothing beside it.
func checkFile(t *testing.T, path, content string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != content {
		t.Errorf("the file holds %q, %v; want %q", got, err, content)
	}
	if all, err := os.ReadDir(filepath.Dir(path)); err != nil || len(all) != 1 {
		t.Errorf("beside it: %v, %v", all, err)
	}
}

func fillWith(content string) func(*os.File) error {
	return func(file *os.File) error { _, err := file.WriteString(content); return err }
}

func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path+".part", []byte("interrupted"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, content := range []string{"first", "second"} {
		if err := WriteFile(path, fillWith(content)); err != nil {
			t.Fatal(err)
		}
		checkFile(t, path, content)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	broken := errors.New("broken")
	err := WriteFile(path, func(file *os.File) error { return errors.Join(fillWith("half")(file), broken) })
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	checkFile(t, path, "second")
}

// TestWriteFileTwiceAtOnce begins a second time in the middle of the first: whoever was overtaken fails.
func TestWriteFileTwiceAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	second := make(chan error)
	filled, finish := make(chan struct{}), make(chan struct{})
	first := WriteFile(path, func(file *os.File) error {
		go func() {
			second <- WriteFile(path, func(file *os.File) error {
				close(filled)
				<-finish
				return fillWith("second")(file)
			})
		}()
		<-filled
		return fillWith("first")(file)
	})
	close(finish)
	if first == nil {
		t.Error("the first did not notice")
	}
	if err := <-second; err != nil {
		t.Error(err)
	}
	checkFile(t, path, "second")
}

// TestWriteFileOverFolder fails at the last step.
func TestWriteFileOverFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(path, fillWith("content")); err == nil {
		t.Error("a folder was replaced")
	}
	if _, err := os.Stat(path + ".part"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was written stayed: %v", err)
	}
}
