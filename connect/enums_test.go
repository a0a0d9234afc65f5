package connect_test

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEnumsMatchSDK compares the constants, which reflection cannot see, by reading both sources.
func TestEnumsMatchSDK(t *testing.T) {
	pkg, err := build.Import("github.com/aws/aws-sdk-go-v2/service/connect/types", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	ours := constants(t, "zz_enums.go", nil)
	theirs := constants(t, filepath.Join(pkg.Dir, "enums.go"), ours)
	if diff := cmp.Diff(ours, theirs); diff != "" {
		t.Errorf("constants (-ours +SDK):\n%s", diff)
	}
}

// constants reads the string constants of a Go source as type, name and value; if of is given, only of the types in it.
func constants(t *testing.T, path string, of map[string]map[string]string) map[string]map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	result := map[string]map[string]string{}
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		typeName, isNamed := spec.Type.(*ast.Ident)
		if !isNamed || of != nil && of[typeName.Name] == nil {
			return false
		}
		if result[typeName.Name] == nil {
			result[typeName.Name] = map[string]string{}
		}
		result[typeName.Name][spec.Names[0].Name] = spec.Values[0].(*ast.BasicLit).Value
		return false
	})
	return result
}
