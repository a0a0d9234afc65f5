package e2e

import (
	"errors"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go/transport/http"
)

// refusedWith expects an exception with a status of its own.
func refusedWith[E error](t *testing.T, err error, status int) {
	t.Helper()
	refused[E](t, err)
	var response *http.ResponseError
	if !errors.As(err, &response) || response.HTTPStatusCode() != status {
		t.Fatalf("got error %v, want status %d", err, status)
	}
	if again := response.Response.Header.Get("Retry-After"); again != "" {
		t.Errorf("the client is told to come back after %s", again)
	}
}

// TestQuotas fills what the service's quotas leave room for. That there are none unless the server is told so, all other tests rely on.
func TestQuotas(t *testing.T) {
	t.Parallel()
	s := newServer(t, "--quotas", "aws")
	client := s.client()
	first, second := newCentre(t, client, types.DirectoryTypeSaml, "first"), newCentre(t, client, types.DirectoryTypeSaml, "second")
	third := newInstance(types.DirectoryTypeSaml, "third")
	refusedWith[*types.ServiceQuotaExceededException](t, errorOf(client.CreateInstance(t.Context(), third)), 402)
	must(s.clientWith(s.key, "us-east-1").CreateInstance(t.Context(), third))(t)
	must(client.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: second.id}))(t)
	newCentre(t, client, types.DirectoryTypeSaml, "fourth")

	for n := range 48 { // and the two that are built in
		first.status(t, fmt.Sprint("status ", n))
	}
	in := &connect.CreateAgentStatusInput{InstanceId: first.id, Name: aws.String("one more"), State: types.AgentStatusStateEnabled}
	refusedWith[*types.LimitExceededException](t, errorOf(client.CreateAgentStatus(t.Context(), in)), 429)
	in.Name = aws.String("status 1")
	duplicate(t, errorOf(client.CreateAgentStatus(t.Context(), in)))
	same(t, "the statuses", len(must(client.ListAgentStatuses(t.Context(), &connect.ListAgentStatusesInput{InstanceId: first.id}))(t).AgentStatusSummaryList), 50)
}
