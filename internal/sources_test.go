package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// source is a Go file of the module that is no test.
type source struct {
	name   string // below the module's root
	dir    string // the package's folder
	syntax *ast.File
	files  *token.FileSet
}

// sources reads every Go file of the module, tests aside, for all platforms.
func sources(t *testing.T) []source {
	t.Helper()
	const root = ".."
	var found []source
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		syntax, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		name = filepath.ToSlash(name)
		found = append(found, source{name: name, dir: strings.TrimSuffix(name, "/"+d.Name()), syntax: syntax, files: files})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 50 {
		t.Fatalf("found %d files only: the module was not read", len(found))
	}
	return found
}

// importName is the name under which the file imports a package of the standard library; "" when it does not.
func (f source) importName(path string) string {
	for _, spec := range f.syntax.Imports {
		if spec.Path.Value != `"`+path+`"` {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path[strings.LastIndex(path, "/")+1:]
	}
	return ""
}

// uses finds where the file uses one of the names of a package, and in which function; "" outside of functions.
func (f source) uses(path string, names ...string) []use {
	pkg := f.importName(path)
	var found []use
	for _, decl := range f.syntax.Decls {
		function := ""
		if fn, ok := decl.(*ast.FuncDecl); ok {
			function = fn.Name.Name
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := selector.X.(*ast.Ident)
			for _, name := range names {
				if ok && pkg != "" && x.Name == pkg && selector.Sel.Name == name {
					found = append(found, use{name: path + "." + name, function: function, at: f.files.Position(n.Pos())})
				}
			}
			return true
		})
	}
	return found
}

// use is one use of a name of another package.
type use struct {
	name     string
	function string
	at       token.Position
}
