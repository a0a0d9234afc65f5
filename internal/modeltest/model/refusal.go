package model

import "slices"

// The exceptions that the rules give.
const (
	InvalidParameter = "InvalidParameterException"
	InvalidRequest   = "InvalidRequestException"
	NotFound         = "ResourceNotFoundException"
	Duplicate        = "DuplicateResourceException"
	InUse            = "ResourceInUseException"
	Denied           = "AccessDeniedException"
)

// Refusal is the exceptions that a request may be refused with. It is empty when the request succeeds, and has several when the request
// breaks several rules at once between which no order is promised: the promised order is shape, instance, references, rules, duplicates.
type Refusal []string

// because refuses for one reason.
func because(exception string) Refusal { return Refusal{exception} }

// rule is one of the reasons to refuse at one stage.
type rule struct {
	broken    bool
	exception string
}

// breaks gives the exceptions of all the rules of a stage that are broken.
func breaks(rules ...rule) (r Refusal) {
	for _, rule := range rules {
		if rule.broken && !slices.Contains(r, rule.exception) {
			r = append(r, rule.exception)
		}
	}
	return r
}

// either joins the refusals of one stage.
func either(parts ...Refusal) (r Refusal) {
	for _, part := range parts {
		for _, exception := range part {
			if !slices.Contains(r, exception) {
				r = append(r, exception)
			}
		}
	}
	return r
}

// first gives the refusal of the first stage that refuses.
func first(stages ...Refusal) Refusal {
	for _, r := range stages {
		if len(r) > 0 {
			return r
		}
	}
	return nil
}
