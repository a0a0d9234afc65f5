package main

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"github.com/rollcall-dev/rollcall/bench/people"
)

// variants is how many questions of a kind are asked: of all drawn those that find most nearly as many people as they should. More than one
// is asked, so that no server lives on the answer that it just gave.
const variants = 12

// asked is a question with how many people it finds.
type asked struct {
	question
	total int
}

// choose finds the questions to ask of a company, for each kind.
func choose(c *people.Company) [][]asked {
	drawn := drawQuestions(c)
	for p := range c.People() {
		for k := range drawn {
			for i := range drawn[k] {
				if drawn[k][i].matches(p) {
					drawn[k][i].total++
				}
			}
		}
	}
	for k, questions := range drawn {
		off := func(a asked) int { return max(a.total-kinds[k].finds, kinds[k].finds-a.total) }
		slices.SortStableFunc(questions, func(a, b asked) int { return cmp.Compare(off(a), off(b)) })
		drawn[k] = questions[:min(variants, len(questions))]
	}
	return drawn
}

// drawQuestions draws questions of each kind, about people from all over the company.
func drawQuestions(c *people.Company) [][]asked {
	r := rand.New(rand.NewPCG(3, uint64(c.Size)))
	drawn := make([][]asked, len(kinds))
	i := 0
	for p := range c.People() {
		for k, kind := range kinds {
			if i%max(1, c.Size/kind.draws) == 0 {
				drawn[k] = append(drawn[k], asked{question: kind.candidate(r, c, p)})
			}
		}
		i++
	}
	return drawn
}

// totals are the least and the most that questions of a kind find.
func totals(questions []asked) (least, most int) {
	byTotal := func(a, b asked) int { return cmp.Compare(a.total, b.total) }
	return slices.MinFunc(questions, byTotal).total, slices.MaxFunc(questions, byTotal).total
}
