package credential

import (
	"encoding/base32"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
)

// What NewAccessKey refuses.
var (
	ErrAccessKeyName    = errors.New("the name of an access key has 1 to 64 letters, digits and characters of _+=,.@-")
	ErrAccessKeyAccount = errors.New("an account id has 12 digits")
)

const (
	accessKeyPrefix  = "RCK"
	sessionPrefix    = "RCS"
	issuedIDLength   = 20 // as AWS's: three letters of prefix and 17 that are random
	randomPartBytes  = 11 // the least that gives 17 characters of base32
	secretBytes      = 30 // 40 characters of base64, as AWS's
	purposeAccessKey = "access key secret"
)

var (
	accessKeyName  = regexp.MustCompile(`^[0-9A-Za-z_+=,.@-]{1,64}$`) // as it stands in the ARN of an IAM user
	accountPattern = regexp.MustCompile(`^[0-9]{12}$`)
)

// AccessKeyOwner says whom an access key stands for.
type AccessKeyOwner struct {
	Name    string // the last part of the owner's ARN
	Account string // 12 digits
	Admin   bool   // may do everything in the account
	// Policy is what the owner may do when no administrator: the text of an IAM policy document. Empty, it may do nothing.
	Policy string
}

// AccessKey is a long-lived credential for signing requests, as it is stored.
type AccessKey struct {
	ID string // RCK and 17 characters of base32
	AccessKeyOwner
	Created      time.Time  // to the millisecond, in UTC
	Revoked      *time.Time // nil while the key is good
	SealedSecret string     // under the master key
}

// NewAccessKey makes an access key and its secret of 40 characters, which can be shown to its owner now and is
// otherwise only found sealed in the key. The errors are ErrAccessKeyName, ErrAccessKeyAccount, ErrNoMasterKey
// and that of rand.
func NewAccessKey(rand io.Reader, master MasterKey, owner AccessKeyOwner, now time.Time) (AccessKey, Secret, error) {
	if err := owner.Check(); err != nil {
		return AccessKey{}, Secret{}, err
	}
	id, err := newIssuedID(rand, accessKeyPrefix)
	if err != nil {
		return AccessKey{}, Secret{}, err
	}
	secret, err := newAccessKeySecret(rand)
	if err != nil {
		return AccessKey{}, Secret{}, err
	}
	text, err := SealUnder(master, rand, purposeAccessKey, []byte(id), secret.bytes())
	if err != nil {
		return AccessKey{}, Secret{}, err
	}
	created := now.UTC().Truncate(time.Millisecond)
	return AccessKey{ID: id, AccessKeyOwner: owner, Created: created, SealedSecret: text}, secret, nil
}

// Check says whether a key can be made for the owner: ErrAccessKeyName or ErrAccessKeyAccount when not.
func (o AccessKeyOwner) Check() error {
	if !accessKeyName.MatchString(o.Name) {
		return ErrAccessKeyName
	}
	if !accountPattern.MatchString(o.Account) {
		return ErrAccessKeyAccount
	}
	return nil
}

func newIssuedID(rand io.Reader, prefix string) (string, error) {
	raw := make([]byte, randomPartBytes)
	if _, err := io.ReadFull(rand, raw); err != nil {
		return "", fmt.Errorf("new access key: %w", err)
	}
	return (prefix + base32.StdEncoding.EncodeToString(raw))[:issuedIDLength], nil
}

func newAccessKeySecret(rand io.Reader) (Secret, error) {
	raw := make([]byte, secretBytes)
	if _, err := io.ReadFull(rand, raw); err != nil {
		return Secret{}, fmt.Errorf("new access key: %w", err)
	}
	return NewSecret(base64.StdEncoding.EncodeToString(raw)), nil
}

// IsIssued says whether an access key id is one of those that Rollcall keeps for itself: by its prefix alone, so that a damaged id of
// an issued key is never taken for somebody else's. It does not say that there is such a key.
func IsIssued(id string) bool {
	return strings.HasPrefix(id, accessKeyPrefix) || strings.HasPrefix(id, sessionPrefix)
}

// IsSession says whether an access key id is one that only a session can have.
func IsSession(id string) bool { return strings.HasPrefix(id, sessionPrefix) }

// Active says whether the key may still be used.
func (k AccessKey) Active() bool { return k.Revoked == nil }

// Secret opens the secret, of a revoked key too. The errors are those of OpenUnder.
func (k AccessKey) Secret(master MasterKey) (Secret, error) {
	text, err := OpenUnder(master, purposeAccessKey, []byte(k.ID), k.SealedSecret)
	if err != nil {
		return Secret{}, fmt.Errorf("access key: %w", err)
	}
	return newSecretBytes(text), nil
}
