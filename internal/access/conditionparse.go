package access

import "fmt"

// conditions compiles a statement's Condition: an object of operators, each an object of keys, each with a value or a list of them. They
// belong to the statement with the name. Without a Condition there are none.
func (p *policyParser) conditions(n *node, statement string) ([]condition, error) {
	if n == nil {
		return nil, nil
	}
	if err := n.filled("operators"); err != nil {
		return nil, err
	}
	var all []condition
	for i := range n.items {
		of, err := p.conditionsOf(&n.items[i], statement)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return all, nil
}

// filled refuses what is no object, and an empty one.
func (n *node) filled(what string) error {
	if n.kind != '{' || len(n.items) == 0 {
		return n.errorf("must be an object of %s that is not empty", what)
	}
	return nil
}

// conditionsOf compiles what stands under one operator.
func (p *policyParser) conditionsOf(n *node, statement string) ([]condition, error) {
	operator, set, ifExists, known := operatorNamed(n.name)
	if !known {
		return nil, n.errorf("is no operator")
	}
	if err := n.filled("condition keys"); err != nil {
		return nil, err
	}
	all := make([]condition, 0, len(n.items))
	for i := range n.items {
		c := condition{operator: operator, set: set, ifExists: ifExists}
		if err := p.key(&c, &n.items[i], all); err != nil {
			return nil, err
		}
		if err := p.operands(&c, &n.items[i]); err != nil {
			return nil, err
		}
		c.name = n.name + " " + n.items[i].name
		c.reason = fmt.Sprintf("%s would allow it, but its condition %s does not hold", statement, c.name)
		all = append(all, c)
	}
	return all, nil
}

// key reads the key that a member is named after, which none of the earlier ones under the same operator is.
func (p *policyParser) key(c *condition, n *node, earlier []condition) (err error) {
	key, known := keyNamed(n.name)
	switch {
	case !known:
		return n.errorf("is no condition key")
	case c.on != everything && c.on != key.holds():
		return n.errorf("cannot be compared by this operator")
	}
	for i := range earlier {
		if key.same(earlier[i].key) {
			return n.errorf("is there twice: names of keys compare without case")
		}
	}
	c.key = key
	return nil
}

// operands compiles the values of a key.
func (p *policyParser) operands(c *condition, n *node) error {
	items, err := n.list()
	if err != nil {
		return err
	}
	c.operands = make([]operand, len(items))
	for i := range items {
		if c.operands[i], err = p.operand(c.comparison, &items[i]); err != nil {
			return err
		}
	}
	return nil
}
