package main

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// row is what was measured of one kind of question.
type row struct {
	kind  *kind
	users int
	// least and most are how many people the questions find.
	least, most int
	// theirs and bare are nil when they were not measured.
	ours, theirs, bare *lane
	// index is the 99th percentile of the index's own time in seconds; not a number when the server does not tell.
	index float64
}

// column is a column of the table.
type column struct {
	head string
	cell func(*row) string
}

var columns = []column{
	{"users", func(r *row) string { return fmt.Sprint(r.users) }},
	{"search", func(r *row) string { return r.kind.name }},
	{"finds", (*row).finds},
	{"Rollcall /s", func(r *row) string { return rate(r.ours) }},
	{"p50 ms", func(r *row) string { return latency(r.ours, func(r result) time.Duration { return r.p50 }) }},
	{"p99 ms", func(r *row) string { return latency(r.ours, func(r result) time.Duration { return r.p99 }) }},
	{"index p99 ms", func(r *row) string { return number("%.2f", r.index*1000) }},
	{"OpenLDAP /s", func(r *row) string { return rate(r.theirs) }},
	{"p99 ms", func(r *row) string { return latency(r.theirs, func(r result) time.Duration { return r.p99 }) }},
	{"times OpenLDAP", func(r *row) string { return ratio(r.ours, r.theirs) }},
	{"bare /s", func(r *row) string { return rate(r.bare) }},
	{"times bare", func(r *row) string { return ratio(r.ours, r.bare) }},
}

func (r *row) finds() string {
	if r.least == r.most {
		return fmt.Sprint(r.least)
	}
	return fmt.Sprintf("%d-%d", r.least, r.most)
}

// printTableHead prints the head of a table in Markdown.
func printTableHead() {
	heads, rules := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		heads[i], rules[i] = c.head, "---"
	}
	printLine(heads)
	printLine(rules)
}

// print prints the row of the table.
func (r *row) print() {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.cell(r)
	}
	printLine(cells)
}

func printLine(cells []string) { fmt.Println("| " + strings.Join(cells, " | ") + " |") }

func rate(l *lane) string {
	if l == nil {
		return none
	}
	return number("%.0f", l.median(func(r result) float64 { return r.perSecond }))
}

func latency(l *lane, of func(result) time.Duration) string {
	if l == nil {
		return none
	}
	return number("%.2f", l.median(func(r result) float64 { return of(r).Seconds() * 1000 }))
}

func ratio(l, other *lane) string {
	if other == nil {
		return none
	}
	return number("%.3g", l.over(other))
}

// none stands for a figure that there is not.
const none = "-"

// number shows a figure; what is not a number is none.
func number(format string, value float64) string {
	if math.IsNaN(value) {
		return none
	}
	return fmt.Sprintf(format, value)
}
