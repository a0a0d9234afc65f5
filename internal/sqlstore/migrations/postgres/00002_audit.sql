-- +goose Up

-- A trail is the chain of an instance's events, or of an account's. It outlives its instance. seq and mac are of its last event; the floor
-- is the checkpoint that stands for the events that retention removed.
create table audit_trails (
    trail           text collate "C" primary key,
    account         text collate "C" not null,
    region          text collate "C" not null,
    seq             bigint not null,
    mac             text collate "C" not null,
    floor_seq       bigint not null,
    floor_mac       text collate "C" not null,
    floor_at        bigint not null,
    floor_signature text collate "C" not null
);

-- The record is JSON and stays as it is to the byte: its MAC is over the text. There is no reference to the trail, whose row follows the
-- events of a transaction.
create table audit_events (
    trail   text collate "C" not null,
    seq     bigint not null,
    at      bigint not null,
    actor   text collate "C" not null,
    action  text collate "C" not null,
    user_id text collate "C" not null,
    record  text collate "C" not null,
    mac     text collate "C" not null,
    primary key (trail, seq)
);

-- An older binary would change what is here without an event.
update schema_floor set oldest = 2;
