package access

import (
	"errors"
	"slices"
	"strings"
)

// The parts of an ARN, which colons separate: arn:partition:service:region:account:resource.
const (
	arnPrefix = iota
	arnPartition
	arnService
	arnRegion
	arnAccount
	arnResource
	arnParts
)

// partitions are those of AWS whose Regions Partition knows.
var partitions = []string{"aws", "aws-cn", "aws-us-gov"}

// resource compiles a resource of a statement: "*", or an ARN with wildcards that compares exactly. A wildcard stays in its part, but for a
// * that ends it; in the last part it matches slashes too. Variables can be in the last part only.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
func (p *policyParser) resource(text string) (pattern, error) {
	if text == "*" {
		return pattern{{kind: anything}}, nil
	}
	parts := strings.SplitN(text, ":", arnParts)
	head := strings.Join(parts[:min(len(parts), arnResource)], ":")
	switch {
	case parts[arnPrefix] != "arn" || len(parts) <= arnService:
		return nil, errors.New("must be * or an ARN")
	case !partitionExists(parts[arnPartition]):
		return nil, errors.New("must be an ARN of an existing partition")
	case !isName(parts[arnService], "-"):
		return nil, errors.New("must be an ARN that names its service, without wildcards")
	case len(parts) < arnParts && !slices.ContainsFunc(parts[arnRegion:], crossesColons):
		return nil, errors.New("must be an ARN with all of its six parts, or with a * that ends one of them")
	case p.variables && strings.Contains(head, "${"):
		return nil, errors.New("must be an ARN with variables in its last part only")
	case len(parts) < arnParts:
		return pattern(nil).compile(text, syntax{wildcards: true, within: true})
	}
	compiled, err := pattern(nil).compile(head+":", syntax{wildcards: true, within: true})
	if err != nil {
		return nil, err
	}
	return compiled.compile(parts[arnResource], syntax{wildcards: true, variables: p.variables})
}

// partitionExists says whether a partition, which may have wildcards, is or can be one of AWS.
func partitionExists(text string) bool {
	wanted, err := pattern(nil).compile(text, syntax{wildcards: true})
	return err == nil && slices.ContainsFunc(partitions, func(known string) bool { return wanted.match(known, "", false) })
}

// crossesColons says whether a part of an ARN ends with a wildcard that may stand for the parts that follow.
func crossesColons(part string) bool { return strings.HasSuffix(part, "*") }
