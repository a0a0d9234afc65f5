package credential_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

// sameKey tells master keys apart by what they open, since nothing shows them.
func sameKey(t *testing.T, a, b credential.MasterKey) bool {
	t.Helper()
	text, err := credential.SealUnder(a, randomness(9), "test", nil, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = credential.OpenUnder(b, "test", nil, text)
	return err == nil
}

func TestParseMasterKeyForms(t *testing.T) {
	raw, err := hex.DecodeString(hexKey)
	if err != nil {
		t.Fatal(err)
	}
	want := masterKey(t, hexKey)
	for name, text := range map[string]string{
		"upper case":          strings.ToUpper(hexKey),
		"white space":         " " + hexKey + "\r\n",
		"base64":              base64.StdEncoding.EncodeToString(raw),
		"base64, no padding":  base64.RawStdEncoding.EncodeToString(raw),
		"base64 for URLs":     base64.URLEncoding.EncodeToString(raw),
		"base64 for URLs, no": base64.RawURLEncoding.EncodeToString(raw),
	} {
		if !sameKey(t, want, masterKey(t, text)) {
			t.Errorf("%s: another key", name)
		}
	}
	if sameKey(t, want, masterKey(t, otherHexKey)) {
		t.Error("two keys are the same")
	}
}

func TestParseMasterKeyRefusesWithoutEcho(t *testing.T) {
	for name, text := range map[string]string{
		"empty":           "",
		"white space":     " \n",
		"31 bytes of hex": hexKey[:62],
		"33 bytes of hex": hexKey + "00",
		"31 bytes":        base64.StdEncoding.EncodeToString(make([]byte, 31)),
		"33 bytes":        base64.StdEncoding.EncodeToString(make([]byte, 33)),
		"48 bytes":        base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{0xfe}, 48)),
		"not hex":         "zz" + hexKey[2:],
		"a pass phrase":   "correct horse battery staple, 32",
	} {
		_, err := credential.ParseMasterKey(text)
		if !errors.Is(err, credential.ErrMasterKeyForm) {
			t.Errorf("%s: error %v, want ErrMasterKeyForm", name, err)
		} else if strings.TrimSpace(text) != "" && strings.Contains(err.Error(), strings.TrimSpace(text)) {
			t.Errorf("%s: the error repeats the text", name)
		}
	}
}

func TestCreateMasterKeyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rollcall.key")
	made, err := credential.CreateMasterKeyFile(path, randomness(1))
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode() != 0o600 {
		t.Errorf("mode %v, want 0600", info.Mode())
	}
	loaded, err := credential.LoadMasterKey(path)
	if err != nil {
		t.Fatal(err)
	}
	if !sameKey(t, made, loaded) {
		t.Error("the file holds another key")
	}
	if _, err := credential.CreateMasterKeyFile(path, randomness(2)); !errors.Is(err, fs.ErrExist) {
		t.Errorf("creating it again: error %v, want fs.ErrExist", err)
	}
	if again, err := credential.LoadMasterKey(path); err != nil || !sameKey(t, made, again) {
		t.Errorf("after a second creation: another key, error %v", err)
	}
}

func TestCreateMasterKeyFileThatFailsLeavesNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rollcall.key")
	if _, err := credential.CreateMasterKeyFile(path, dry{}); !errors.Is(err, errDry) {
		t.Errorf("error %v, want that of the randomness", err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there is a file: %v", err)
	}
	if _, err := credential.CreateMasterKeyFile(filepath.Join(path, "none"), randomness(1)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: error %v, want fs.ErrNotExist", err)
	}
}

func TestLoadMasterKeyModes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rollcall.key")
	if err := os.WriteFile(path, []byte(hexKey+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		if err := os.Chown(path, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	for mode, want := range map[fs.FileMode]error{
		0o600: nil, 0o400: nil, 0o700: nil,
		0o640: credential.ErrMasterKeyMode, 0o440: credential.ErrMasterKeyMode, 0o604: credential.ErrMasterKeyMode, 0o620: credential.ErrMasterKeyMode,
		0o602: credential.ErrMasterKeyMode, 0o644: credential.ErrMasterKeyMode, 0o610: credential.ErrMasterKeyMode,
	} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := credential.LoadMasterKey(path); !errors.Is(err, want) {
			t.Errorf("mode %v: error %v, want %v", mode, err, want)
		}
	}
}

// nobody is an account that is not root.
const nobody = 65534

// TestLoadMasterKeyOfRoot holds that a group may read a key that is root's, and do nothing else with it.
func TestLoadMasterKeyOfRoot(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root makes files that are root's")
	}
	path := filepath.Join(t.TempDir(), "rollcall.key")
	if err := os.WriteFile(path, []byte(hexKey+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for mode, want := range map[fs.FileMode]error{
		0o640: nil, 0o440: nil,
		0o660: credential.ErrMasterKeyMode, 0o644: credential.ErrMasterKeyMode, 0o444: credential.ErrMasterKeyMode, 0o450: credential.ErrMasterKeyMode,
	} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := credential.LoadMasterKey(path); !errors.Is(err, want) {
			t.Errorf("mode %v: error %v, want %v", mode, err, want)
		}
	}
}

func TestLoadMasterKeyRefuses(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	private := filepath.Join(folder, "private") // nobody else's, but no file
	if err := os.Mkdir(private, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		path string
		want error
	}{
		"absent":    {filepath.Join(folder, "none"), fs.ErrNotExist},
		"a folder":  {private, credential.ErrMasterKeyMode},
		"empty":     {write("empty", ""), credential.ErrMasterKeyForm},
		"short":     {write("short", hexKey[:60]), credential.ErrMasterKeyForm},
		"two keys":  {write("two", hexKey+"\n"+hexKey+"\n"), credential.ErrMasterKeyForm},
		"too large": {write("large", hexKey+strings.Repeat("\n", 1<<20)), credential.ErrMasterKeyForm},
	} {
		_, err := credential.LoadMasterKey(tt.path)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		} else if err != nil && strings.Contains(err.Error(), hexKey[:60]) {
			t.Errorf("%s: the error repeats the key", name)
		}
	}
}
