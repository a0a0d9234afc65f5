package roster

import (
	"testing"
	"time"
)

func TestSame(t *testing.T) {
	now := time.Now()
	with := func(change func(*SecurityProfile)) SecurityProfile {
		p := SecurityProfile{Meta: Meta{ID: "p", LastModified: now}, Permissions: []string{"a"}, AllowedTags: map[string]string{"k": "v"}}
		change(&p)
		return p
	}
	before := with(func(*SecurityProfile) {})
	for name, tt := range map[string]struct {
		change func(*SecurityProfile)
		want   bool
	}{
		"nothing":       {func(*SecurityProfile) {}, true},
		"equal list":    {func(p *SecurityProfile) { p.Permissions = []string{"a"} }, true},
		"empty list":    {func(p *SecurityProfile) { p.TagRestricted = []string{} }, true},
		"empty map":     {func(p *SecurityProfile) { p.Tags = map[string]string{} }, true},
		"text":          {func(p *SecurityProfile) { p.Description = "x" }, false},
		"cleared list":  {func(p *SecurityProfile) { p.Permissions = nil }, false},
		"longer list":   {func(p *SecurityProfile) { p.Permissions = []string{"a", "b"} }, false},
		"other element": {func(p *SecurityProfile) { p.Permissions = []string{"b"} }, false},
		"other key":     {func(p *SecurityProfile) { p.AllowedTags = map[string]string{"l": "v"} }, false},
		"other value":   {func(p *SecurityProfile) { p.AllowedTags = map[string]string{"k": "w"} }, false},
		"nested":        {func(p *SecurityProfile) { p.Applications = []Application{{Namespace: "n"}} }, false},
	} {
		if got := same(before, with(tt.change)); got != tt.want {
			t.Errorf("%s: same is %v", name, got)
		}
	}
	one, other := 1, 2
	for _, tt := range []struct {
		a, b *int
		want bool
	}{{nil, nil, true}, {&one, nil, false}, {nil, &one, false}, {&one, &other, false}, {&one, ordinal(1), true}} {
		if same(tt.a, tt.b) != tt.want {
			t.Errorf("same(%v, %v) is %v", tt.a, tt.b, !tt.want)
		}
	}
}
