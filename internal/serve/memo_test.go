package serve

import (
	"errors"
	"testing"
)

func TestMemoMakesOnceAndStaysSmall(t *testing.T) {
	made := 0
	m := newMemo(2, func(key int) (int, error) {
		made++
		if key < 0 {
			return 0, errors.New("negative")
		}
		return 10 * key, nil
	})
	for _, step := range []struct{ key, made int }{{1, 1}, {1, 1}, {2, 2}, {1, 2}, {3, 3}, {3, 3}, {1, 4}} {
		if value, err := m.of(step.key); err != nil || value != 10*step.key || made != step.made {
			t.Errorf("of(%d) = %d, %v after %d were made, want %d", step.key, value, err, made, step.made)
		}
		if len(m.kept) > 2 {
			t.Errorf("%d values are kept", len(m.kept))
		}
	}
	for want := made + 1; want < 7; want++ {
		if _, err := m.of(-1); err == nil || made != want {
			t.Errorf("of(-1) = %v after %d were made, want %d: an error is not remembered", err, made, want)
		}
	}
}
