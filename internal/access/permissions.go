package access

import (
	"math/bits"
	"slices"
	"strings"
)

// permissions is what security profiles can give, compiled from the table of operations.
var permissions = compile(permissionTable)

// catalogue holds the permissions that the table names, each with a place in sets, and what operations need of them.
type catalogue struct {
	names  []string // by place
	places map[string]int
	rules  map[ruleKey]rule
	// governs lists by a permission's place the types that it can be needed on, the own record aside.
	governs [][]ResourceType
}

// ruleKey is an operation, without its service, and a type of resource that it acts on, shows or refers to.
type ruleKey struct {
	operation string
	on        ResourceType
}

// rule is what an operation needs on a resource of a type: one of two ways suffices.
type rule struct {
	// needs is to be met by the profiles whose restrictions let the resource through.
	needs need
	// regardless is to be met by all profiles together, whatever they restrict. On users it is a way to the caller's own record only.
	regardless need
	// barredBy closes the second way to whoever has one of these permissions, which take rights away.
	barredBy set
}

// need is a permission expression: it is met by holding all of one of its sets. The nil need is never met.
type need []set

// metBy finds the first of the need's sets that is held whole.
func (n need) metBy(held set) (all set, ok bool) {
	for _, all := range n {
		if all&^held == 0 {
			return all, true
		}
	}
	return 0, false
}

// mentioned are all permissions that help to meet the need.
func (n need) mentioned() (any set) {
	for _, all := range n {
		any |= all
	}
	return any
}

// set is a set of permissions, by their places.
type set uint64

// each gives the places of the set's permissions in order.
func (s set) each(yield func(place int) bool) {
	for ; s != 0; s &= s - 1 {
		if !yield(bits.TrailingZeros64(uint64(s))) {
			return
		}
	}
}

func compile(table []row) *catalogue {
	c := &catalogue{places: make(map[string]int), rules: make(map[ruleKey]rule)}
	for _, r := range table {
		compiled := rule{needs: c.parse(r.needs), regardless: c.parse(r.regardless), barredBy: c.parse(r.barredBy).mentioned()}
		for _, operation := range strings.Fields(r.in) {
			c.rules[ruleKey{operation, r.on}] = compiled
			if r.shows {
				c.ask(operation, compiled.needs)
			}
		}
	}
	c.govern()
	return c
}

// ask lets an operation that shows resources be asked of the instance by whoever may see some type of them. What is shown is filtered.
func (c *catalogue) ask(operation string, needs need) {
	key := ruleKey{operation, TypeInstance}
	asked := c.rules[key]
	asked.needs = slices.Concat(asked.needs, needs)
	c.rules[key] = asked
}

// parse reads an expression such as "A | B & C", where & binds tighter. The empty one is the need that is never met.
func (c *catalogue) parse(expression string) (n need) {
	if expression == "" {
		return nil
	}
	for alternative := range strings.SplitSeq(expression, " | ") {
		var all set
		for name := range strings.SplitSeq(alternative, " & ") {
			if name != always {
				all |= c.place(name)
			}
		}
		n = append(n, all)
	}
	return n
}

// place is the set of one permission, which gets its place when it is first named.
func (c *catalogue) place(name string) set {
	place, ok := c.places[name]
	if !ok {
		place = len(c.names)
		c.places[name] = place
		c.names = append(c.names, name)
	}
	return 1 << place
}

func (c *catalogue) govern() {
	c.governs = make([][]ResourceType, len(c.names))
	for key, rule := range c.rules {
		for place := range rule.needs.mentioned().each {
			if !slices.Contains(c.governs[place], key.on) {
				c.governs[place] = append(c.governs[place], key.on)
			}
		}
	}
	for _, types := range c.governs {
		slices.Sort(types)
	}
}

// granted is the set of those permissions that the table names. Others give nothing here.
func (c *catalogue) granted(names []string) (s set) {
	for _, name := range names {
		if place, ok := c.places[name]; ok {
			s |= 1 << place
		}
	}
	return s
}

// list names the permissions of a set.
func (c *catalogue) list(s set) (names []string) {
	for place := range s.each {
		names = append(names, c.names[place])
	}
	return names
}

// spell writes a need in words.
func (c *catalogue) spell(n need) string {
	alternatives := make([]string, len(n))
	for i, all := range n {
		alternatives[i] = strings.Join(c.list(all), " and ")
	}
	return strings.Join(alternatives, " or ")
}

// rule finds what an action needs on a type. ok is false when security profiles do not give it.
func (c *catalogue) rule(action string, on ResourceType) (r rule, ok bool) {
	operation, ok := strings.CutPrefix(action, "connect:")
	if !ok {
		return rule{}, false
	}
	r, ok = c.rules[ruleKey{operation, on}]
	return r, ok
}
