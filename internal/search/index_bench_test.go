package search_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// company is a contact centre of realistic shape: a hierarchy of five levels, three tags, one or two security profiles, one of twenty routing
// profiles and two proficiencies each.
type company struct {
	crew
	size int
}

func (c company) name(syllables int) (name string) {
	for range syllables {
		name += c.one("ba", "ka", "lo", "mi", "ne", "ra", "su", "ti", "vo", "shi", "del", "mar", "ton", "gar", "wil", "son", "her", "jo", "an", "el")
	}
	return name
}

func (c company) documents() []search.Document {
	all := make([]search.Document, c.size)
	for i := range all {
		first, last := c.name(2), c.name(2+c.IntN(2))
		leaf := c.IntN(1000)
		all[i] = search.Document{
			ID: uuid.New().String(), Name: fmt.Sprintf("%s.%s%d", first, last, i), FirstName: first, LastName: last,
			RoutingProfileID:   fmt.Sprintf("d2a1c2f0-0000-4000-8000-%012d", c.IntN(20)),
			SecurityProfileIDs: []string{"d2a1c2f0-0000-4000-8001-000000000001", fmt.Sprintf("d2a1c2f0-0000-4000-8001-%012d", 2+c.IntN(8))}[:1+c.IntN(2)],
			HierarchyPath:      []string{group(1, leaf/250), group(2, leaf/50), group(3, leaf/25), group(4, leaf/5), group(5, leaf)},
			Tags: map[string]string{
				"team": fmt.Sprint("team-", c.IntN(c.size/200+1)), "site": fmt.Sprint("site-", c.IntN(20)), "cost": fmt.Sprint("cost-", c.IntN(c.size/400+1)),
			},
			Proficiencies: []search.Proficiency{
				{Name: "Language", Value: c.one("English", "German", "French", "Spanish"), Level: 1 + c.IntN(5)},
				{Name: "Product", Value: fmt.Sprint("product-", c.IntN(10)), Level: 1 + c.IntN(5)},
			},
		}
	}
	slices.SortFunc(all, compareDocuments)
	return all
}

func group(level, n int) string { return fmt.Sprintf("d2a1c2f0-0000-4000-900%d-%012d", level, n) }

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// loadCompany loads from stored texts, as a store does.
func loadCompany(tb testing.TB, size int) (*search.Index, []string) {
	c := company{crew{rand.New(rand.NewPCG(1, 2))}, size}
	texts := make([]string, size)
	for i, d := range c.documents() {
		text, err := json.Marshal(d)
		if err != nil {
			tb.Fatal(err)
		}
		texts[i] = string(text)
	}
	return loadTexts(tb, texts), texts
}

func loadTexts(tb testing.TB, texts []string) *search.Index {
	x, err := search.Load(1, func(yield func(*search.Document) error) error {
		var d search.Document
		for _, text := range texts {
			if err := d.Decode(text); err != nil {
				return err
			}
			if err := yield(&d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return x
}

func BenchmarkLoad(b *testing.B) {
	for _, size := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			_, texts := loadCompany(b, size)
			before := heap()
			var x *search.Index
			for b.Loop() {
				x = loadTexts(b, texts)
			}
			after := heap()
			runtime.KeepAlive(texts)
			b.ReportMetric(float64(after-before)/float64(size), "bytes/user")
			b.ReportMetric(float64(x.State().Bytes)/float64(size), "counted-bytes/user")
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/load")
		})
	}
}

// queries are what directories are asked, most of them with about as many matches whatever the size of the company.
func queries(tb testing.TB, x *search.Index, size int) map[string]search.Criteria {
	some := everybody(tb, x).Hits[size/3]
	within := func(n int) search.Criteria { return search.InHierarchy{GroupID: group(1, n), WithChildGroups: true} }
	team := func(n int) search.Criteria { return search.TagEquals{Key: "team", Value: new(fmt.Sprint("team-", n))} }
	return map[string]search.Criteria{
		"name":            text(search.FieldName, search.Exact, some.Name),
		"tag and tag":     search.And{team(7), search.TagEquals{Key: "site", Value: new("site-3")}},
		"surname prefix":  text(search.FieldLastName, search.StartsWith, "marlo"),
		"name contains":   text(search.FieldName, search.Contains, some.Name[len(some.Name)-5:]),
		"branch and tag":  search.And{within(1), team(8)},
		"or of three":     search.Or{search.And{within(0), team(9)}, search.And{within(1), team(10)}, search.And{within(2), team(11)}},
		"branch":          within(2),
		"branch and site": search.And{within(2), search.TagEquals{Key: "site", Value: new("site-4")}},
		"everybody":       search.All{},
		"name prefix":     text(search.FieldName, search.StartsWith, "mar"),
		"proficiency":     proficient(search.ProficiencyText{Field: search.ProficiencyValue, Comparison: search.Exact, Value: "German"}, search.LevelRange{Low: 4, High: 5}),
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, size := range []int{100_000, 1_000_000} {
		x, _ := loadCompany(b, size)
		for name, where := range queries(b, x, size) {
			first, _ := x.Search(where, "", "", 1)
			total := first.Total
			b.Run(fmt.Sprintf("%d/%s", size, name), func(b *testing.B) {
				for b.Loop() {
					_, _ = x.Search(where, "", "", 100)
				}
				b.ReportMetric(float64(total), "matches")
			})
			all, _ := x.Search(where, "", "", max(1, total-50))
			last := all.Hits
			b.Run(fmt.Sprintf("%d/%s, last page", size, name), func(b *testing.B) {
				for b.Loop() {
					_, _ = x.Search(where, last[len(last)-1].Name, last[len(last)-1].ID, 100)
				}
			})
		}
	}
}
