package people

import (
	"iter"
	"math/rand/v2"
	"strconv"
)

// Person is a user of the company.
type Person struct {
	ID, DirectoryID               string
	Username, FirstName, LastName string
	RoutingProfile                string
	SecurityProfiles              []string
	Group                         *Group
	Tags                          map[string]string
	Proficiencies                 []Proficiency
}

// Proficiency is a skill of a person, with its level from 1 to 5.
type Proficiency struct {
	Name, Value string
	Level       int
}

// How many different names there are.
const (
	firstNames = 2000
	surnames   = 20000
)

// People gives everybody in the company, in no particular order, and the same each time.
func (c *Company) People() iter.Seq[*Person] {
	return func(yield func(*Person) bool) {
		r := rand.New(rand.NewPCG(2, uint64(c.Size)))
		first, last := newNames(r, firstNames, firstName), newNames(r, surnames, surname)
		namesakes := make(map[string]int, c.Size)
		for range c.Size {
			p := c.person(r)
			f, l := first.draw(), last.draw()
			p.FirstName, p.LastName = f.written, l.written
			p.Username = unused(namesakes, f.login+"."+l.login)
			if !yield(p) {
				return
			}
		}
	}
}

// unused is a user name with a number behind it if somebody has it already.
func unused(namesakes map[string]int, login string) string {
	namesakes[login]++
	if n := namesakes[login]; n > 1 {
		return login + strconv.Itoa(n)
	}
	return login
}

// person draws everything but the names.
func (c *Company) person(r *rand.Rand) *Person {
	leaves := c.Groups[len(c.Groups)-1]
	p := &Person{
		ID: newID(r), DirectoryID: newID(r),
		RoutingProfile:   one(r, c.RoutingProfiles).ID,
		SecurityProfiles: []string{c.SecurityProfiles[0].ID},
		Group:            &leaves[r.IntN(len(leaves))],
		Tags:             map[string]string{"unit": one(r, c.Units), "team": one(r, c.Teams), "site": one(r, c.Sites)},
	}
	if r.IntN(5) == 0 { // everybody is an agent, and one in five something else as well
		p.SecurityProfiles = append(p.SecurityProfiles, one(r, c.SecurityProfiles[1:]).ID)
	}
	for _, a := range c.Attributes {
		p.Proficiencies = append(p.Proficiencies, Proficiency{Name: a.Name, Value: one(r, a.Values), Level: 1 + r.IntN(5)})
	}
	return p
}
