// Command gen writes package connect's generated files from model/connect.json. It runs in the package's folder, by go generate.
//
// To take a newer model, replace model/connect.json and run go generate. The generator refuses what it does not know (a new kind
// of shape, a pattern that RE2 cannot run) and overrides that the model no longer needs; the compiler finds the rest.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// filePrefix marks the generated files, which the generator may delete.
const filePrefix = "zz_"

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// run replaces the generated files of the package in folder dir.
func run(dir string) error {
	m, err := load(dir)
	if err != nil {
		return err
	}
	files, err := Generate(m)
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, filePrefix+"*.go"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if files[filepath.Base(path)] == nil {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	for name, src := range files {
		if err := os.WriteFile(filepath.Join(dir, name), src, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func load(dir string) (*model, error) {
	data, err := os.ReadFile(filepath.Join(dir, "model", "connect.json"))
	if err != nil {
		return nil, err
	}
	return parseModel(data)
}
