package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// greet says on standard output where the server listens, where its data lies and how to talk to it. It never prints a secret.
func (c *serveCommand) greet(ctx context.Context, env *environment, store *lateStore, address net.Addr, metrics net.Listener) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Rollcall %s listens on %s://%s\n", buildVersion(), c.scheme(), address)
	if c.Dev {
		b.WriteString("It is a development server: whoever reaches it is an administrator.\n")
	}
	if metrics != nil {
		fmt.Fprintf(&b, "Its metrics are at http://%s/metrics\n", metrics.Addr())
	}
	fmt.Fprintf(&b, "Its data lies in %s%s\n", store.Path(), c.untilWhen(env))
	switch keys, err := store.AccessKeys(ctx); {
	case roster.IsKind(err, roster.Unavailable):
		b.WriteString("\nThe database cannot be reached. Until it can, every request is answered with 503.\n")
	case err != nil:
		return err
	case !c.Dev && !slices.ContainsFunc(keys, credential.AccessKey.Active):
		c.sayFirstKey(&b, env, store)
	}
	c.sayCommands(&b, address)
	_, err := io.WriteString(env.stdout, b.String())
	return err
}

func (c *serveCommand) untilWhen(env *environment) string {
	if c.url(env) == memoryStore {
		return " until the server stops"
	}
	return ""
}

func (c *serveCommand) sayFirstKey(b *strings.Builder, env *environment, store *lateStore) {
	if c.url(env) == memoryStore {
		b.WriteString("\nIt has no access keys, and a store in memory can get none: use --dev with it.\n")
		return
	}
	b.WriteString("\nIt has no access keys, so nobody can use it yet. Make one:\n\n  rollcall key create --admin --name admin --store " + shellQuote(c.shownURL(env, store)))
	if c.MasterKeyFile != "" {
		b.WriteString(" --master-key-file " + shellQuote(c.MasterKeyFile))
	}
	b.WriteString("\n")
}

// shownURL is the store's URL without what nobody should read over a shoulder.
func (c *serveCommand) shownURL(env *environment, store *lateStore) string {
	if sqlstore.IsPostgres(c.Store) {
		return store.Path()
	}
	return c.url(env)
}

// sayCommands prints commands that work as they stand. The alias is new each time, since it is unique.
func (c *serveCommand) sayCommands(b *strings.Builder, address net.Addr) {
	keys, hint := " AWS_ACCESS_KEY_ID=dev AWS_SECRET_ACCESS_KEY=dev", ""
	if !c.Dev {
		keys, hint = "", " with your access key in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
	}
	if c.hasTLS() {
		hint += ", and with a name that the certificate is for in the URL"
	}
	fmt.Fprintf(b, "\nTry it%s:\n\n  export AWS_ENDPOINT_URL=%s AWS_REGION=%s AWS_DEFAULT_REGION=%s%s\n", hint, c.clientURL(address), c.Region, c.Region, keys)
	fmt.Fprintf(b, "  aws connect create-instance --identity-management-type CONNECT_MANAGED --instance-alias demo-%s --inbound-calls-enabled --outbound-calls-enabled\n",
		strings.ToLower(rand.Text()[:6]))
	b.WriteString("  aws connect list-instances\n\n")
}

// clientURL is how a program on this machine reaches the address.
func (c *serveCommand) clientURL(address net.Addr) string {
	tcp := address.(*net.TCPAddr)
	host := tcp.IP.String()
	if tcp.IP.IsUnspecified() {
		host = "localhost"
	}
	return c.scheme() + "://" + net.JoinHostPort(host, strconv.Itoa(tcp.Port))
}
