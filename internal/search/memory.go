package search

import "strings"

// memory hands out what records keep in pieces of large blocks, since very many small ones cost the garbage collector more. What is handed out
// is not to be grown.
type memory struct {
	block []uint32
	text  strings.Builder
}

// How large the blocks are.
const (
	numberBlock = 16 << 10
	textBlock   = 64 << 10
)

// numbers copies numbers.
func (m *memory) numbers(from []uint32) []uint32 {
	if cap(m.block)-len(m.block) < len(from) {
		m.block = make([]uint32, 0, max(numberBlock, len(from)))
	}
	start := len(m.block)
	m.block = append(m.block, from...)
	return m.block[start:len(m.block):len(m.block)]
}

// texts copies two texts.
func (m *memory) texts(a, b string) (string, string) {
	if m.text.Cap()-m.text.Len() < len(a)+len(b) {
		m.text = strings.Builder{}
		m.text.Grow(max(textBlock, len(a)+len(b)))
	}
	start := m.text.Len()
	m.text.WriteString(a)
	m.text.WriteString(b)
	both := m.text.String()[start:]
	return both[:len(a)], both[len(a):]
}
