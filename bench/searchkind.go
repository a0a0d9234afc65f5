package main

import (
	"math/rand/v2"
	"strings"

	"github.com/rollcall-dev/rollcall/bench/people"
)

// kind is a kind of question that is measured. The questions of a kind find about as many people as one another, and at every size of the
// company, so that sizes compare.
type kind struct {
	name string
	// finds is how many people a question should find.
	finds int
	// lastPage asks for the last page, where the others ask for the first.
	lastPage bool
	// bare measures a bare handler as well.
	bare bool
	// draws is how many questions are drawn to choose from. What people find by name varies most.
	draws int
	// candidate draws a question; somebody is a person to find by name.
	candidate func(r *rand.Rand, c *people.Company, somebody *people.Person) question
}

var kinds = []kind{
	{name: "Username EXACT", finds: 1, draws: variants, bare: true, candidate: exactName},
	{name: "tag AND tag", finds: 56, draws: 32, candidate: twoTags},
	{name: "LastName STARTS_WITH, first 100", finds: 200, draws: 300, candidate: surnamePrefix},
	{name: "Username CONTAINS 4 to 6 letters", finds: 20, draws: 300, bare: true, candidate: nameWithin},
	{name: "quarter of the company AND tag, first 100", finds: 168, draws: 32, candidate: teamInDivision},
	{name: "OR of three of these, first 100", finds: 504, draws: 32, candidate: threeTeamsInDivisions},
	{name: "tag, first page", finds: 5000, draws: 32, candidate: oneUnit},
	{name: "tag, last page", finds: 5000, draws: 32, lastPage: true, candidate: oneUnit},
}

func exactName(_ *rand.Rand, _ *people.Company, somebody *people.Person) question {
	return question{text: &textQuestion{"Username", "EXACT", somebody.Username}}
}

func twoTags(r *rand.Rand, c *people.Company, _ *people.Person) question {
	return question{anyOf: []attributes{{tags: []tag{{"team", oneOf(r, c.Teams)}, {"site", oneOf(r, c.Sites)}}}}}
}

// surnamePrefix asks for the first 2 to 8 letters of a surname, up to the first that is not in ASCII.
func surnamePrefix(r *rand.Rand, _ *people.Company, somebody *people.Person) question {
	prefix := somebody.LastName
	if i := strings.IndexFunc(prefix, func(r rune) bool { return r > 127 }); i >= 0 {
		prefix = prefix[:i]
	}
	return question{text: &textQuestion{"LastName", "STARTS_WITH", prefix[:min(len(prefix), 2+r.IntN(7))]}}
}

// nameWithin asks for letters from anywhere in a user name.
func nameWithin(r *rand.Rand, _ *people.Company, somebody *people.Person) question {
	n := min(len(somebody.Username), 4+r.IntN(3))
	from := r.IntN(len(somebody.Username) - n + 1)
	return question{text: &textQuestion{"Username", "CONTAINS", somebody.Username[from : from+n]}}
}

func teamInDivision(r *rand.Rand, c *people.Company, _ *people.Person) question {
	return question{anyOf: divisionTeams(r, c, 1)}
}

func threeTeamsInDivisions(r *rand.Rand, c *people.Company, _ *people.Person) question {
	return question{anyOf: divisionTeams(r, c, 3)}
}

// divisionTeams are n teams, each in a division.
func divisionTeams(r *rand.Rand, c *people.Company, n int) (all []attributes) {
	for _, team := range r.Perm(len(c.Teams))[:n] {
		all = append(all, attributes{tags: []tag{{"team", c.Teams[team]}}, group: oneOf(r, c.Groups[0]).ID})
	}
	return all
}

func oneUnit(r *rand.Rand, c *people.Company, _ *people.Person) question {
	return question{anyOf: []attributes{{tags: []tag{{"unit", oneOf(r, c.Units)}}}}}
}

func oneOf[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
