package search

import "encoding/binary"

// token is a value that a document can have, such as a tag or a routing profile.
type token struct {
	kind  tokenKind
	level int
	a, b  string
}

// tokenKind says what a token's members hold.
type tokenKind uint8

const (
	routingToken     tokenKind = iota // a: routing profile
	profileToken                      // a: security profile
	pathToken                         // a: the whole hierarchy path, as appendPath writes it
	groupToken                        // a: the hierarchy group that the document is in
	branchToken                       // a: a hierarchy group in or below which it is
	tagToken                          // a: key, b: value
	tagKeyToken                       // a: key
	proficiencyToken                  // a: name, b: value, and the level
	firstNameToken                    // a: the name
	lastNameToken                     // a: the name
	tokenKinds
)

// appendKey writes the token so that no other one is written the same.
func (t token) appendKey(key []byte) []byte {
	key = binary.AppendVarint(append(key, byte(t.kind)), int64(t.level))
	key = binary.AppendUvarint(key, uint64(len(t.a)))
	return append(append(key, t.a...), t.b...)
}

// in is the same token with its texts in the key, which ends with them.
func (t token) in(key string) token {
	at := len(key) - len(t.b)
	t.a, t.b = key[at-len(t.a):at], key[at:]
	return t
}

// tokens numbers the tokens that occur and knows which documents have each. A token may imply others, such as a tag its key.
type tokens struct {
	numbers map[string]uint32 // by key
	entries []tokenEntry
	byKind  [tokenKinds][]uint32
	// first and last find the names, of which there are many, by their texts.
	first, last *texts
	isLoaded    bool
	key         []byte // used again for every look-up of a change
}

type tokenEntry struct {
	token
	documents set
	implies   []uint32
}

func newTokens() *tokens {
	t := &tokens{numbers: make(map[string]uint32)}
	name := func(n uint32) string { return t.entries[n].a }
	t.first, t.last = newTexts(name), newTexts(name)
	return t
}

// loaded ends the adding of many documents, of which there are so many; the document n has become renumber(n).
func (t *tokens) loaded(renumber func(uint32) uint32, documents int) {
	same := func(n uint32) uint32 { return n }
	t.first.loaded(same, len(t.entries))
	t.last.loaded(same, len(t.entries))
	for i := range t.entries {
		t.entries[i].documents.settle(renumber, documents)
	}
	t.isLoaded = true
}

// documents are those that have the token.
func (t *tokens) documents(of token) set {
	var key [128]byte
	if n, ok := t.numbers[string(of.appendKey(key[:0]))]; ok {
		return t.entries[n].documents
	}
	return set{}
}

// number finds the token's number, or gives it one.
func (t *tokens) number(of token) uint32 {
	t.key = of.appendKey(t.key[:0])
	if n, ok := t.numbers[string(t.key)]; ok {
		return n
	}
	key := string(t.key)
	n := uint32(len(t.entries))
	t.entries = append(t.entries, tokenEntry{token: of.in(key)})
	t.numbers[key] = n
	t.byKind[of.kind] = append(t.byKind[of.kind], n)
	implies := t.implied(of)
	t.entries[n].implies = implies
	switch of.kind {
	case firstNameToken:
		t.first.add(n)
	case lastNameToken:
		t.last.add(n)
	}
	return n
}

// implied numbers the tokens that a document with this one has too.
func (t *tokens) implied(by token) (implied []uint32) {
	switch by.kind {
	case tagToken:
		return []uint32{t.number(token{kind: tagKeyToken, a: by.a})}
	case pathToken:
		path := splitPath(by.a)
		implied = append(implied, t.number(token{kind: groupToken, a: path[len(path)-1]}))
		for _, group := range path {
			implied = append(implied, t.number(token{kind: branchToken, a: group}))
		}
	}
	return implied
}

// give adds a document to the sets of a token and of all that it implies.
func (t *tokens) give(doc, number uint32) {
	change := (*set).add
	if !t.isLoaded {
		change = (*set).push
	}
	t.change(doc, number, change)
}

// take removes it from them.
func (t *tokens) take(doc, number uint32) { t.change(doc, number, (*set).remove) }

func (t *tokens) change(doc, number uint32, change func(*set, uint32)) {
	e := &t.entries[number]
	change(&e.documents, doc)
	for _, n := range e.implies {
		change(&t.entries[n].documents, doc)
	}
}
