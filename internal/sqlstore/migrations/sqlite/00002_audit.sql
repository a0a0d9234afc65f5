-- +goose Up

-- A trail is the chain of an instance's events, or of an account's. It outlives its instance. seq and mac are of its last event; the floor
-- is the checkpoint that stands for the events that retention removed.
create table audit_trails (
    trail           text primary key,
    account         text not null,
    region          text not null,
    seq             bigint not null,
    mac             text not null,
    floor_seq       bigint not null,
    floor_mac       text not null,
    floor_at        bigint not null,
    floor_signature text not null
);

-- The record is JSON and stays as it is to the byte: its MAC is over the text. There is no reference to the trail, whose row follows the
-- events of a transaction.
create table audit_events (
    trail   text not null,
    seq     bigint not null,
    at      bigint not null,
    actor   text not null,
    action  text not null,
    user_id text not null,
    record  text not null,
    mac     text not null,
    primary key (trail, seq)
);

-- An older binary would change what is here without an event.
update schema_floor set oldest = 2;
