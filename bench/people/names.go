package people

import (
	"math/rand/v2"
	"strings"
)

// The parts of syllables. Common ones stand more than once.
var (
	onsets = []string{"b", "br", "c", "ch", "d", "d", "dr", "f", "g", "gr", "h", "j", "k", "k", "kl", "l", "l", "m", "m", "n", "n", "p", "r", "r",
		"s", "s", "sch", "st", "t", "t", "th", "tr", "v", "w", "y", "z"}
	nuclei = []string{"a", "a", "a", "e", "e", "e", "i", "i", "o", "o", "u", "ai", "ei", "ou", "ie"}
	codas  = []string{"", "", "", "l", "m", "n", "n", "r", "r", "s", "t", "ck", "nd", "rt"}
	// endings make surnames of it.
	endings = []string{"", "", "", "son", "sen", "er", "mann", "berg", "ini", "ez", "ov", "ski", "ton", "ley", "wood"}
)

// name is a first name or a surname: as people write it, and as it stands in a user name.
type name struct{ written, login string }

// names are names in the order of how common they are.
type names struct {
	known []name
	rank  *rand.Zipf
}

// newNames makes count different names. The common ones are as common as in a census: of the surnames the first has about one person in a
// hundred, and half of all people share the first few hundred.
func newNames(r *rand.Rand, count int, form func(*rand.Rand) string) *names {
	n := &names{rank: rand.NewZipf(r, 1.1, 12, uint64(count-1))}
	taken := make(map[string]bool, count)
	for len(n.known) < count {
		login := form(r)
		if taken[login] {
			continue
		}
		taken[login] = true
		n.known = append(n.known, name{written: written(login, len(n.known)), login: login})
	}
	return n
}

func (n *names) draw() name { return n.known[n.rank.Uint64()] }

// written is a name with its capital and, for one in sixteen, a letter that is not in ASCII.
func written(login string, index int) string {
	capital := strings.ToUpper(login[:1])
	rest := login[1:]
	if index%16 == 15 {
		rest = strings.NewReplacer("ou", "ö", "ie", "é", "ai", "ä").Replace(rest)
	}
	return capital + rest
}

func firstName(r *rand.Rand) string {
	s := syllable(r) + one(r, onsets) + one(r, nuclei)
	if r.IntN(3) == 0 {
		s += one(r, codas)
	}
	return s
}

func surname(r *rand.Rand) string {
	s := syllable(r) + one(r, codas)
	if r.IntN(2) == 0 {
		s += syllable(r) + one(r, codas)
	}
	return s + one(r, endings)
}

func syllable(r *rand.Rand) string { return one(r, onsets) + one(r, nuclei) }

func one[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
