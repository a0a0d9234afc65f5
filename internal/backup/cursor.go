package backup

// cursor is where in the rows of a backup a writer or reader is.
type cursor struct {
	tables []Table
	table  int
	row    int64 // how many rows of the table were passed
	rows   int64 // how many rows of all tables were passed
}

// next gives the table that the next row belongs to, nil after the last row.
func (c *cursor) next() *Table {
	for c.table < len(c.tables) && c.row == c.tables[c.table].Rows {
		c.table, c.row = c.table+1, 0
	}
	if c.table == len(c.tables) {
		return nil
	}
	return &c.tables[c.table]
}

// pass passes a row.
func (c *cursor) pass() { c.row, c.rows = c.row+1, c.rows+1 }
