-- Several agents in one session, codes for a call without a chat, and feedback.

-- +goose Up
ALTER TABLE session ADD COLUMN wishes TEXT NOT NULL DEFAULT '[]';   -- agents who asked for control
ALTER TABLE session ADD COLUMN guests TEXT NOT NULL DEFAULT '[]';   -- colleagues who are asked to join
ALTER TABLE session ADD COLUMN stars BIGINT NOT NULL DEFAULT 0;     -- 1 to 5, 0 = no feedback
ALTER TABLE session ADD COLUMN feedback TEXT NOT NULL DEFAULT '';

-- Who is asked to join now, so that any node finds the question for a colleague.
CREATE TABLE session_guest (
    org_id     TEXT NOT NULL,
    session_id TEXT NOT NULL,
    agent_id   TEXT NOT NULL,
    PRIMARY KEY (org_id, session_id, agent_id),
    FOREIGN KEY (org_id, session_id) REFERENCES session (org_id, session_id) ON DELETE CASCADE
);
CREATE INDEX session_guest_by_agent ON session_guest (org_id, agent_id);

-- The codes of sessions that are offered; a code goes with its first use, or its session.
CREATE TABLE session_code (
    org_id     TEXT NOT NULL,
    code_hash  TEXT NOT NULL,
    session_id TEXT NOT NULL,
    PRIMARY KEY (org_id, code_hash),
    FOREIGN KEY (org_id, session_id) REFERENCES session (org_id, session_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX session_code_one_a_session ON session_code (org_id, session_id);

-- Wrong codes by address and by site, over all nodes.
CREATE TABLE code_try (
    org_id   TEXT   NOT NULL,
    counted  TEXT   NOT NULL, -- "address …" or "site …"
    wrong    BIGINT NOT NULL,
    began_at BIGINT NOT NULL, -- of the period that is counted
    PRIMARY KEY (org_id, counted)
);

-- +goose Down
DROP TABLE code_try;
DROP TABLE session_code;
DROP TABLE session_guest;
ALTER TABLE session DROP COLUMN feedback;
ALTER TABLE session DROP COLUMN stars;
ALTER TABLE session DROP COLUMN guests;
ALTER TABLE session DROP COLUMN wishes;
