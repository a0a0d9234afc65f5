package credential

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// What is wrong with a master key.
var (
	ErrMasterKeyForm = errors.New("a master key is 32 bytes, written as 64 hexadecimal digits or in base64")
	ErrMasterKeyMode = errors.New("a master key file must be a regular file that its owner alone can use (mode 0600), or root's own that a group may read (mode 0640)")
	ErrNoMasterKey   = errors.New("no master key")
)

// masterKeyFileLimit in bytes is far more than any form of a key needs; a larger file is not one.
const masterKeyFileLimit = 1024

// MasterKey is the 32-byte key under which a store's own secrets lie sealed. It comes from a file or the
// environment and is never stored with the data. The zero MasterKey seals and opens nothing.
type MasterKey struct {
	redacted
	secret Secret
}

// Derive makes 32 secret bytes from the key, as Key.Derive does from another. Unlike what a keyring's key gives, it changes when the master
// key does.
func (m MasterKey) Derive(purpose string, info []byte) []byte {
	return derive(m.secret, "derive", purpose, info)
}

// ParseMasterKey reads a master key from text: 64 hexadecimal digits or base64 of either alphabet, with white
// space around it allowed. Anything else is ErrMasterKeyForm.
func ParseMasterKey(text string) (MasterKey, error) {
	text = strings.TrimSpace(text)
	decode := decodeAnyBase64
	if len(text) == hex.EncodedLen(keySize) {
		decode = hex.DecodeString
	}
	raw, err := decode(text)
	if err != nil || len(raw) != keySize {
		return MasterKey{}, ErrMasterKeyForm
	}
	return MasterKey{secret: newSecretBytes(raw)}, nil
}

// decodeAnyBase64 takes either alphabet, padded or not.
func decodeAnyBase64(text string) ([]byte, error) {
	text = strings.NewReplacer("-", "+", "_", "/").Replace(text)
	return base64.RawStdEncoding.Strict().DecodeString(strings.TrimRight(text, "="))
}

// LoadMasterKey reads the master key from a file. The error is ErrMasterKeyMode when anybody but its owner may
// use the file (but for a group that may read root's) or it is no regular file, ErrMasterKeyForm when it holds no key, or the operating
// system's.
func LoadMasterKey(path string) (MasterKey, error) {
	file, err := os.Open(path)
	if err != nil {
		return MasterKey{}, fmt.Errorf("master key: %w", err)
	}
	defer file.Close()
	key, err := readMasterKey(file)
	if err != nil {
		return MasterKey{}, fmt.Errorf("master key file %s: %w", path, err)
	}
	return key, nil
}

// readMasterKey asks the open file for its mode, so that the file checked is the file read.
func readMasterKey(file *os.File) (MasterKey, error) {
	info, err := file.Stat()
	if err != nil {
		return MasterKey{}, err
	}
	if !info.Mode().IsRegular() || !isPrivate(info) {
		return MasterKey{}, ErrMasterKeyMode
	}
	text, err := io.ReadAll(io.LimitReader(file, masterKeyFileLimit+1))
	if err != nil {
		return MasterKey{}, err
	}
	if len(text) > masterKeyFileLimit {
		return MasterKey{}, ErrMasterKeyForm
	}
	return ParseMasterKey(string(text))
}

// isPrivate says whether only those may use a file who are meant to. That is its owner, or a group to which root lets it be read: in this way
// systemd and Kubernetes hand a secret to a service.
func isPrivate(info fs.FileInfo) bool {
	beside := info.Mode().Perm() & 0o077
	return beside == 0 || beside == 0o040 && isRoots(info)
}

// CreateMasterKeyFile makes a master key and a file that holds it, mode 0600, safely on disk when it returns.
// It never replaces a file: the error then is fs.ErrExist. After any other error there is no file.
func CreateMasterKeyFile(path string, rand io.Reader) (MasterKey, error) {
	raw := make([]byte, keySize)
	if _, err := io.ReadFull(rand, raw); err != nil {
		return MasterKey{}, fmt.Errorf("master key: %w", err)
	}
	if err := createWhole(path, base64.StdEncoding.EncodeToString(raw)+"\n"); err != nil {
		return MasterKey{}, fmt.Errorf("master key: %w", err)
	}
	return MasterKey{secret: newSecretBytes(raw)}, nil
}

// createWhole makes a file that is there with all of its text or not at all, so that a process that starts at the same moment never reads
// half of it.
func createWhole(path, text string) (err error) {
	folder := filepath.Dir(path)
	file, err := os.CreateTemp(folder, filepath.Base(path)+".*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(file.Name()), syncFolder(folder)) }()
	if err := writeSynced(file, text); err != nil {
		return err
	}
	return os.Link(file.Name(), path)
}

func writeSynced(file *os.File, text string) error {
	_, err := file.WriteString(text)
	return errors.Join(err, file.Sync(), file.Close())
}

// syncFolder makes the file's name as durable as its content.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
