-- +goose Up

-- Names are compared and ordered bytewise, whatever the database's own collation is.

-- oldest is the lowest schema version whose binaries may still work on this database.
-- folded names the Unicode tables under which the folded columns were written.
create table schema_floor (oldest bigint not null, folded text not null);
insert into schema_floor (oldest, folded) values (1, '');

-- The number of the last transaction that each node committed on each of its lanes. After a connection was lost during a commit, this tells
-- what became of it. A node names itself anew each time it starts.
create table writers (
    node   text collate "C" not null,
    lane   text collate "C" not null,
    serial bigint not null,
    marked timestamptz not null,
    primary key (node, lane)
) with (fillfactor = 50);

create table access_keys (
    id      text collate "C" primary key,
    name    text collate "C" not null,
    account text collate "C" not null,
    admin   boolean not null,
    secret  text not null,
    created bigint not null,
    revoked bigint
);

create table keyring (
    id      text collate "C" primary key,
    sealed  text not null,
    created bigint not null
);

create table client_tokens (
    account     text collate "C" not null,
    region      text collate "C" not null,
    operation   text collate "C" not null,
    token       text collate "C" not null,
    fingerprint text not null,
    result      text not null,
    created     bigint not null,
    primary key (account, region, operation, token)
);
create index client_tokens_by_age on client_tokens (created);

-- The creations and deletions of instances, of which an account may have so many in 30 days. They outlive the instances.
create table instance_changes (
    account text collate "C" not null,
    changed bigint not null
);
create index instance_changes_by_account on instance_changes (account, changed);
create index instance_changes_by_age on instance_changes (changed);

create table instances (
    id           text collate "C" primary key,
    account      text collate "C" not null,
    region       text collate "C" not null,
    alias        text collate "C" not null,
    alias_folded text collate "C",
    directory_id text collate "C",
    created      bigint not null,
    body         text not null,
    epoch        text collate "C" not null,
    revision     bigint not null,
    feed_floor   bigint not null,
    deleted      bigint
);
create unique index instances_by_alias on instances (alias_folded);
create unique index instances_by_directory on instances (directory_id);
create index instances_by_place on instances (account, region, alias, id);
create index instances_deleted on instances (deleted) where deleted is not null;

create table user_hierarchy_groups (
    instance_id text collate "C" not null references instances (id),
    id          text collate "C" not null,
    name        text collate "C" not null,
    parent_id   text collate "C",
    level       bigint not null,
    tags        text not null,
    modified    bigint not null,
    body        text not null,
    primary key (instance_id, id),
    foreign key (instance_id, parent_id) references user_hierarchy_groups (instance_id, id)
);
create unique index user_hierarchy_groups_by_parent on user_hierarchy_groups (instance_id, coalesce(parent_id, ''), name);
create index user_hierarchy_groups_parent on user_hierarchy_groups (instance_id, parent_id);
create index user_hierarchy_groups_by_name on user_hierarchy_groups (instance_id, name, id);

create table security_profiles (
    instance_id      text collate "C" not null references instances (id),
    id               text collate "C" not null,
    name             text collate "C" not null,
    allowed_group_id text collate "C",
    by_tags          boolean not null,
    by_hierarchy     boolean not null,
    tags             text not null,
    modified         bigint not null,
    body             text not null,
    primary key (instance_id, id),
    foreign key (instance_id, allowed_group_id) references user_hierarchy_groups (instance_id, id)
);
create unique index security_profiles_by_name on security_profiles (instance_id, name);
create index security_profiles_by_group on security_profiles (instance_id, allowed_group_id);

create table hours_of_operations (
    instance_id text collate "C" not null references instances (id),
    id          text collate "C" not null,
    name        text collate "C" not null,
    tags        text not null,
    modified    bigint not null,
    body        text not null,
    primary key (instance_id, id)
);
create unique index hours_of_operations_by_name on hours_of_operations (instance_id, name);

-- The parents of hours, from which they inherit overrides. They also stand in the body; here they are references.
create table hours_of_operation_parents (
    instance_id text collate "C" not null,
    hours_id    text collate "C" not null,
    parent_id   text collate "C" not null,
    primary key (instance_id, hours_id, parent_id),
    foreign key (instance_id, hours_id) references hours_of_operations (instance_id, id) on delete cascade,
    foreign key (instance_id, parent_id) references hours_of_operations (instance_id, id)
);
create index hours_of_operation_parents_by_parent on hours_of_operation_parents (instance_id, parent_id);

create table hours_of_operation_overrides (
    instance_id text collate "C" not null references instances (id),
    id          text collate "C" not null,
    name        text collate "C" not null,
    hours_id    text collate "C" not null,
    tags        text not null,
    modified    bigint not null,
    body        text not null,
    primary key (instance_id, id),
    foreign key (instance_id, hours_id) references hours_of_operations (instance_id, id) on delete cascade
);
create unique index hours_of_operation_overrides_by_hours on hours_of_operation_overrides (instance_id, hours_id, name);
create index hours_of_operation_overrides_by_name on hours_of_operation_overrides (instance_id, name, id);

create table queues (
    instance_id text collate "C" not null references instances (id),
    id          text collate "C" not null,
    name        text collate "C" not null,
    hours_id    text collate "C" not null,
    tags        text not null,
    modified    bigint not null,
    body        text not null,
    primary key (instance_id, id),
    foreign key (instance_id, hours_id) references hours_of_operations (instance_id, id)
);
create unique index queues_by_name on queues (instance_id, name);
create index queues_by_hours on queues (instance_id, hours_id);

create table quick_connects (
    instance_id text collate "C" not null references instances (id),
    id          text collate "C" not null,
    name        text collate "C" not null,
    queue_id    text collate "C",
    tags        text not null,
    modified    bigint not null,
    body        text not null,
    primary key (instance_id, id),
    foreign key (instance_id, queue_id) references queues (instance_id, id)
);
create unique index quick_connects_by_name on quick_connects (instance_id, name);
create index quick_connects_by_queue on quick_connects (instance_id, queue_id);

-- The quick connects of a queue. They also stand in its body; here they are references.
create table queue_quick_connects (
    instance_id      text collate "C" not null,
    queue_id         text collate "C" not null,
    quick_connect_id text collate "C" not null,
    primary key (instance_id, queue_id, quick_connect_id),
    foreign key (instance_id, queue_id) references queues (instance_id, id) on delete cascade,
    foreign key (instance_id, quick_connect_id) references quick_connects (instance_id, id)
);
create index queue_quick_connects_by_quick_connect on queue_quick_connects (instance_id, quick_connect_id);

create table routing_profiles (
    instance_id      text collate "C" not null references instances (id),
    id               text collate "C" not null,
    name             text collate "C" not null,
    default_queue_id text collate "C" not null,
    tags             text not null,
    modified         bigint not null,
    body             text not null,
    primary key (instance_id, id),
    foreign key (instance_id, default_queue_id) references queues (instance_id, id)
);
create unique index routing_profiles_by_name on routing_profiles (instance_id, name);
create index routing_profiles_by_default_queue on routing_profiles (instance_id, default_queue_id);

-- The queues of both of a profile's lists. They also stand in its body; here they are references.
create table routing_profile_queues (
    instance_id        text collate "C" not null,
    routing_profile_id text collate "C" not null,
    queue_id           text collate "C" not null,
    primary key (instance_id, routing_profile_id, queue_id),
    foreign key (instance_id, routing_profile_id) references routing_profiles (instance_id, id) on delete cascade,
    foreign key (instance_id, queue_id) references queues (instance_id, id)
);
create index routing_profile_queues_by_queue on routing_profile_queues (instance_id, queue_id);

create table agent_statuses (
    instance_id text collate "C" not null references instances (id),
    id          text collate "C" not null,
    name        text collate "C" not null,
    tags        text not null,
    modified    bigint not null,
    body        text not null,
    primary key (instance_id, id)
);
create unique index agent_statuses_by_name on agent_statuses (instance_id, name);

-- Names of predefined attributes are unique without case, too.
create table predefined_attributes (
    instance_id text collate "C" not null references instances (id),
    id          text collate "C" not null,
    name        text collate "C" not null,
    name_folded text collate "C" not null,
    tags        text not null,
    modified    bigint not null,
    body        text not null,
    primary key (instance_id, id)
);
create unique index predefined_attributes_by_name on predefined_attributes (instance_id, name);
create unique index predefined_attributes_by_folded_name on predefined_attributes (instance_id, name_folded);

create table authentication_profiles (
    instance_id text collate "C" not null references instances (id),
    id          text collate "C" not null,
    name        text collate "C" not null,
    tags        text not null,
    modified    bigint not null,
    body        text not null,
    primary key (instance_id, id)
);
create unique index authentication_profiles_by_name on authentication_profiles (instance_id, name);

-- document is the user's search document, written with the row: it also holds the names, security profiles, tags and proficiencies.
-- seq numbers the rows: what refers to users by it, unlike by their random ids, is written side by side.
create table users (
    seq                bigint generated always as identity primary key,
    instance_id        text collate "C" not null references instances (id),
    id                 text collate "C" not null,
    username           text collate "C" not null,
    directory_user_id  text collate "C" not null,
    routing_profile_id text collate "C" not null,
    hierarchy_group_id text collate "C",
    contact            text not null,
    phone              text not null,
    document           text not null,
    revision           bigint not null,
    modified           bigint not null,
    unique (instance_id, id),
    foreign key (instance_id, routing_profile_id) references routing_profiles (instance_id, id),
    foreign key (instance_id, hierarchy_group_id) references user_hierarchy_groups (instance_id, id)
);
create unique index users_by_name on users (instance_id, username);
create index users_by_revision on users (instance_id, revision);
create index users_by_routing_profile on users (instance_id, routing_profile_id);
create index users_by_group on users (instance_id, hierarchy_group_id);

create table user_security_profiles (
    instance_id         text collate "C" not null,
    security_profile_id text collate "C" not null,
    user_seq            bigint not null references users (seq),
    primary key (instance_id, security_profile_id, user_seq),
    foreign key (instance_id, security_profile_id) references security_profiles (instance_id, id)
);
create index user_security_profiles_by_user on user_security_profiles (user_seq);

-- The proficiencies of users. They also stand in the document; here they are references to their attributes.
create table user_proficiencies (
    instance_id  text collate "C" not null,
    attribute_id text collate "C" not null,
    value        text collate "C" not null,
    user_seq     bigint not null references users (seq),
    primary key (instance_id, attribute_id, value, user_seq),
    foreign key (instance_id, attribute_id) references predefined_attributes (instance_id, id)
);
create index user_proficiencies_by_user on user_proficiencies (user_seq);

-- The status that was last set for a user, which is no part of the user's configuration.
create table user_statuses (
    user_seq    bigint primary key references users (seq),
    instance_id text collate "C" not null,
    status_id   text collate "C" not null,
    since       bigint not null,
    foreign key (instance_id, status_id) references agent_statuses (instance_id, id)
);
create index user_statuses_by_status on user_statuses (instance_id, status_id);

create table user_passwords (
    instance_id text collate "C" not null,
    user_id     text collate "C" not null,
    hash        text not null,
    primary key (instance_id, user_id),
    foreign key (instance_id, user_id) references users (instance_id, id)
);

create table user_tombstones (
    instance_id text collate "C" not null references instances (id),
    user_id     text collate "C" not null,
    revision    bigint not null,
    deleted     bigint not null,
    primary key (instance_id, user_id)
);
create index user_tombstones_by_revision on user_tombstones (instance_id, revision);
create index user_tombstones_by_age on user_tombstones (instance_id, deleted);
