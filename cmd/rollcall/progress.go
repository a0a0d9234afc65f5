package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/rollcall-dev/rollcall/internal/backup"
)

// progressInterval is how often a bar is drawn.
const progressInterval = 100 * time.Millisecond

// progress is a bar on a terminal, and nothing anywhere else.
type progress struct {
	w    io.Writer
	what string
	bar  *progressbar.ProgressBar // nil until the total is known
}

func newProgress(w io.Writer, what string) *progress { return &progress{w: w, what: what} }

// tell is what draws the bar; nil where nobody looks.
func (p *progress) tell() backup.Progress {
	file, ok := p.w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return nil
	}
	return p.draw
}

func (p *progress) draw(done, total int64) {
	if p.bar == nil {
		p.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(p.what),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(progressInterval))
	}
	_ = p.bar.Set64(done)
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
