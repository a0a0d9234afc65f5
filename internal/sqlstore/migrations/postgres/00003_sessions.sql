-- +goose Up

-- The sessions of users that go on. One that is ended goes at once, one that has expired with some later one's beginning.
create table sessions (
    instance_id text collate "C" not null,
    id          text collate "C" not null,
    user_id     text collate "C" not null,
    created     bigint not null,
    expires     bigint not null,
    last_used   bigint not null,
    primary key (instance_id, id),
    foreign key (instance_id, user_id) references users (instance_id, id) on delete cascade
);
create index sessions_by_user on sessions (instance_id, user_id);
create index sessions_by_expiry on sessions (expires);

-- How often signing in failed in a row, by a digest of whom it was tried for, who need not exist.
create table sign_in_failures (
    digest   text collate "C" primary key,
    failures bigint not null,
    last     bigint not null
);
create index sign_in_failures_by_age on sign_in_failures (last);
