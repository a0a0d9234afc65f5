package audit

import "time"

// Checkpoint stands in a trail for all events up to its head, which were removed. The zero Checkpoint stands for nothing.
type Checkpoint struct {
	Trail string
	Head
	// At is when the events were removed.
	At        time.Time
	Signature MAC
}

// Checkpoint signs the removal of all events up to the head.
func (k *Keys) Checkpoint(trail string, head Head, at time.Time) Checkpoint {
	c := Checkpoint{Trail: trail, Head: head, At: at}
	c.Signature = k.sign(&c)
	return c
}

func (k *Keys) sign(c *Checkpoint) MAC {
	return k.checkpoint.sum([]byte(c.Trail), number(c.Seq), c.MAC[:], number(c.At.UnixMilli()))
}

// genuine says whether a checkpoint was signed here. That of a trail from which nothing was removed needs no signature.
func (k *Keys) genuine(c *Checkpoint) bool {
	return c.Head == Head{} || c.Signature.equal(k.sign(c))
}
