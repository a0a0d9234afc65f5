package e2e

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go"
)

// listing is a call that every caller may make who is somebody, and has rights.
func listing(t *testing.T, client *connect.Client) error {
	return errorOf(client.ListInstances(t.Context(), &connect.ListInstancesInput{}))
}

// changed is the text with another last character.
func changed(text string) string {
	last := "a"
	if strings.HasSuffix(text, last) {
		last = "b"
	}
	return text[:len(text)-1] + last
}

func TestAccessKeys(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	ok(t, listing(t, s.client()))
	t.Run("another secret", func(t *testing.T) {
		wrong := key{s.key.AccessKeyId, changed(s.key.SecretAccessKey)}
		refusedAs(t, listing(t, s.clientWith(wrong, region)), "InvalidSignatureException")
	})
	t.Run("another id", func(t *testing.T) {
		wrong := key{changed(s.key.AccessKeyId), s.key.SecretAccessKey}
		refusedAs(t, listing(t, s.clientWith(wrong, region)), "UnrecognizedClientException")
		refusedAs(t, listing(t, s.clientWith(key{"dev", "dev"}, region)), "UnrecognizedClientException")
	})
	t.Run("a key made while the server runs", func(t *testing.T) {
		ok(t, listing(t, s.clientWith(newKey(t, s.store, "--admin", "--name", "late", "--account", account), region)))
	})
	t.Run("a revoked key stops at once", func(t *testing.T) {
		k := newKey(t, s.store, "--admin", "--name", "brief", "--account", account)
		client := s.clientWith(k, region)
		ok(t, listing(t, client))
		revoke(t, s.store, k)
		refusedAs(t, listing(t, client), "UnrecognizedClientException")
		refusedAs(t, listing(t, s.clientWith(key{k.AccessKeyId, changed(k.SecretAccessKey)}, region)), "InvalidSignatureException")
		ok(t, listing(t, s.client()))
	})
}

// revoke revokes a key with the command that an operator uses.
func revoke(t *testing.T, store string, k key) {
	t.Helper()
	rollcall(t, "key", "revoke", k.AccessKeyId, "--store", store)
}

func TestAccountsAreIsolated(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "ours")
	user := c.hire(t, "ada")
	other := s.clientWith(newKey(t, s.store, "--admin", "--name", "other", "--account", "999999999999"), region)
	seesNothing(t, c, user, other)
	// Aliases are host names, and so of the whole server.
	invalidRequest(t, errorOf(other.CreateInstance(t.Context(), newInstance(types.DirectoryTypeSaml, "ours"))))
	refusedAs(t, errorOf(other.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{ResourceArn: c.arnOf("agent", user)})), "AccessDeniedException")
	same(t, "the user", c.describe(t, user).Username, aws.String("ada"))
}

func TestRegionsAreIsolated(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "here")
	user := c.hire(t, "ada")
	there := s.clientWith(s.key, "us-gov-west-1")
	seesNothing(t, c, user, there)
	made := must(there.CreateInstance(t.Context(), newInstance(types.DirectoryTypeSaml, "there")))(t)
	same(t, "the ARN", *made.Arn, "arn:aws-us-gov:connect:us-gov-west-1:"+account+":instance/"+*made.Id)
	notFound(t, errorOf(s.client().DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: made.Id})))
	invalidRequest(t, errorOf(there.CreateInstance(t.Context(), newInstance(types.DirectoryTypeSaml, "here"))))
}

// seesNothing expects that the instance and its user do not exist for a client, by id or ARN.
func seesNothing(t *testing.T, c *centre, user *string, client *connect.Client) {
	t.Helper()
	list := must(client.ListInstances(t.Context(), &connect.ListInstancesInput{}))(t)
	same(t, "the instances", list.InstanceSummaryList, []types.InstanceSummary{})
	for _, id := range []*string{c.id, c.arn} {
		notFound(t, errorOf(client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: id})))
		notFound(t, errorOf(client.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: id})))
		notFound(t, errorOf(client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: id, UserId: user})))
		notFound(t, errorOf(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: id, UserId: user})))
		notFound(t, errorOf(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: id})))
		notFound(t, errorOf(client.ListSecurityProfiles(t.Context(), &connect.ListSecurityProfilesInput{InstanceId: id})))
	}
}

func TestKeyWithoutRights(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "rights")
	user := c.hire(t, "ada")
	plain := s.clientWith(keyWith(t, s.store, "plain", nothingHere), region)
	describe := func(instance, id *string) error {
		return errorOf(plain.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: instance, UserId: id}))
	}
	told := func(err error, action, resource string) {
		t.Helper()
		refusedAs(t, err, "AccessDeniedException")
		want := "User: arn:aws:iam::" + account + ":user/plain is not authorized to perform: connect:" + action + " on resource: " + resource
		same(t, "the message", messageOf(t, err), want)
	}
	told(describe(c.id, user), "DescribeUser", *c.arnOf("agent", user))
	told(describe(c.arn, c.arnOf("agent", user)), "DescribeUser", *c.arnOf("agent", user))
	// Whether something exists is not shown to who may not see it.
	told(describe(c.id, aws.String(nobody)), "DescribeUser", *c.arnOf("agent", aws.String(nobody)))
	told(errorOf(plain.CreateUser(t.Context(), c.user("eve"))), "CreateUser", *c.arn+"/agent/*")
	told(errorOf(plain.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id})), "SearchUsers", *c.arn)
	told(errorOf(plain.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: c.arn, Tags: manyTags(1)})), "TagResource", *c.arn)
	told(listing(t, plain), "ListInstances", "arn:aws:connect:"+region+":"+account+":instance/*")
	// What is malformed is told first.
	invalidParameter(t, errorOf(plain.CreateUser(t.Context(), c.user(""))))
	same(t, "the users", c.after(t, nil), []string{"ada"})
}

func TestPolicyThatAllowsOneOperation(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	c := newCentre(t, s.client(), types.DirectoryTypeSaml, "policy")
	user := c.hire(t, "ada")
	policy := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"connect:DescribeUser","Resource":"` + *c.arn + `/agent/*"}}`
	k := keyWith(t, s.store, "reader", policy)
	reader := s.clientWith(k, region)
	out := must(reader.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: user}))(t)
	same(t, "the user", out.User.Username, aws.String("ada"))
	told := func(err error, action, resource string) {
		t.Helper()
		refusedAs(t, err, "AccessDeniedException")
		want := "User: arn:aws:iam::" + account + ":user/reader is not authorized to perform: connect:" + action + " on resource: " + resource
		same(t, "the message", messageOf(t, err), want)
	}
	told(errorOf(reader.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: user})), "DeleteUser", *c.arnOf("agent", user))
	told(errorOf(reader.ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c.id})), "ListUsers", *c.arn)
	told(errorOf(reader.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: c.id})), "DescribeInstance", *c.arn)
	told(listing(t, reader), "ListInstances", "arn:aws:connect:"+region+":"+account+":instance/*")
	// Another policy counts at once.
	rollcall(t, "key", "set-policy", k.AccessKeyId, policyFile(t, strings.Replace(policy, "Allow", "Deny", 1)), "--store", s.store)
	told(errorOf(reader.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: c.id, UserId: user})), "DescribeUser", *c.arnOf("agent", user))
}

// nothingHere is a policy that allows nothing of Connect.
const nothingHere = `{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}`

// keyWith makes an access key with a policy.
func keyWith(t *testing.T, store, name, policy string) key {
	t.Helper()
	return newKey(t, store, "--name", name, "--account", account, "--policy", policyFile(t, policy))
}

// policyFile writes a policy to a file.
func policyFile(t *testing.T, policy string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "policy.json")
	ok(t, os.WriteFile(path, []byte(policy), 0o600))
	return path
}

// messageOf is what an API error tells the caller.
func messageOf(t *testing.T, err error) string {
	t.Helper()
	var e smithy.APIError
	if !errors.As(err, &e) {
		t.Fatalf("%v is no error of the API", err)
	}
	return e.ErrorMessage()
}
