//go:build linux

package e2e

import (
	"debug/elf"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// imageUser is who the image's processes run as. It has no name there.
const imageUser = 65532

// image is what deploy/Dockerfile makes, with its files in a folder.
type image struct {
	root   string
	config imageConfig
}

// imageConfig is how an image says it is to be run, by OCI's specification.
type imageConfig struct {
	User, StopSignal, WorkingDir string
	Env, Entrypoint, Cmd         []string
	ExposedPorts, Volumes        map[string]struct{}
}

func TestImage(t *testing.T) {
	t.Parallel()
	needTool(t, "buildah")
	if os.Getuid() != 0 {
		t.Skip("only root enters the files of an image")
	}
	i := newImage(t)
	t.Run("holds the binary and two empty folders", i.holds)
	t.Run("says how it is run", i.says)
	t.Run("serves from its volume", i.servesFromVolume)
	t.Run("serves from memory", i.servesFromMemory)
}

// newImage builds the image around the binary under test.
func newImage(t *testing.T) *image {
	t.Helper()
	context := t.TempDir()
	ok(t, os.CopyFS(filepath.Join(context, "bin"), os.DirFS(filepath.Dir(binary))))
	storage := t.TempDir()
	buildah := func(args ...string) []byte {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "buildah", append([]string{"--storage-driver", "vfs", "--root", storage + "/root", "--runroot", storage + "/run"}, args...)...)
		var said strings.Builder
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("buildah %v: %v\n%s", args, err, said.String())
		}
		return out
	}
	buildah("build", "--quiet", "--isolation", "chroot", "--file", "../deploy/Dockerfile", "--tag", "rollcall", context)
	var inspected struct{ OCIv1 struct{ Config imageConfig } }
	ok(t, json.Unmarshal(buildah("inspect", "--type", "image", "rollcall"), &inspected))
	buildah("from", "--name", "rollcall", "localhost/rollcall")
	return &image{root: strings.TrimSpace(string(buildah("mount", "rollcall"))), config: inspected.OCIv1.Config}
}

func (i *image) holds(t *testing.T) {
	var files []string
	ok(t, filepath.WalkDir(i.root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == i.root {
			return err
		}
		info := must(d.Info())(t)
		files = append(files, info.Mode().String()+" "+strings.TrimPrefix(path, i.root))
		owner := uint32(imageUser)
		if !d.IsDir() {
			owner = 0
		}
		same(t, "the owner of "+path, info.Sys().(*syscall.Stat_t).Uid, owner)
		return nil
	}))
	same(t, "the files", files, []string{"drwxr-xr-x /data", "-rwxr-xr-x /rollcall", "drwxr-xr-x /tmp"})
	program := must(elf.Open(filepath.Join(i.root, "rollcall")))(t)
	defer program.Close()
	for _, part := range program.Progs {
		if part.Type == elf.PT_INTERP || part.Type == elf.PT_DYNAMIC {
			t.Error("the binary is not static")
		}
	}
}

func (i *image) says(t *testing.T) {
	c := i.config
	same(t, "the user", c.User, "65532:65532")
	same(t, "the command", append(c.Entrypoint, c.Cmd...), []string{"/rollcall", "serve"})
	same(t, "the folder", c.WorkingDir, "/data")
	same(t, "the signal", c.StopSignal, "SIGTERM")
	same(t, "the ports", c.ExposedPorts, map[string]struct{}{"2255/tcp": {}})
	same(t, "the volumes", c.Volumes, map[string]struct{}{"/data": {}})
	knowSettings(t, "the Dockerfile", c.Env)
}

// serves runs the image's command, with the flags, in the image's files and as its user. There is nothing else for it, not even /proc.
func (i *image) serves(t *testing.T, flags ...string) {
	s := &server{key: key{"dev", "dev"}}
	cmd := exec.Command(i.config.Entrypoint[0], append(i.config.Cmd, flags...)...)
	cmd.Dir = i.config.WorkingDir
	cmd.Env = append(i.config.Env, "ROLLCALL_LISTEN=127.0.0.1:0")
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: i.root, Credential: &syscall.Credential{Uid: imageUser, Gid: imageUser}}
	s.run(t, cmd)
	s.awaitGreeting(t)
	c := newCentre(t, s.client(), types.DirectoryTypeConnectManaged, "contained")
	c.hire(t, "ada", func(in *connect.CreateUserInput) { in.Password = aws.String(password) })
	same(t, "the users found", c.find(t, leaf(named("ada", exact)), nil), []string{"ada"})
	// The image has no time zones of its own.
	must(c.CreateHoursOfOperation(t.Context(), &connect.CreateHoursOfOperationInput{
		InstanceId: c.id, Name: aws.String("Zurich"), TimeZone: aws.String("Europe/Zurich"),
		Config: []types.HoursOfOperationConfig{open(types.HoursOfOperationDaysMonday, 8, 0, 17, 0)},
	}))(t)
	s.stop(t)
}

func (i *image) servesFromVolume(t *testing.T) {
	i.serves(t, "--dev")
	info := must(os.Stat(filepath.Join(i.root, "data", "rollcall.db")))(t)
	same(t, "the owner of the database", info.Sys().(*syscall.Stat_t).Uid, uint32(imageUser))
}

func (i *image) servesFromMemory(t *testing.T) { i.serves(t, "--dev", "--store", "sqlite::memory:") }
