package roster

import (
	"context"
	"errors"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// userRow is what the index of an instance's users keeps of a user for those who list and search.
type userRow struct {
	UserSummary
	// encoded is what SearchUsers answers of the user; nil as long as only lists asked.
	encoded []byte
}

// rowMaker says what a list or a search needs of a user.
type rowMaker struct {
	// enough says whether a row that is kept has it.
	enough func(*userRow) bool
	// of makes the row.
	of func(*User) (*userRow, error)
}

// errMoved says that the instance is not any more in the state in which something was found.
var errMoved = errors.New("the instance has changed since the search")

// findUsers finds users for a request that lists or searches them, by the index, which has every change that was acknowledged before. All is
// as in one state of the instance: what the caller may see, what is kept of a user, and what is read of the others.
func (s *Service) findUsers(ctx context.Context, c Caller, q request, where search.Criteria, p Page, m rowMaker) (Found[*userRow], error) {
	f := &finder{service: s, where: where, page: p, maker: m}
	for {
		err := f.find(ctx, c, q)
		switch {
		case err == nil:
			return f.found(), nil
		case !errors.Is(err, ErrFeedCut) && !errors.Is(err, errNoIndex): // after which the index is loaded anew
			if IsKind(err, NotFound) {
				s.dropIfGone(ctx, q.instance)
			}
			return Found[*userRow]{}, err
		}
	}
}

// dropIfGone drops the index of an instance that does not exist any more, whoever deleted it. One that is another account's stays.
func (s *Service) dropIfGone(ctx context.Context, instance string) {
	if _, err := s.store.Read(ctx, instance).Instance(); IsKind(err, NotFound) {
		s.indexes.drop(instance)
	}
}

// finder is one search on its way.
type finder struct {
	service *Service
	where   search.Criteria
	page    Page
	maker   rowMaker

	guard  *guard // of the state of the instance in which it was decided what the caller may see
	index  *search.Index
	result search.Result
}

// find searches the instance's index, and reads what that does not keep of the users found.
func (f *finder) find(ctx context.Context, c Caller, q request) (err error) {
	s := f.service
	if f.guard, err = s.decided(ctx, c, q); err != nil {
		return err
	}
	index, err := s.indexes.fresh(ctx, f.guard.instance)
	if err != nil {
		return err
	}
	if err := f.look(index); err != nil {
		return err
	}
	switch {
	case f.outdated():
		err = errMoved
	case f.complete():
		return nil
	default:
		err = s.store.View(ctx, q.instance, f.readAt(f.guard.instance.Epoch))
	}
	if errors.Is(err, errMoved) {
		err = s.indexes.entry(q.instance).exactly(ctx, f.lookAgain, f.read)
	}
	s.indexes.makeRoom()
	return err
}

// outdated says whether the rights of a Connect user may have been others when the index had the state in which it was searched.
func (f *finder) outdated() bool {
	return f.guard.caller.User != nil && f.result.Revision != f.guard.instance.Revision
}

// look searches the index.
func (f *finder) look(index *search.Index) (err error) {
	start := f.service.opts.Now()
	where := f.guard.visible(access.TypeUser, f.where)
	f.index = index
	f.result, err = index.Search(where, f.page.After.Name, f.page.After.ID, f.page.Limit)
	if f.service.opts.SearchTook != nil {
		f.service.opts.SearchTook(f.service.opts.Now().Sub(start))
	}
	return tooCostly(err)
}

// tooCostly refuses criteria that would keep others waiting.
func tooCostly(err error) error {
	if errors.Is(err, search.ErrTooCostly) {
		return &Error{Kind: InvalidParameter, Message: "The search criteria take too many comparisons", Cause: err}
	}
	return err
}

// lookAgain decides and searches in the state that the reader shows.
func (f *finder) lookAgain(r Reader, index *search.Index) (err error) {
	if f.guard, err = f.service.enter(r, &f.guard.caller, &f.guard.request); err != nil {
		return err
	}
	return f.look(index)
}

// kept is the row that the index keeps for a hit, if it is enough.
func (f *finder) kept(h *search.Hit) (row *userRow, ok bool) {
	row, ok = h.Row.Value.(*userRow)
	return row, ok && f.maker.enough(row)
}

func (f *finder) complete() bool {
	for i := range f.result.Hits {
		if _, ok := f.kept(&f.result.Hits[i]); !ok {
			return false
		}
	}
	return true
}

// readAt is read for a snapshot that may be of another state than the search; then it is errMoved.
func (f *finder) readAt(epoch string) func(Reader) error {
	return func(r Reader) error {
		i, err := r.Instance()
		if err != nil {
			return notFound(err, "Instance")
		}
		if i.Epoch != epoch || i.Revision != f.result.Revision {
			return errMoved
		}
		return f.read(r)
	}
}

// read makes the rows that are missing, and lets the index keep them.
func (f *finder) read(r Reader) error {
	for i := range f.result.Hits {
		h := &f.result.Hits[i]
		if _, ok := f.kept(h); ok {
			continue
		}
		u, err := r.User(h.ID)
		if err != nil {
			return err
		}
		row, err := f.maker.of(&u)
		if err != nil {
			return err
		}
		h.Row = search.Row{Value: row, Size: cap(row.encoded) + len(row.ID) + len(row.Username) + rowStructure}
		f.index.Keep(*h, h.Row)
	}
	return nil
}

// rowStructure is about how many bytes a row takes beside its texts.
const rowStructure = 128

func (f *finder) found() (found Found[*userRow]) {
	found.Total = f.result.Total
	found.Items = make([]*userRow, len(f.result.Hits))
	for i := range f.result.Hits {
		found.Items[i], _ = f.kept(&f.result.Hits[i])
	}
	if hits := f.result.Hits; f.result.More {
		last := hits[len(hits)-1]
		found.Next = &Position{Name: last.Name, ID: last.ID}
	}
	return found
}
