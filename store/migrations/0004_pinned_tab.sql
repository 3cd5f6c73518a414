-- The tab that the lead holds on to outlives the node that owns the session (W33).

-- +goose Up
ALTER TABLE session ADD COLUMN pinned_tab_id TEXT NOT NULL DEFAULT ''; -- '' = the view follows the customer

-- +goose Down
ALTER TABLE session DROP COLUMN pinned_tab_id;
