-- One dialect for SQLite and PostgreSQL. Times are microseconds of the Unix epoch in UTC,
-- 0 = has not happened. Columns of JSON are text. Every key but the organisation's own
-- begins with org_id.

-- +goose Up
CREATE TABLE organisation (
    org_id     TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE site (
    org_id         TEXT    NOT NULL REFERENCES organisation (org_id),
    site_id        TEXT    NOT NULL,
    site_key       TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    origins        TEXT    NOT NULL,
    cobrowse       BOOLEAN NOT NULL,
    deployment     TEXT    NOT NULL,
    limits         TEXT    NOT NULL,
    branding       TEXT    NOT NULL,
    policy         TEXT    NOT NULL,
    policy_version BIGINT  NOT NULL,
    queue_version  BIGINT  NOT NULL DEFAULT 0,
    created_at     BIGINT  NOT NULL,
    PRIMARY KEY (org_id, site_id)
);
-- The key of a script tag is looked up before any organisation is known.
CREATE UNIQUE INDEX site_by_key ON site (site_key);

CREATE TABLE agent (
    org_id        TEXT    NOT NULL REFERENCES organisation (org_id),
    agent_id      TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    email         TEXT    NOT NULL,
    roles         TEXT    NOT NULL,
    available     BOOLEAN NOT NULL,
    password_hash TEXT    NOT NULL,
    totp_secret   TEXT    NOT NULL DEFAULT '',
    totp_step     BIGINT  NOT NULL DEFAULT 0,
    failed        BIGINT  NOT NULL DEFAULT 0,
    locked_until  BIGINT  NOT NULL DEFAULT 0,
    created_at    BIGINT  NOT NULL,
    PRIMARY KEY (org_id, agent_id)
);
-- Sign-in knows an address and no organisation yet.
CREATE UNIQUE INDEX agent_by_email ON agent (email);

CREATE TABLE agent_group (
    org_id   TEXT NOT NULL REFERENCES organisation (org_id),
    group_id TEXT NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (org_id, group_id)
);

CREATE TABLE group_site (
    org_id   TEXT NOT NULL,
    group_id TEXT NOT NULL,
    site_id  TEXT NOT NULL,
    PRIMARY KEY (org_id, group_id, site_id),
    FOREIGN KEY (org_id, group_id) REFERENCES agent_group (org_id, group_id) ON DELETE CASCADE,
    FOREIGN KEY (org_id, site_id) REFERENCES site (org_id, site_id) ON DELETE CASCADE
);

CREATE TABLE group_agent (
    org_id   TEXT NOT NULL,
    group_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    PRIMARY KEY (org_id, group_id, agent_id),
    FOREIGN KEY (org_id, group_id) REFERENCES agent_group (org_id, group_id) ON DELETE CASCADE,
    FOREIGN KEY (org_id, agent_id) REFERENCES agent (org_id, agent_id) ON DELETE CASCADE
);
CREATE INDEX group_agent_by_agent ON group_agent (org_id, agent_id);

CREATE TABLE canned (
    org_id   TEXT   NOT NULL REFERENCES organisation (org_id),
    position BIGINT NOT NULL,
    title    TEXT   NOT NULL,
    text     TEXT   NOT NULL,
    PRIMARY KEY (org_id, position)
);

CREATE TABLE sign_in (
    org_id     TEXT   NOT NULL,
    sign_in_id TEXT   NOT NULL,
    agent_id   TEXT   NOT NULL,
    token_hash TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (org_id, sign_in_id),
    FOREIGN KEY (org_id, agent_id) REFERENCES agent (org_id, agent_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX sign_in_by_token ON sign_in (token_hash);
CREATE INDEX sign_in_by_agent ON sign_in (org_id, agent_id);

CREATE TABLE ticket (
    org_id      TEXT   NOT NULL,
    ticket_hash TEXT   NOT NULL,
    sign_in_id  TEXT   NOT NULL,
    opens       TEXT   NOT NULL,
    session_id  TEXT   NOT NULL,
    expires_at  BIGINT NOT NULL,
    used_at     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (org_id, ticket_hash),
    FOREIGN KEY (org_id, sign_in_id) REFERENCES sign_in (org_id, sign_in_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ticket_by_hash ON ticket (ticket_hash);

CREATE TABLE customer_token (
    org_id     TEXT   NOT NULL,
    token_hash TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    site_id    TEXT   NOT NULL,
    origin     TEXT   NOT NULL,
    visitor_id TEXT   NOT NULL,
    tab_id     TEXT   NOT NULL,
    parent     TEXT   NOT NULL,
    issued_at  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    void_at    BIGINT NOT NULL DEFAULT 0,
    conflicts  BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (org_id, token_hash),
    FOREIGN KEY (org_id, site_id) REFERENCES site (org_id, site_id) ON DELETE CASCADE
);
CREATE INDEX customer_token_by_parent ON customer_token (org_id, parent);
CREATE INDEX customer_token_by_subject ON customer_token (org_id, kind, subject);

CREATE TABLE chat (
    org_id        TEXT   NOT NULL,
    chat_id       TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    status        TEXT   NOT NULL,
    site_id       TEXT   NOT NULL,
    visitor_id    TEXT   NOT NULL,
    customer      TEXT   NOT NULL,
    external_key  TEXT   NOT NULL,
    agent_id      TEXT   NOT NULL DEFAULT '',
    first_line    TEXT   NOT NULL DEFAULT '',
    last_number   BIGINT NOT NULL DEFAULT 0,
    agent_read    BIGINT NOT NULL DEFAULT 0,
    customer_read BIGINT NOT NULL DEFAULT 0,
    page          TEXT   NOT NULL,
    client        TEXT   NOT NULL,
    session_id    TEXT   NOT NULL DEFAULT '',
    created_at    BIGINT NOT NULL,
    queued_at     BIGINT NOT NULL,
    accepted_at   BIGINT NOT NULL DEFAULT 0,
    ended_at      BIGINT NOT NULL DEFAULT 0,
    ended_by      TEXT   NOT NULL DEFAULT '',
    PRIMARY KEY (org_id, chat_id),
    FOREIGN KEY (org_id, site_id) REFERENCES site (org_id, site_id)
);
CREATE UNIQUE INDEX chat_one_a_visitor ON chat (org_id, site_id, visitor_id) WHERE status <> 'ended';
CREATE INDEX chat_queue ON chat (org_id, site_id, queued_at) WHERE status = 'queued';
CREATE INDEX chat_by_agent ON chat (org_id, agent_id, status, ended_at);

CREATE TABLE message (
    org_id     TEXT   NOT NULL,
    chat_id    TEXT   NOT NULL,
    number     BIGINT NOT NULL,
    message_id TEXT   NOT NULL,
    side       TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    text       TEXT   NOT NULL,
    event      TEXT   NOT NULL DEFAULT '',
    session_id TEXT   NOT NULL DEFAULT '',
    at         BIGINT NOT NULL,
    PRIMARY KEY (org_id, chat_id, number),
    FOREIGN KEY (org_id, chat_id) REFERENCES chat (org_id, chat_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX message_once ON message (org_id, chat_id, message_id);

CREATE TABLE offline_message (
    org_id     TEXT   NOT NULL,
    message_id TEXT   NOT NULL,
    site_id    TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    email      TEXT   NOT NULL,
    text       TEXT   NOT NULL,
    page       TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (org_id, site_id, message_id),
    FOREIGN KEY (org_id, site_id) REFERENCES site (org_id, site_id) ON DELETE CASCADE
);

CREATE TABLE session (
    org_id          TEXT    NOT NULL,
    session_id      TEXT    NOT NULL,
    version         BIGINT  NOT NULL,
    chat_id         TEXT    NOT NULL,
    site_id         TEXT    NOT NULL,
    site_name       TEXT    NOT NULL,
    origins         TEXT    NOT NULL,
    visitor_id      TEXT    NOT NULL,
    customer        TEXT    NOT NULL,
    external_key    TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    escalation      TEXT    NOT NULL,
    mode            TEXT    NOT NULL,
    control         TEXT    NOT NULL,
    controller      TEXT    NOT NULL,
    deployment      TEXT    NOT NULL,
    limits          TEXT    NOT NULL,
    people          TEXT    NOT NULL,
    ask             TEXT    NOT NULL,
    page            TEXT    NOT NULL,
    pages           BIGINT  NOT NULL,
    tab_id          TEXT    NOT NULL,
    client          TEXT    NOT NULL,
    customer_online BOOLEAN NOT NULL,
    customer_since  BIGINT  NOT NULL,
    lead_since      BIGINT  NOT NULL,
    invited_at      BIGINT  NOT NULL,
    live_at         BIGINT  NOT NULL,
    ended_at        BIGINT  NOT NULL,
    mode_since      BIGINT  NOT NULL,
    mode_uses       TEXT    NOT NULL,
    end_reason      TEXT    NOT NULL,
    ended_by        TEXT    NOT NULL,
    ask_due         BIGINT  NOT NULL,
    customer_due    BIGINT  NOT NULL,
    lead_due        BIGINT  NOT NULL,
    due_at          BIGINT  NOT NULL, -- the earliest of the three, 0 = none
    PRIMARY KEY (org_id, session_id),
    FOREIGN KEY (org_id, site_id) REFERENCES site (org_id, site_id)
);
-- One co-browse session a customer (A3, DESIGN §3).
CREATE UNIQUE INDEX session_one_a_visitor ON session (org_id, site_id, visitor_id) WHERE status <> 'ended';
CREATE UNIQUE INDEX session_one_a_chat ON session (org_id, chat_id) WHERE status <> 'ended' AND chat_id <> '';
CREATE INDEX session_due ON session (due_at) WHERE due_at > 0;
CREATE INDEX session_by_start ON session (org_id, invited_at, session_id);

-- Everybody who took part, also those who left; engaged while they can act.
CREATE TABLE session_person (
    org_id     TEXT    NOT NULL,
    session_id TEXT    NOT NULL,
    agent_id   TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    engaged    BOOLEAN NOT NULL,
    position   BIGINT  NOT NULL, -- in order of joining
    PRIMARY KEY (org_id, session_id, agent_id),
    FOREIGN KEY (org_id, session_id) REFERENCES session (org_id, session_id) ON DELETE CASCADE
);
-- One engagement an agent, over all roles that can act (A3).
CREATE UNIQUE INDEX session_person_one_engagement ON session_person (org_id, agent_id) WHERE engaged;
CREATE INDEX session_person_by_agent ON session_person (org_id, agent_id);

CREATE TABLE session_owner (
    org_id      TEXT   NOT NULL,
    session_id  TEXT   NOT NULL,
    node        TEXT   NOT NULL,
    fence       BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    PRIMARY KEY (org_id, session_id),
    FOREIGN KEY (org_id, session_id) REFERENCES session (org_id, session_id) ON DELETE CASCADE
);

CREATE TABLE journal (
    org_id     TEXT    NOT NULL,
    session_id TEXT    NOT NULL,
    entry_id   TEXT    NOT NULL, -- rises with time within a node
    at         BIGINT  NOT NULL,
    class      TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    by_end     TEXT    NOT NULL,
    by_agent   TEXT    NOT NULL,
    by_name    TEXT    NOT NULL,
    by_page    BOOLEAN NOT NULL,
    detail     TEXT    NOT NULL,
    PRIMARY KEY (org_id, session_id, entry_id),
    FOREIGN KEY (org_id, session_id) REFERENCES session (org_id, session_id) ON DELETE CASCADE
);

-- +goose Down
DROP TABLE journal;
DROP TABLE session_owner;
DROP TABLE session_person;
DROP TABLE session;
DROP TABLE offline_message;
DROP TABLE message;
DROP TABLE chat;
DROP TABLE customer_token;
DROP TABLE ticket;
DROP TABLE sign_in;
DROP TABLE canned;
DROP TABLE group_agent;
DROP TABLE group_site;
DROP TABLE agent_group;
DROP TABLE agent;
DROP TABLE site;
DROP TABLE organisation;
