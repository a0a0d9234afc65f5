package e2e

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
)

// driven are the operations that the tests of this run have driven.
var driven = calls{ended: map[ending]bool{}}

// calls notes how the operations that clients call end.
type calls struct {
	mu    sync.Mutex
	ended map[ending]bool
}

// ending is an operation with the code of the error that ended it, which is empty after a success.
type ending struct{ operation, code string }

// watch is an option of the SDK's clients.
func (c *calls) watch(stack *middleware.Stack) error {
	return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("Driven",
		func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
			out, metadata, err := next.HandleInitialize(ctx, in)
			c.note(middleware.GetOperationName(ctx), err)
			return out, metadata, err
		}), middleware.Before)
}

// note counts only what the server said: a request that the SDK itself refuses to send drives nothing.
func (c *calls) note(operation string, err error) {
	var refusal smithy.APIError
	end := ending{operation: operation}
	if errors.As(err, &refusal) {
		end.code = refusal.ErrorCode()
	} else if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended[end] = true
}

// servedOperation is a line of the table of operations, which a test of its own holds against the server: the operation, and the errors
// that it declares beside those that all declare.
var servedOperation = regexp.MustCompile(`(?m)^\| (\w+) \| yes \|[^|]*\|[^|]*\|([^|]*)\|`)

// mustEnd are the declared errors that a caller can bring every operation to which declares them.
var mustEnd = []string{"ResourceNotFound", "DuplicateResource", "ResourceInUse", "MaximumResultReturned"}

// cannotEnd are the exceptions: creating an instance refers to nothing.
var cannotEnd = []ending{{"CreateInstance", "ResourceNotFoundException"}}

// check is an error unless every operation that is served succeeded, and ended in each of the declared errors that it must.
func (c *calls) check() error {
	table, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		return err
	}
	served := servedOperation.FindAllStringSubmatch(string(table), -1)
	if len(served) == 0 {
		return errors.New("docs/operations.md names no operation as served")
	}
	for _, line := range served {
		operation := line[1]
		if !c.ended[ending{operation: operation}] {
			err = errors.Join(err, fmt.Errorf("no test brings %s to succeed", operation))
		}
		for declared := range strings.SplitSeq(strings.TrimSpace(line[2]), ", ") {
			end := ending{operation, declared + "Exception"}
			if slices.Contains(mustEnd, declared) && !slices.Contains(cannotEnd, end) && !c.ended[end] {
				err = errors.Join(err, fmt.Errorf("no test brings %s to end with %s", operation, end.code))
			}
		}
	}
	return err
}

// wholeRun says whether this is a run of all the tests.
func wholeRun() bool {
	for _, narrowing := range []string{"test.run", "test.skip", "test.list"} {
		if flag.Lookup(narrowing).Value.String() != "" {
			return false
		}
	}
	return true
}
