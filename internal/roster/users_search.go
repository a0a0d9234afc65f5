package roster

import (
	"bytes"
	"context"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// SearchUsers finds users, by user name. What it gives of each is what encode makes of the user. It is kept as long as the user does not change, so
// encode depends on the user and the instance alone, and its result is not to be changed.
func (s *Service) SearchUsers(ctx context.Context, c Caller, instance string, where search.Criteria, p Page,
	encode func(*User) ([]byte, error)) (found Found[[]byte], err error) {
	rows, err := s.findUsers(ctx, c, askSearch("SearchUsers", instance, where), where, p, rowMaker{
		enough: func(row *userRow) bool { return row.encoded != nil },
		of: func(u *User) (*userRow, error) {
			encoded, err := encode(u)
			return &userRow{u.summary(), bytes.Clone(encoded)}, err
		},
	})
	if err != nil {
		return found, err
	}
	found.Total, found.Next = rows.Total, rows.Next
	found.Items = make([][]byte, len(rows.Items))
	for i, row := range rows.Items {
		found.Items[i] = row.encoded
	}
	return found, nil
}

// listedUsers lists the users that match and that the caller may see, by user name.
func (s *Service) listedUsers(ctx context.Context, c Caller, q request, where search.Criteria, p Page) (list List[UserSummary], err error) {
	rows, err := s.findUsers(ctx, c, q, where, p, rowMaker{
		enough: func(*userRow) bool { return true },
		of:     func(u *User) (*userRow, error) { return &userRow{UserSummary: u.summary()}, nil },
	})
	list.Next = rows.Next
	for i := range rows.Items {
		list.Items = append(list.Items, rows.Items[i].UserSummary)
	}
	return list, err
}
