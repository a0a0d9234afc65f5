-- +goose Up

-- policy is the IAM policy document of a key that is no administrator's. Without one such a key may do nothing, and so it may for a
-- release that does not know the column.
alter table access_keys add column policy text collate "C";
