-- What a site sets for the parts that customers see, hand-overs to another origin of a
-- site, and the customer's own look at the agents' view.

-- +goose Up
ALTER TABLE site ADD COLUMN face TEXT NOT NULL DEFAULT '{}';

-- A claim is good once, for seconds, on the origin that it names (W30).
CREATE TABLE handover (
    org_id     TEXT   NOT NULL,
    claim_hash TEXT   NOT NULL,
    site_id    TEXT   NOT NULL,
    origin     TEXT   NOT NULL, -- where it may be claimed
    visitor_id TEXT   NOT NULL,
    tab_id     TEXT   NOT NULL, -- the tab that leaves
    chat_id    TEXT   NOT NULL, -- '' = none
    session_id TEXT   NOT NULL, -- '' = none
    expires_at BIGINT NOT NULL,
    used_at    BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (org_id, claim_hash),
    FOREIGN KEY (org_id, site_id) REFERENCES site (org_id, site_id) ON DELETE CASCADE
);
CREATE INDEX handover_by_tab ON handover (org_id, tab_id);
CREATE INDEX handover_by_end ON handover (expires_at);

-- A ticket opens a viewer of role customer once (W31).
CREATE TABLE watch_ticket (
    org_id      TEXT   NOT NULL,
    ticket_hash TEXT   NOT NULL,
    session_id  TEXT   NOT NULL,
    expires_at  BIGINT NOT NULL,
    used_at     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (org_id, ticket_hash),
    FOREIGN KEY (org_id, session_id) REFERENCES session (org_id, session_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX watch_ticket_by_hash ON watch_ticket (ticket_hash);
CREATE INDEX watch_ticket_by_end ON watch_ticket (expires_at);

-- +goose Down
DROP TABLE watch_ticket;
DROP TABLE handover;
ALTER TABLE site DROP COLUMN face;
