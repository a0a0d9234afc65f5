package sqlstore

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBodiesAreDecodedByTheirText(t *testing.T) {
	var k bodies
	for n := range 2 * maxBodies {
		want := instanceBody{RoleSuffix: fmt.Sprint(n), Tags: map[string]string{"n": fmt.Sprint(n)}}
		text, err := encode(want)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			got, err := k.decode([]byte(text))
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Fatal(err, diff)
			}
		}
		if len(k.known) > maxBodies {
			t.Fatalf("%d bodies are kept", len(k.known))
		}
	}
	if _, err := k.decode([]byte("{")); err == nil {
		t.Error("half a body was decoded")
	}
}
