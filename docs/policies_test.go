package docs_test

import (
	"os"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/serve"
)

// TestPoliciesInDocuments holds that a policy which a document shows is one.
func TestPoliciesInDocuments(t *testing.T) {
	text, err := os.ReadFile("access-control.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "```json\n")
	if !found {
		t.Fatal("the page shows no policy")
	}
	for ; found; _, rest, found = strings.Cut(rest, "```json\n") {
		policy, _, _ := strings.Cut(rest, "```")
		if err := serve.CheckPolicy([]byte(policy)); err != nil {
			t.Errorf("%v in\n%s", err, policy)
		}
	}
}
