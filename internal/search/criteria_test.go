package search_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func TestSize(t *testing.T) {
	leaf := search.Text{}
	for _, tt := range []struct {
		name          string
		criteria      search.Criteria
		leaves, depth int
	}{
		{"leaf", leaf, 1, 1},
		{"and of nothing", search.And{}, 0, 1},
		{"flat", search.And{leaf, leaf, search.TagEquals{}}, 3, 2},
		{"the deepest branch counts", search.Or{leaf, search.And{leaf, search.Or{leaf, leaf}}}, 4, 4},
		{"proficiency without conditions", search.HasProficiency{}, 1, 1},
		{"proficiency conditions", proficient(search.LevelRange{}, search.LevelRange{}), 2, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if leaves, depth := search.Size(tt.criteria); leaves != tt.leaves || depth != tt.depth {
				t.Errorf("Size = %d leaves, depth %d; want %d and %d", leaves, depth, tt.leaves, tt.depth)
			}
		})
	}
}

// Documents are stored, so their form may only grow.
func TestDocumentForm(t *testing.T) {
	for _, tt := range []struct {
		name string
		doc  *search.Document
		want string
	}{
		{"empty", &search.Document{}, `{}`},
		{"full", jane(), `{"id":"id-1","n":"Jane.Doe","f":"Joséphine","l":"Groß","r":"routing-1",` +
			`"s":["agent","lead"],"h":["emea","de","berlin"],"t":{"note":"","team":"Sales"},` +
			`"p":[{"n":"Language","v":"German","l":5},{"n":"Language","v":"French","l":2}],` +
			`"a":{"associatedqueueids":["queue-1","queue-2"],"description":["Night shift"],"timezone":[""]}}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := json.Marshal(tt.doc)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("stored form (-want +got):\n%s", diff)
			}
			var back search.Document
			if err := json.Unmarshal(got, &back); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.doc, &back); diff != "" {
				t.Errorf("read back (-want +got):\n%s", diff)
			}
		})
	}
}
